namespace Scopix.Storage;

/// <summary>An object that was found, held open so that deleting it meanwhile does no harm.</summary>
/// <param name="Content">Its bytes; seekable.</param>
/// <param name="Length">In bytes.</param>
/// <param name="LastModified">When it was published or PUT, by its tenant's clock, in whole seconds.</param>
/// <param name="ETag">Quoted; 32 hex digits, with <c>-N</c> behind them when it was assembled from N parts.</param>
/// <param name="ContentType">By the key's extension.</param>
internal sealed record StoredObject(FileStream Content, long Length, DateTimeOffset LastModified, string ETag, string ContentType)
    : IDisposable
{
    /// <summary>Opens a file as the object of a key; null when there is no such file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="key">The object's key.</param>
    /// <param name="etag">Its quoted ETag; told by the key when null.</param>
    public static StoredObject? Open(string path, string key, string? etag = null)
    {
        if (!File.Exists(path)) return null;
        try
        {
            var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            var written = new DateTimeOffset(File.GetLastWriteTimeUtc(content.SafeFileHandle));
            return new(content, content.Length, written.AddTicks(-(written.Ticks % TimeSpan.TicksPerSecond)),
                etag ?? ObjectKey.CreateETag(key, content.Length, written), ObjectKey.GetContentType(key));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public void Dispose() => Content.Dispose();
}
