namespace Scopix.Emulator.Control.Dashboard;

/// <summary>
/// The dashboard: a page and its files, which are resources of the assembly. They contain no data and need no key. The page reads its data
/// from the API with a key, and from the control API, whose guard applies to it too.
/// </summary>
internal sealed class DashboardApi(EmulatorOptions options)
{
    private const string ResourceFolder = "ui/";

    private static readonly Dictionary<string, string> ContentTypes = new()
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    public void Map(IEndpointRouteBuilder control) =>
        control.MapKeylessOperation("emulator.ui", "GET", "/ui/{file?}", Get);

    private ApiResponse Get(RequestContext context)
    {
        var name = context.Http.Request.RouteValues["file"] as string ?? "index.html";
        var bytes = ReadFile(name) ?? throw ApiError.NotFound("File of the dashboard");

        var headers = context.Http.Response.Headers;
        headers.CacheControl = "no-cache";
        headers.ContentSecurityPolicy = BuildContentSecurityPolicy();
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Referrer-Policy"] = "same-origin"; // identifies the page to DashboardRequests
        return ApiResponse.FromBytes(bytes, ContentTypes[Path.GetExtension(name)]);
    }

    public static IEnumerable<string> FileNames => typeof(DashboardApi).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(ResourceFolder, StringComparison.Ordinal)).Select(name => name[ResourceFolder.Length..]);

    private static byte[]? ReadFile(string name)
    {
        using var resource = typeof(DashboardApi).Assembly.GetManifestResourceStream(ResourceFolder + name);
        if (resource is null) return null;
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>
    /// Allows the page's own files only, no inline script, and no text that becomes HTML. Pictures and videos come from presigned URLs,
    /// under <c>--public-url</c> or the S3 server when they are set.
    /// </summary>
    private string BuildContentSecurityPolicy()
    {
        var storage = string.Concat(GetStorageOrigins().Select(origin => " " + origin.GetLeftPart(UriPartial.Authority)));
        return $"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'{storage}; "
            + $"img-src 'self'{storage}; media-src 'self'{storage}; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
    }

    private IEnumerable<Uri> GetStorageOrigins()
    {
        if (options.PublicUrl is { } ours) yield return ours;
        if (options.Storage == StorageKind.S3) yield return options.S3.PublicEndpoint;
    }
}
