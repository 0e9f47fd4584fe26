using Scopix.Emulator.Api.Scopix.Files;

namespace Scopix.Emulator.Control.Rules;

/// <summary>The newest files on which a rule has acted, the oldest first. Thread-safe.</summary>
/// <param name="files">The files at the start.</param>
internal sealed class AffectedFiles(AffectedFile[]? files = null)
{
    /// <summary>The number of files that are kept.</summary>
    public const int MaxCount = 20;

    private readonly Lock _lock = new();
    private AffectedFile[] _files = files ?? [];

    /// <summary>Adds a file; one that is in the list becomes the newest.</summary>
    public void Add(FileRecord file, DateTimeOffset at)
    {
        var added = new AffectedFile(file.Id, file.Filename, at);
        lock (_lock) _files = [.. _files.Where(other => other.Id != file.Id).Append(added).TakeLast(MaxCount)];
    }

    public AffectedFile[] ToArray()
    {
        lock (_lock) return [.. _files];
    }
}

/// <summary>A file on which a rule has acted, with its name at that time.</summary>
/// <param name="At">When it acted last, by the tenant's clock; null when an older version has stored it.</param>
internal sealed record AffectedFile(string Id, string Filename, DateTimeOffset? At = null);
