namespace Scopix.Emulator.Control.Dashboard;

/// <summary>
/// Tells the dashboard's own requests from those of the client that is watched: they are in no journal and no coverage, count against
/// no rate, and no fault is spent on them. A browser says which page asks (<c>Referer</c>, as the page's own policy has it, pictures
/// included); no page of another origin can say this.
/// </summary>
internal static class DashboardRequests
{
    /// <summary>Where the page is.</summary>
    public const string PagePath = "/_emulator/ui";

    /// <summary>True for a request that the page itself sends.</summary>
    public static bool IsFromDashboard(HttpRequest request)
    {
        var referer = request.Headers.Referer.ToString();
        return referer.Length > 0
            && referer.TrimEnd('/').Equals($"{request.Scheme}://{request.Headers.Host}{PagePath}", StringComparison.OrdinalIgnoreCase);
    }
}
