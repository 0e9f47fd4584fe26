using Microsoft.AspNetCore.Http.Features;

namespace Scopix.Emulator.Http;

/// <summary>Recognizes a request that opens a WebSocket.</summary>
internal static class WebSocketHandshake
{
    /// <summary>HTTP/1.1 has the header <c>Upgrade</c>; HTTP/2 has the method CONNECT with a protocol (RFC 8441).</summary>
    public static bool IsHandshake(HttpContext http) => http.Request.Headers.Upgrade.Count > 0
        || (HttpMethods.IsConnect(http.Request.Method) && http.Features.Get<IHttpExtendedConnectFeature>()?.IsExtendedConnect == true);
}
