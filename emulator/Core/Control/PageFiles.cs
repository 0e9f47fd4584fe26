using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Scopix.Emulator.Control;

/// <summary>
/// The files of a web page, which are resources of the assembly, with the headers that protect the page. They contain no data and need no
/// key. A file that is stored compressed is decompressed only for clients that do not accept Brotli.
/// </summary>
/// <param name="folder">What the names of the resources begin with, e.g. <c>ui/</c>.</param>
internal sealed class PageFiles(string folder)
{
    private const string BrotliSuffix = ".br";

    private static readonly Dictionary<string, string> ContentTypes = new()
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    /// <summary>The names by which the files are requested.</summary>
    public IEnumerable<string> Names => typeof(PageFiles).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
        .Select(name => name.EndsWith(BrotliSuffix, StringComparison.Ordinal) ? name[folder.Length..^BrotliSuffix.Length]
            : name[folder.Length..]);

    /// <param name="context">The request.</param>
    /// <param name="name">The name of the file.</param>
    /// <param name="contentSecurityPolicy">What the page may load.</param>
    /// <param name="complete">Changes the file before it is sent; null for none.</param>
    /// <exception cref="ApiError">There is no file of this name: 404.</exception>
    public ApiResponse Get(RequestContext context, string name, string contentSecurityPolicy, Func<byte[], byte[]>? complete = null)
    {
        var (request, headers) = (context.Http.Request, context.Http.Response.Headers);
        if (!ContentTypes.TryGetValue(Path.GetExtension(name), out var contentType)) throw ApiError.NotFound("File of this page");
        var bytes = ReadResource(name);
        if (bytes is null)
        {
            bytes = ReadResource(name + BrotliSuffix) ?? throw ApiError.NotFound("File of this page");
            headers.Vary = "Accept-Encoding";
            if (AcceptsBrotli(request)) headers.ContentEncoding = "br";
            else bytes = Decompress(bytes);
        }

        if (complete is not null) bytes = complete(bytes);
        Protect(headers, contentSecurityPolicy);
        headers.CacheControl = "no-cache"; // the browser asks each time, and the entity tag tells it that nothing has changed
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16))}\"";
        headers.ETag = tag;
        return request.Headers.IfNoneMatch.ToString().Contains(tag, StringComparison.Ordinal)
            ? ApiResponse.NotModified() : ApiResponse.FromBytes(bytes, contentType);
    }

    /// <summary>
    /// The origins of presigned URLs, each after a space, for a policy: <c>--public-url</c> and the S3 server, when they are set.
    /// </summary>
    public static string FormatStorageOrigins(EmulatorOptions options)
    {
        Uri?[] origins = [options.PublicUrl, options.Storage == StorageKind.S3 ? options.S3.PublicEndpoint : null];
        return string.Concat(origins.OfType<Uri>().Select(origin => " " + origin.GetLeftPart(UriPartial.Authority)));
    }

    private static void Protect(IHeaderDictionary headers, string contentSecurityPolicy)
    {
        headers.ContentSecurityPolicy = contentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions =
            contentSecurityPolicy.Contains("frame-ancestors 'none'", StringComparison.Ordinal) ? "DENY" : "SAMEORIGIN";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Referrer-Policy"] = "same-origin"; // identifies the dashboard to DashboardRequests
    }

    private static bool AcceptsBrotli(HttpRequest request) =>
        StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var codings)
            && codings.Any(coding => coding.Value.Equals("br", StringComparison.OrdinalIgnoreCase) && coding.Quality is not 0);

    private static byte[] Decompress(byte[] compressed)
    {
        using var stream = new BrotliStream(new MemoryStream(compressed), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private byte[]? ReadResource(string name) => EmbeddedResource.Read(folder + name);
}
