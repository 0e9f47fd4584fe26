using Scopix.Emulator.Http;

namespace Scopix.Emulator.Control.OpenApi;

/// <summary>The OpenAPI document of the operations, under <c>/_emulator</c>; made when it is asked for.</summary>
internal static class OpenApiApi
{
    /// <summary>The route table.</summary>
    public static void Map(IEndpointRouteBuilder control) => control.MapKeylessOperation(
        "emulator.openapi", "GET", "/openapi.json",
        context => Task.FromResult(ApiResponse.FromJson(OpenApiGenerator.Write(context.Origin))), Evidence.Assumed);
}
