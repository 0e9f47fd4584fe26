using System.Collections.Concurrent;

namespace Scopix.Storage;

/// <summary>
/// Compares objects with the SHA-256 in their keys, when they are first read and when the size or time of the file has changed. For a range
/// of a large object only the size is compared. Texts, pages, pictures and exports do not have their own hash in the key, and are not
/// verified.
/// </summary>
internal sealed class ContentVerifier
{
    /// <summary>A range of a larger object is read without hashing the whole object.</summary>
    public const long LargeObjectBytes = 64L << 20;

    private const int MaxVerifiedFiles = 50_000;

    private static readonly string[] ContentAddressedFolders = ["images", "documents", "videos", "llama"];

    private readonly ConcurrentDictionary<string, (long Length, long Written)> _verifiedFiles = new();

    /// <summary>Registers a file that was just written with the content that its key names.</summary>
    public void MarkVerified(string path)
    {
        var file = new FileInfo(path);
        if (_verifiedFiles.Count >= MaxVerifiedFiles) _verifiedFiles.Clear();
        _verifiedFiles[path] = (file.Length, file.LastWriteTimeUtc.Ticks);
    }

    /// <summary>Verifies an object before it is read.</summary>
    /// <param name="size">Returns the expected size; null when it is not known.</param>
    /// <param name="whole">False when only a range or the headers are read.</param>
    /// <exception cref="DamagedObjectException">The content differs.</exception>
    public async Task VerifyAsync(StoredObject found, string key, Func<long?> size, bool whole, CancellationToken cancel)
    {
        if (FindHash(key) is not { } hash) return;
        var (path, seen) = (found.Content.Name, (found.Length, File.GetLastWriteTimeUtc(found.Content.SafeFileHandle).Ticks));
        if (_verifiedFiles.TryGetValue(path, out var known) && known == seen) return;
        if (size() is { } bytes && bytes != found.Length)
            throw new DamagedObjectException(key, $"has {found.Length} bytes instead of {bytes}");
        if (!whole && found.Length > LargeObjectBytes) return;
        if ((await Sha256Sum.ComputeAsync(found.Content.SafeFileHandle, cancel)).Sha256 != hash)
            throw new DamagedObjectException(key, "does not have the SHA-256 that it is named by");
        if (_verifiedFiles.Count >= MaxVerifiedFiles) _verifiedFiles.Clear();
        _verifiedFiles[path] = seen;
    }

    public static string? FindHash(string key)
    {
        var name = Path.GetFileName(key).Split('.')[0];
        return name.Length == 64 && name.All(char.IsAsciiHexDigitLower) && Array.IndexOf(ContentAddressedFolders, key.Split('/')[0]) >= 0
            ? name : null;
    }
}
