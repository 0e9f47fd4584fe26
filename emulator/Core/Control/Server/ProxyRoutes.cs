namespace Scopix.Emulator.Control.Server;

/// <summary>The routes that only a proxy answers. An emulator says so.</summary>
internal static class ProxyRoutes
{
    public static void Map(IEndpointRouteBuilder control)
    {
        Func<RequestContext, ApiResponse> refuse = _ => throw ApiError.ProxyOnly();
        control.MapKeylessOperation("emulator.drift", "GET", "/drift", refuse);
        control.MapKeylessOperation("emulator.differences", "GET", "/differences", refuse);
    }
}
