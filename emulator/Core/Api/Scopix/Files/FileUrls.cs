using Scopix.Media.Previews;

namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>A field of a file's JSON with a presigned URL.</summary>
/// <param name="Picture">What the URL leads to; null for the original.</param>
internal sealed record FileUrlField(string Name, Variant? Picture);

/// <summary>The origin and the second that URLs were signed for.</summary>
internal readonly record struct SigningMoment(string Origin, long Second);

/// <summary>
/// Presigned URLs of a file's bytes and of its smaller pictures, valid for an hour from the second in which this was created. A
/// picture is made when its URL is first fetched. The originals are in the object store, the smaller pictures always in the embedded
/// one.
/// </summary>
internal sealed class FileUrls(IObjectStore store, EmbeddedStore local, StorageAccount account, Uri origin)
{
    private static readonly TimeSpan UrlLifetime = TimeSpan.FromHours(1);

    private static readonly FileUrlField[] Fields =
    [
        new("thumbnail_url", Variant.Small), new("medium_url", Variant.Medium), new("full_url", Variant.Large),
        new("original_url", null), new("document_url", null), new("video_url", null),
    ];

    private static readonly Uri UnsignedUrl = new("unsigned:");

    private readonly DateTimeOffset _now = account.Now();
    private UrlSigner? _signer;
    private bool _isUnsigned;

    public FileUrls(IObjectStore store, EmbeddedStore local, RequestContext context)
        : this(store, local, context.Tenant.Storage, context.Origin)
    {
    }

    /// <summary>Returns one URL for everything, for JSON into which the URLs are put later.</summary>
    public static FileUrls Unsigned { get; } = CreateUnsigned();

    /// <summary>The URL of <see cref="Unsigned"/>.</summary>
    public static string UnsignedText => UnsignedUrl.OriginalString;

    /// <summary>The field of a name in UTF-8; null when it has no presigned URL.</summary>
    public static FileUrlField? FindField(ReadOnlySpan<byte> name)
    {
        foreach (var field in Fields)
            if (Ascii.Equals(name, field.Name)) return field;
        return null;
    }

    /// <summary>What all URLs of the tenant depend on beside their object, except those of <see cref="SignsOriginals"/>.</summary>
    public SigningMoment Moment => new(origin.OriginalString, _now.ToUnixTimeSeconds());

    /// <summary>False for an S3 server, which signs the URLs of the originals by the wall clock.</summary>
    public bool SignsOriginals => ReferenceEquals(store, local);

    /// <summary>The URL of a field in UTF-8.</summary>
    public byte[] Sign(FileRecord file, FileUrlField field) => field.Picture is { } variant
        ? SignLocally(variant.GetKey(account.TenantId, file))
        : SignsOriginals ? SignLocally(file.ObjectKey) : Encoding.UTF8.GetBytes(GetOriginalUrl(file).OriginalString);

    public Uri GetOriginalUrl(FileRecord file) => _isUnsigned ? UnsignedUrl
        : SignsOriginals ? new Uri(Encoding.UTF8.GetString(SignLocally(file.ObjectKey)))
        : store.PresignGet(account, origin, file.ObjectKey, UrlLifetime);

    public Uri? GetPictureUrl(FileRecord file, Variant variant)
    {
        if (!HasPicture(file)) return null;
        return _isUnsigned ? UnsignedUrl : new Uri(Encoding.UTF8.GetString(SignLocally(variant.GetKey(account.TenantId, file))));
    }

    private byte[] SignLocally(string key) =>
        (_signer ??= EmbeddedStore.CreateUrlSigner(account, origin, _now, UrlLifetime)).Sign(EmbeddedStore.GetPath(key));

    private static FileUrls CreateUnsigned()
    {
        var local = new EmbeddedStore();
        return new(local, local, new StorageAccount("", "", "", () => DateTimeOffset.UnixEpoch), UnsignedUrl) { _isUnsigned = true };
    }

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
