using Scopix.Media.Previews;

namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>
/// Presigned URLs of a file's bytes and of its smaller pictures, valid for an hour. A picture is made when its URL is first
/// fetched. The originals are in the object store, the smaller pictures always in the embedded one.
/// </summary>
internal sealed class FileUrls(IObjectStore store, EmbeddedStore local, StorageAccount account, Uri origin)
{
    private static readonly TimeSpan UrlLifetime = TimeSpan.FromHours(1);

    private (string? Key, Uri Url) _lastSigned = (null, origin); // several fields of one file show the same URL

    public FileUrls(IObjectStore store, EmbeddedStore local, RequestContext context)
        : this(store, local, context.Tenant.Storage, context.Origin)
    {
    }

    public Uri GetOriginalUrl(FileRecord file)
    {
        if (_lastSigned.Key != file.ObjectKey)
            _lastSigned = (file.ObjectKey, store.PresignGet(account, origin, file.ObjectKey, UrlLifetime));
        return _lastSigned.Url;
    }

    public Uri? GetPictureUrl(FileRecord file, Variant variant) =>
        HasPicture(file) ? local.PresignGet(account, origin, variant.GetKey(account.TenantId, file), UrlLifetime) : null;

    /// <summary>
    /// True for an image whose variants stage is completed, and for videos and PDFs from the start, since they have no such stage
    /// (assumed).
    /// </summary>
    public static bool HasPicture(FileRecord file) => file.FindStage(StageCatalog.Variants) is { } stage
        ? stage.Status == ComponentStatus.Completed
        : PreviewRenderer.IsSupported(file.ContentType);

    /// <summary>The original bytes as a download with the name of the file, for <c>GET /files/{id}/download</c>.</summary>
    public Uri GetDownloadUrl(FileRecord file, TimeSpan life) =>
        store.PresignGet(account, origin, file.ObjectKey, life, FormatContentDisposition("attachment", file.Filename));

    /// <summary>Contains an ASCII form of the name, and the name itself in the encoding of RFC 5987.</summary>
    public static string FormatContentDisposition(string kind, string filename)
    {
        var ascii = new string([.. filename.Select(c => c is > ' ' and < '\u007F' and not '"' and not '\\' || c == ' ' ? c : '_')]);
        return $"{kind}; filename=\"{ascii}\"; filename*=UTF-8''{Uri.EscapeDataString(filename)}";
    }
}
