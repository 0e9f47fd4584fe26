namespace Scopix.Storage;

/// <summary>An object that is held open, so that deleting it meanwhile does no harm.</summary>
/// <param name="Content">Seekable.</param>
/// <param name="LastModified">By the tenant's clock, in whole seconds.</param>
/// <param name="ETag">Quoted; 32 hex digits, with <c>-N</c> when it was assembled from N parts.</param>
internal sealed record StoredObject(FileStream Content, long Length, DateTimeOffset LastModified, string ETag, string ContentType)
    : IDisposable
{
    /// <summary>Null when the file does not exist.</summary>
    /// <param name="etag">Quoted; null to derive it from the key.</param>
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
