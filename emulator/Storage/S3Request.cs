using Microsoft.AspNetCore.Http.Features;

namespace Scopix.Storage;

/// <summary>
/// A request as its sender signed it. The path is the whole path of the URL with <c>/_s3</c>, which SDKs sign when their service URL is
/// <c>http://host:port/_s3</c>. It is not normalized, and the key is read from the text that was signed.
/// </summary>
/// <param name="RawPath">As it was sent, with the client's escaping.</param>
internal sealed record S3Request(string Method, string RawPath, S3Query Query, IHeaderDictionary Headers, string Host)
{
    public static S3Request FromContext(HttpContext context)
    {
        var request = context.Request;
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (!target.StartsWith('/')) target = ToOriginForm(target, request);
        var question = target.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = question < 0 ? (target, "") : (target[..question], target[(question + 1)..]);
        return new(request.Method, path, new S3Query(query), request.Headers, request.Host.Value ?? "");
    }

    /// <summary>
    /// The value of an <c>x-amz-*</c> header, or of the parameter with that name in any case, since presigners move headers into the query;
    /// null when absent.
    /// </summary>
    public string? FromHeaderOrQuery(string name) =>
        Headers.TryGetValue(name, out var sent) ? sent.ToString() : Query.FindFirst(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Splits the decoded path after <paramref name="prefix"/> (<c>/_s3/</c>). The key may be empty.</summary>
    /// <exception cref="S3Error">InvalidURI: the path does not begin with the prefix.</exception>
    public (string Bucket, string Key) SplitPath(string prefix)
    {
        var path = UriEncoding.Decode(RawPath, path: true);
        if (!path.StartsWith(prefix, StringComparison.Ordinal)) throw S3Error.InvalidUri();
        var slash = path.IndexOf('/', prefix.Length);
        return slash < 0 ? (path[prefix.Length..], "") : (path[prefix.Length..slash], path[(slash + 1)..]);
    }

    /// <summary>The path and query of a target in absolute form, which clients send to proxies.</summary>
    private static string ToOriginForm(string target, HttpRequest request)
    {
        var authority = target.IndexOf("://", StringComparison.Ordinal);
        var path = authority < 0 ? -1 : target.IndexOf('/', authority + 3);
        return path < 0
            ? $"{request.PathBase.ToUriComponent()}{request.Path.ToUriComponent()}{request.QueryString}"
            : target[path..];
    }
}
