namespace Scopix.Storage;

/// <summary>
/// What a PUT declares about its body, parsed before the body is read. A checksum in the query, where presigners of SDKs put it, is signed
/// and otherwise ignored, as in S3 (public: issues of the SDKs for Go and JavaScript).
/// </summary>
/// <param name="Checksum">Of the header only.</param>
/// <param name="ContentSha256">Null for UNSIGNED-PAYLOAD.</param>
internal sealed record DeclaredBody(long Length, byte[]? Md5, DeclaredChecksum? Checksum, byte[]? ContentSha256)
{
    public const string ContentSha256Header = "x-amz-content-sha256";

    /// <summary>The limit of one PUT: 5 GiB, which S3's documentation calls 5 GB.</summary>
    public const long MaxBytes = 5L * 1024 * 1024 * 1024;

    /// <exception cref="S3Error">Length, digest or checksum is malformed, or the body is too large.</exception>
    public static DeclaredBody Read(S3Request request)
    {
        var headers = request.Headers;
        var length = headers.ContentLength ?? throw S3Error.MissingContentLength();
        if (length > MaxBytes) throw S3Error.EntityTooLarge(length, MaxBytes);
        return new(length, ReadMd5(headers), DeclaredChecksum.Read(headers), ReadContentSha256(request));
    }

    /// <summary>x-amz-content-sha256 of the header or the query; null when absent.</summary>
    public static string? ReadPayloadHash(S3Request request) =>
        request.Headers.TryGetValue(ContentSha256Header, out var sent)
            ? sent.ToString()
            : request.Query.FindFirst("X-Amz-Content-Sha256");

    /// <summary>Null when the text is not Base64 of exactly this many bytes.</summary>
    public static byte[]? DecodeBase64(string base64, int bytes)
    {
        var decoded = new byte[bytes + 2];
        var fits = base64.Length == (bytes + 2) / 3 * 4 && Convert.TryFromBase64String(base64, decoded, out var length) && length == bytes;
        return fits ? decoded[..bytes] : null;
    }

    private static byte[]? ReadMd5(IHeaderDictionary headers)
    {
        if (headers.ContentMD5.Count == 0) return null;
        var sent = headers.ContentMD5.ToString();
        return DecodeBase64(sent, 16) ?? throw S3Error.InvalidDigest(sent);
    }

    private static byte[]? ReadContentSha256(S3Request request) => ReadPayloadHash(request) switch
    {
        null or SigV4.UnsignedPayload => null,
        { Length: 64 } hex when hex.All(char.IsAsciiHexDigit) => Convert.FromHexString(hex),
        var other => throw S3Error.InvalidArgument(
            "x-amz-content-sha256 must be UNSIGNED-PAYLOAD or a valid sha256 value.", ContentSha256Header, other),
    };
}
