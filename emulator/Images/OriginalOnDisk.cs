using Scopix.Emulator.ObjectStore;

namespace Scopix.Emulator.Images;

/// <summary>A file's original as a path, for programs that read files: where it lies, or a copy that goes when this is disposed.</summary>
internal sealed class OriginalOnDisk : IDisposable
{
    private const long MaxCopy = 1L << 30;

    private readonly IDisposable _held;

    private OriginalOnDisk(string? path, IDisposable held) => (Path, _held) = (path, held);

    /// <summary>Null when it would have to be copied and has more than 1 GiB.</summary>
    public string? Path { get; }

    /// <summary>Null when the original is gone. One that is not on this machine's disk is copied.</summary>
    public static async Task<OriginalOnDisk?> OpenAsync(
        IObjectStore originals, EmbeddedStore pictures, StorageAccount account, string key, CancellationToken cancel)
    {
        var bytes = await originals.OpenReadAsync(account, key, cancel);
        if (bytes is null) return null;
        if (bytes is FileStream file) return new(file.Name, file);
        if (bytes.Length > MaxCopy) return new(null, bytes);
        await using (bytes)
        {
            var copy = (StagedFile)await pictures.StageAsync(account, bytes, MaxCopy, cancel);
            return new(copy.Path, copy);
        }
    }

    public void Dispose() => _held.Dispose();
}
