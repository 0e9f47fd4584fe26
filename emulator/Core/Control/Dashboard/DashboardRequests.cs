namespace Scopix.Emulator.Control.Dashboard;

/// <summary>
/// Recognizes requests of the dashboard by their <c>Referer</c>, which no page of another origin can send. They are not recorded, not
/// rate-limited, and trigger no faults.
/// </summary>
internal static class DashboardRequests
{
    public const string PagePath = "/_emulator/ui";

    public static bool IsFromDashboard(HttpRequest request)
    {
        var referer = request.Headers.Referer.ToString();
        return referer.Length > 0
            && referer.TrimEnd('/').Equals($"{request.Scheme}://{request.Headers.Host}{PagePath}", StringComparison.OrdinalIgnoreCase);
    }
}
