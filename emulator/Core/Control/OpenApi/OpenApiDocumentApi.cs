namespace Scopix.Emulator.Control.OpenApi;

internal static class OpenApiDocumentApi
{
    public static void Map(IEndpointRouteBuilder control) => control.MapKeylessOperation(
        "emulator.openapi", "GET", "/openapi.json",
        context => ApiResponse.FromJson(new JsonBody(OpenApiGenerator.Write(context.Origin))));
}
