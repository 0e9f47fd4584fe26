namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>The path of a file's original, or of a copy that is deleted when this is disposed, for programs that read files.</summary>
internal sealed class LocalOriginalFile : IDisposable
{
    private const long MaxCopyBytes = 1L << 30;

    private readonly IDisposable _openHandle;

    private LocalOriginalFile(string? path, IDisposable openHandle) => (Path, _openHandle) = (path, openHandle);

    /// <summary>Null when the original is larger than 1 GiB and would have to be copied.</summary>
    public string? Path { get; }

    /// <summary>Null when the original is missing. An original that is not a file on this machine is copied.</summary>
    public static async Task<LocalOriginalFile?> OpenAsync(
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
