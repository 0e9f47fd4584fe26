using FluentAssertions;
using Scopix.Emulator.Proxy;
using Scopix.Emulator.Tests.Clients;
using Scopix.Emulator.Tests.Proxy;
using Xunit;

namespace Scopix.Emulator.Tests.Dashboard;

/// <summary>The page of a proxy in Chromium, light and dark, 1400 and 390 pixels wide: <c>tests/Clients/proxy.mjs</c>.</summary>
public sealed class ProxyDashboardTests
{
    [Fact]
    public async Task The_page_of_a_proxy_shows_drift_and_assumptions_and_nothing_that_a_proxy_has_not()
    {
        const string key = "scopix_Page0001secretofthistest";
        LiveLikeTarget.Deviate(key, response => response.Headers.Remove("X-RateLimit-Limit"));
        await using var proxy = await ScopixProxy.StartAsync(
            new ProxyOptions { Target = await LiveLikeTarget.GetAddressAsync(), Port = 0 });
        using var http = new HttpClient { BaseAddress = proxy.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        foreach (var path in (string[])["files", "folders", "nowhere"]) (await http.GetAsync("/api/v2/" + path)).Dispose();

        var pages = (await ClientScripts.RunAsync("proxy.mjs", new
        {
            executable = ClientScripts.RequireChromium(),
            url = proxy.BaseAddress.AbsoluteUri.TrimEnd('/'),
            folder = Environment.GetEnvironmentVariable("SCOPIX_DASHBOARD_PICTURES"),
        }, seconds: 300)).EnumerateArray().ToList();

        pages.Should().HaveCount(5 * 2 * 2);
        pages.SelectMany(page => page.GetProperty("problems").Texts()).Should().BeEmpty();
        pages.Select(page => page.Text("heading")).Distinct().Should().Equal("Drift", "Assumptions", "Journal", "Coverage");
        pages.Select(page => string.Join(' ', page.GetProperty("links").Texts())).Distinct().Should()
            .Equal("Drift Journal Coverage Assumptions");
        foreach (var page in pages.Where(page => page.Text("heading") == "Drift"))
            page.Text("text").Should().Contain("X-RateLimit-Limit").And.Contain("2 times").And.Contain("GET /api/v2/nowhere");
        foreach (var page in pages.Where(page => page.Text("heading") == "Assumptions")) page.Text("text").Should().Contain("untested");
        proxy.Report.Exchanges.Should().Be(2, "the page asks the service for nothing");
    }
}
