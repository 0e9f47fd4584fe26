using Scopix.Emulator.Control.Server;

namespace Scopix.Emulator.Control.Dashboard;

/// <summary>
/// Recognizes requests of the dashboard by their <c>Referer</c>, which no page of another origin can send. They are not recorded, not
/// rate-limited, and trigger no faults.
/// </summary>
internal static class DashboardRequests
{
    public const string PagePath = "/_emulator/ui";

    /// <summary>
    /// The id of the tenant that the page has selected without its key, in <c>X-Emulator-Tenant</c>; null for requests of others, and of
    /// those that may not use the control API.
    /// </summary>
    public static string? FindSelectedTenant(HttpContext http, EmulatorOptions options) =>
        http.Request.Headers["X-Emulator-Tenant"].ToString() is { Length: > 0 } id && IsFromDashboard(http.Request)
            && ControlGuard.Allows(http, options)
            ? id : null;

    public static bool IsFromDashboard(HttpRequest request)
    {
        var referer = request.Headers.Referer.ToString();
        return referer.Length > 0
            && referer.TrimEnd('/').Equals($"{request.Scheme}://{request.Headers.Host}{PagePath}", StringComparison.OrdinalIgnoreCase);
    }
}
