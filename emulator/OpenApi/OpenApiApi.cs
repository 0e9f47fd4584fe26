using Scopix.Emulator.Http;

namespace Scopix.Emulator.OpenApi;

/// <summary>The OpenAPI document of the operations, under <c>/_emulator</c>; made when it is asked for.</summary>
public static class OpenApiApi
{
    /// <summary>The route table.</summary>
    public static void Map(IEndpointRouteBuilder control) => control.OpenOperation(
        "emulator.openapi", "GET", "/openapi.json", call => Task.FromResult(Answer.Document(ApiDocument.Write(call.Origin))), Evidence.Assumed);
}
