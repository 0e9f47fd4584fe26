using Scopix.Emulator.Api.Scopix.Images;
using Scopix.Emulator.Engine;
using Scopix.Emulator.Http;
using Scopix.Media.Previews;
using Scopix.Storage;

namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>
/// Presigned URLs of a file's bytes and of its smaller pictures, valid for an hour. A picture is made when its URL is first
/// fetched.
/// </summary>
/// <param name="store">Where the originals are.</param>
/// <param name="local">Where the smaller pictures are.</param>
/// <param name="account">Whose file.</param>
/// <param name="origin">Scheme and host that the client reaches the emulator under.</param>
internal sealed class FileUrls(IObjectStore store, EmbeddedStore local, StorageAccount account, Uri origin)
{
    private static readonly TimeSpan UrlLifetime = TimeSpan.FromHours(1);

    private (string? Key, Uri Url) _lastSigned = (null, origin); // several fields of one file show the same URL

    /// <summary>The URLs that a request's answer shows.</summary>
    public FileUrls(
        IObjectStore store, EmbeddedStore local, RequestContext context) : this(store, local, context.Tenant.Storage, context.Origin)
    {
    }

    /// <summary>The original bytes.</summary>
    public Uri GetOriginalUrl(FileRecord file)
    {
        if (_lastSigned.Key != file.ObjectKey)
            _lastSigned = (file.ObjectKey, store.PresignGet(account, origin, file.ObjectKey, UrlLifetime));
        return _lastSigned.Url;
    }

    /// <summary>A picture of the file; null when it has none (yet).</summary>
    public Uri? GetPictureUrl(FileRecord file, Variant variant) =>
        HasPicture(file) ? local.PresignGet(account, origin, variant.GetKey(account.TenantId, file), UrlLifetime) : null;

    /// <summary>
    /// True for an image whose variants are made, for a video and for a PDF: these have no such stage, so theirs are there from
    /// the start (assumed).
    /// </summary>
    public static bool HasPicture(FileRecord file) => file.FindStage(Pipeline.Variants) is { } stage
        ? stage.Status == ComponentStatus.Completed
        : PreviewRenderer.IsSupported(file.ContentType);

    /// <summary>The original under its own name, for <c>GET /files/{id}/download</c>.</summary>
    public Uri GetDownloadUrl(FileRecord file, TimeSpan life) =>
        store.PresignGet(account, origin, file.ObjectKey, life, FormatContentDisposition("attachment", file.Filename));

    /// <summary>Names of any script: an ASCII stand-in, and the real one as RFC 5987 has it.</summary>
    /// <param name="kind"><c>attachment</c> or <c>inline</c>.</param>
    /// <param name="filename">The name to save it under.</param>
    public static string FormatContentDisposition(string kind, string filename)
    {
        var ascii = new string([.. filename.Select(c => c is > ' ' and < '\u007F' and not '"' and not '\\' || c == ' ' ? c : '_')]);
        return $"{kind}; filename=\"{ascii}\"; filename*=UTF-8''{Uri.EscapeDataString(filename)}";
    }
}
