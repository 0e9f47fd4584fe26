using Microsoft.Extensions.Primitives;

namespace Scopix.Emulator.Control.Server;

/// <summary>
/// The paths that people try first. A browser is led to the dashboard or to the API reference; other clients, such as the health checks of
/// container platforms, get the addresses as JSON. None of them is a path of the service.
/// </summary>
internal static class EntryPoints
{
    private const string DashboardPath = "/_emulator/ui", ReferencePath = "/_emulator/docs";

    private static readonly (string Id, string Path, string Page)[] Paths =
    [
        ("emulator.root", "/", DashboardPath),
        ("emulator.index", "/_emulator", DashboardPath),
        ("emulator.docs_alias", "/docs", ReferencePath),
        ("emulator.swagger_alias", "/swagger", ReferencePath),
    ];

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var (id, path, page) in Paths) routes.MapKeylessOperation(id, "GET|HEAD", path, context => Get(context, page));
    }

    private static ApiResponse Get(RequestContext context, string page)
    {
        var origin = context.Origin;
        context.Http.Response.Headers.Vary = StringValues.Concat(context.Http.Response.Headers.Vary, "Accept");
        return IsBrowser(context.Http.Request)
            ? ApiResponse.Redirect(new Uri(origin, page))
            : ApiResponse.Ok(CreateIndex(origin), ControlJsonContext.Shared.IndexResponse);
    }

    /// <summary>Browsers ask for HTML when they open an address; programs do not.</summary>
    private static bool IsBrowser(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static IndexResponse CreateIndex(Uri origin) => new(
        "Scopix emulator", ControlApi.Version, new Uri(origin, "/api/v2"), new Uri(origin, DashboardPath), new Uri(origin, ReferencePath),
        new Uri(origin, "/openapi.json"), new Uri(origin, "/_emulator/control.openapi.json"), new Uri(origin, "/_emulator/health"));
}

internal sealed record IndexResponse(
    string Name, string Version, Uri Api, Uri Dashboard, Uri ApiReference, [property: JsonPropertyName("openapi")] Uri OpenApi,
    [property: JsonPropertyName("control_openapi")] Uri ControlOpenApi, Uri Health);
