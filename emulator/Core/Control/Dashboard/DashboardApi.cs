namespace Scopix.Emulator.Control.Dashboard;

/// <summary>
/// The dashboard: a page and its files. The page reads its data from the API with a key, and from the control API, whose guard applies to
/// it too.
/// </summary>
/// <param name="options">The options, whose storage the page may ask.</param>
/// <param name="server">What the page belongs to, <c>emulator</c> or <c>proxy</c>: it shows what such a server has.</param>
internal sealed class DashboardApi(EmulatorOptions options, string server = "emulator")
{
    private const string Page = "index.html";

    public static PageFiles Files { get; } = new("ui/");

    public void Map(IEndpointRouteBuilder control) =>
        control.MapKeylessOperation("emulator.ui", "GET", "/ui/{file?}", Get).AcceptsAnyQuery();

    private ApiResponse Get(RequestContext context)
    {
        var file = context.Http.Request.RouteValues["file"] as string ?? Page;
        return Files.Get(context, file, BuildContentSecurityPolicy(), file == Page ? NameServer : null);
    }

    private byte[] NameServer(byte[] page) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(page).Replace("data-server=\"emulator\"", $"data-server=\"{server}\"",
            StringComparison.Ordinal));

    /// <summary>
    /// Allows the page's own files only, no inline script, and no text that becomes HTML. Pictures and videos come from presigned URLs.
    /// </summary>
    private string BuildContentSecurityPolicy()
    {
        var storage = PageFiles.FormatStorageOrigins(options);
        return $"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'{storage}; "
            + $"img-src 'self'{storage}; media-src 'self'{storage}; "
            + "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
            + "trusted-types 'none'";
    }
}
