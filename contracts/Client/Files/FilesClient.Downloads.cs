namespace Scopix.Client;

public sealed partial class FilesClient
{
    /// <summary>The URL of a file's bytes, valid for five minutes.</summary>
    public Task<Uri> GetDownloadUrlAsync(string fileId, CancellationToken cancel = default) =>
        _transport.GetRedirectLocationAsync("files.download", $"/api/v2/files/{RequestPath.EscapeSegment(fileId)}/download", cancel);

    /// <summary>Downloads a file's bytes into memory.</summary>
    public async Task<byte[]> DownloadAsync(string fileId, CancellationToken cancel = default)
    {
        using var memory = new MemoryStream();
        await DownloadAsync(fileId, memory, cancel);
        return memory.ToArray();
    }

    /// <summary>
    /// Writes a file's bytes to a stream. After a lost connection it continues from the last byte that it received.
    /// </summary>
    /// <returns>The number of bytes.</returns>
    public Task<long> DownloadAsync(string fileId, Stream target, CancellationToken cancel = default) =>
        new FileDownload(_transport, stop => GetDownloadUrlAsync(fileId, stop)).RunAsync(target, cancel);

    /// <summary>Writes a file's bytes to a file, which appears only when it is complete.</summary>
    /// <returns>The number of bytes.</returns>
    public async Task<long> DownloadToFileAsync(string fileId, string path, CancellationToken cancel = default)
    {
        var partial = path + ".part";
        try
        {
            await using (var target = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16,
                FileOptions.Asynchronous)) await DownloadAsync(fileId, target, cancel);
            File.Move(partial, path, overwrite: true);
            return new FileInfo(path).Length;
        }
        finally
        {
            File.Delete(partial);
        }
    }

    /// <summary>Downloads from a URL of the service (an export, a thumbnail) to a stream; no key is sent.</summary>
    /// <returns>The number of bytes.</returns>
    public Task<long> DownloadFromUrlAsync(Uri url, Stream target, CancellationToken cancel = default) =>
        new FileDownload(_transport, _ => Task.FromResult(url)).RunAsync(target, cancel);
}
