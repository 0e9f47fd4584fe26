using Scopix.Storage;

namespace Scopix.Emulator.Api.Scopix.Images;

/// <summary>A file's original as a path, for programs that read files: where it lies, or a copy that goes when this is disposed.</summary>
internal sealed class OriginalOnDisk : IDisposable
{
    private const long MaxCopyBytes = 1L << 30;

    private readonly IDisposable _openHandle;

    private OriginalOnDisk(string? path, IDisposable held) => (Path, _openHandle) = (path, held);

    /// <summary>Null when it would have to be copied and has more than 1 GiB.</summary>
    public string? Path { get; }

    /// <summary>Null when the original is gone. One that is not on this machine's disk is copied.</summary>
    public static async Task<OriginalOnDisk?> OpenAsync(
        IObjectStore originals, EmbeddedStore local, StorageAccount account, string key, CancellationToken cancel)
    {
        var bytes = await originals.OpenReadAsync(account, key, cancel);
        if (bytes is null) return null;
        if (bytes is FileStream file) return new(file.Name, file);
        if (bytes.Length > MaxCopyBytes) return new(null, bytes);
        await using (bytes)
        {
            var copy = (StagedFile)await local.StageAsync(account, bytes, MaxCopyBytes, cancel);
            return new(copy.Path, copy);
        }
    }

    public void Dispose() => _openHandle.Dispose();
}
