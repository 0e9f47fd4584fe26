using Scopix.Emulator.Control.Assumptions;
using Scopix.Emulator.Proxy.Shadow;

namespace Scopix.Emulator.Proxy;

/// <summary>What the traffic says about the contracts, about our assumptions and about the emulator.</summary>
internal sealed class DriftApi(ExchangeQueue queue, ShadowQueue? shadow)
{
    public void Map(IEndpointRouteBuilder control)
    {
        control.MapKeylessOperation("emulator.health", "GET", "/health",
            _ => ApiResponse.Ok(new ProxyHealthResponse("ready"), ProxyJsonContext.Shared.ProxyHealthResponse)).AcceptsAnyQuery();
        control.MapKeylessOperation("emulator.drift", "GET", "/drift",
            _ => ApiResponse.Ok(DriftResponse.From(queue), ProxyJsonContext.Shared.DriftResponse));
        AssumptionsApi.Map(control, queue.Report.GetAssumptions);
        control.MapKeylessOperation("emulator.differences", "GET", "/differences", _ => shadow is null
            ? throw ApiError.ShadowOnly()
            : ApiResponse.Ok(DifferencesResponse.From(shadow.Report), ProxyJsonContext.Shared.DifferencesResponse));
    }
}

internal sealed record ProxyHealthResponse(string Status);

/// <summary>What a client receives when the service cannot be reached, in the service's own form.</summary>
internal sealed record ProxyErrorResponse(ProxyErrorDetails Error, string RequestId);

internal sealed record ProxyErrorDetails(string Code, string Message);
