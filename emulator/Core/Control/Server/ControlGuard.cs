using System.Net;
using System.Security.Cryptography;
using System.Text;
using Scopix.Emulator.Http;

namespace Scopix.Emulator.Control.Server;

/// <summary>
/// Who may use the control API: programs of this machine, or with <c>--control-token</c> whoever sends it as <c>X-Emulator-Token</c>.
/// Pages of other origins may not, and neither may a name that somebody else's DNS leads here.
/// </summary>
internal static class ControlGuard
{
    private static readonly string[] OpenOperations = ["emulator.health", "emulator.ui"];

    /// <summary>Refuses requests to control operations from those who may not use them: 403. It must run after routing.</summary>
    public static IApplicationBuilder UseControlGuard(this IApplicationBuilder app, EmulatorOptions options) => app.Use(next => http =>
    {
        var operation = http.GetEndpoint()?.Metadata.GetMetadata<Operation>();
        if (operation is { IsControl: true } && !OpenOperations.Contains(operation.Id)) Authorize(http, options);
        return next(http);
    });

    private static void Authorize(HttpContext http, EmulatorOptions options)
    {
        var request = http.Request;
        if (IsCrossOrigin(request)) throw ApiError.ControlForbidden("the control API is not for pages of other origins");
        if (options.ControlToken is { } token)
        {
            if (!TokensEqual(token, request.Headers["X-Emulator-Token"].ToString()))
                throw ApiError.ControlForbidden("send X-Emulator-Token as --control-token has it");
            return;
        }
        if (http.Connection.RemoteIpAddress is { } address
            && !IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address))
            throw ApiError.ControlForbidden(
                "the control API answers this machine alone; start with --control-token to reach it from others");
        var host = new HostString(request.Headers.Host.ToString()).Host; // as it was sent: request.Host throws at a malformed xn--
        if (!IsKnownHost(host, http, options))
            throw ApiError.ControlForbidden(
                $"the control API is not known as '{host}'; start with --control-token or --public-url to reach it by that name");
    }

    /// <summary>Browsers say where a page comes from; other programs send neither header.</summary>
    private static bool IsCrossOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0) return !origin.Equals($"{request.Scheme}://{request.Headers.Host}", StringComparison.OrdinalIgnoreCase);
        return request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site";
    }

    private static bool IsKnownHost(string host, HttpContext http, EmulatorOptions options)
    {
        var name = host.Trim('[', ']').TrimEnd('.');
        if (name.Length == 0) return true; // HTTP/1.0: no browser sends it
        return name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            || name.Equals(options.Host, StringComparison.OrdinalIgnoreCase)
            || name.Equals(options.PublicUrl?.Host, StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(name, out var address)
                && (IPAddress.IsLoopback(address) || address.Equals(http.Connection.LocalIpAddress)));
    }

    private static bool TokensEqual(
        string token, string sent) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(sent));
}
