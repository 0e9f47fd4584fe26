using System.Net;
using System.Security.Cryptography;

namespace Scopix.Emulator.Control.Server;

/// <summary>
/// Decides who may use the control API: programs on this machine, or, with <c>--control-token</c>, clients that send the token as
/// <c>X-Emulator-Token</c>. Pages of other origins may not, and the Host header must be a known name (DNS rebinding).
/// </summary>
internal static class ControlGuard
{
    /// <summary>Operations that show nothing of a tenant and change nothing.</summary>
    private static readonly string[] OpenOperations =
    [
        "emulator.health", "emulator.ui", "emulator.docs", "emulator.document", "emulator.root", "emulator.index", "emulator.docs_alias",
        "emulator.swagger_alias", "emulator.certificate",
    ];

    /// <summary>Must run after routing.</summary>
    public static IApplicationBuilder UseControlGuard(this IApplicationBuilder app, EmulatorOptions options) => app.Use(next => http =>
    {
        var operation = http.GetEndpoint()?.Metadata.GetMetadata<Operation>();
        if (operation is { IsControl: true } && !OpenOperations.Contains(operation.Id)) Authorize(http, options);
        return next(http);
    });

    /// <summary>Whether the sender of a request may use the control API.</summary>
    public static bool Allows(HttpContext http, EmulatorOptions options) => FindRefusal(http, options) is null;

    private static void Authorize(HttpContext http, EmulatorOptions options)
    {
        if (FindRefusal(http, options) is { } reason) throw ApiError.ControlForbidden(reason);
    }

    /// <summary>Why the sender of a request may not use the control API; null when it may.</summary>
    private static string? FindRefusal(HttpContext http, EmulatorOptions options)
    {
        var request = http.Request;
        if (IsCrossOrigin(request)) return "pages of other origins cannot use the control API";
        if (options.ControlToken is { } token)
            return TokensEqual(token, request.Headers["X-Emulator-Token"].ToString()) ? null
                : "send the value of --control-token as X-Emulator-Token";
        if (http.Connection.RemoteIpAddress is { } address
            && !IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address))
            return "only this machine can use the control API; start with --control-token to use it from others";
        var host = new HostString(request.Headers.Host.ToString()).Host; // request.Host throws for malformed punycode
        return IsKnownHost(host, http, options) ? null
            : $"the control API does not accept the host name '{host}'; start with --control-token or --public-url to use it";
    }

    /// <summary>Browsers send these headers; other programs send neither.</summary>
    private static bool IsCrossOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0) return !origin.Equals($"{request.Scheme}://{request.Headers.Host}", StringComparison.OrdinalIgnoreCase);
        return request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site";
    }

    private static bool IsKnownHost(string host, HttpContext http, EmulatorOptions options)
    {
        var name = host.Trim('[', ']').TrimEnd('.');
        if (name.Length == 0) return true; // HTTP/1.0, which browsers do not send
        return name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            || name.Equals(options.Host, StringComparison.OrdinalIgnoreCase)
            || name.Equals(options.PublicUrl?.Host, StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(name, out var address)
                && (IPAddress.IsLoopback(address) || address.Equals(http.Connection.LocalIpAddress)));
    }

    private static bool TokensEqual(string token, string sent) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(sent));
}
