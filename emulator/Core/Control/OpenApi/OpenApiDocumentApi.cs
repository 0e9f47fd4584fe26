namespace Scopix.Emulator.Control.OpenApi;

internal static class OpenApiDocumentApi
{
    /// <summary>Under <c>/openapi.json</c>, where generators and browsers look for it, everybody can read it.</summary>
    public static void Map(IEndpointRouteBuilder routes, IEndpointRouteBuilder control)
    {
        routes.MapKeylessOperation("emulator.document", "GET", "/openapi.json", Get);
        control.MapKeylessOperation("emulator.openapi", "GET", "/openapi.json", Get);
    }

    private static ApiResponse Get(RequestContext context) => ApiResponse.FromJson(new JsonBody(OpenApiGenerator.Write(context.Origin)));
}
