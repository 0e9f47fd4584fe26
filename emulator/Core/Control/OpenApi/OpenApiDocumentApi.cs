namespace Scopix.Emulator.Control.OpenApi;

internal static class OpenApiDocumentApi
{
    /// <summary>Under <c>/openapi.json</c>, where generators and browsers look for it, everybody can read it.</summary>
    public static void Map(IEndpointRouteBuilder routes, IEndpointRouteBuilder control)
    {
        routes.MapKeylessOperation("emulator.document", "GET", "/openapi.json", context => Get(context, ContractFiles.Api));
        MapControl(control);
    }

    public static void MapControl(IEndpointRouteBuilder control)
    {
        control.MapKeylessOperation("emulator.openapi", "GET", "/openapi.json", context => Get(context, ContractFiles.Api));
        control.MapKeylessOperation("emulator.control_openapi", "GET", "/control.openapi.json",
            context => Get(context, ContractFiles.Control));
    }

    private static ApiResponse Get(RequestContext context, ContractFiles contracts) =>
        ApiResponse.FromJson(new JsonBody(OpenApiGenerator.Write(contracts, context.Origin)));
}
