using FluentAssertions;
using Scopix.Contracts.Checks;
using Scopix.Emulator.Tests.Clients;
using Xunit;

namespace Scopix.Emulator.Tests.Dashboard;

/// <summary>The assumptions and the API reference in Chromium, by keyboard: <c>tests/Clients/assumptions.mjs</c>.</summary>
public sealed class DashboardReadingTests
{
    [Fact]
    public async Task Assumptions_are_found_by_operation_and_the_API_reference_is_a_page_of_the_dashboard()
    {
        await using var api = await TestApi.StartAsync();

        var observed = await ClientScripts.RunAsync("assumptions.mjs", new
        {
            executable = ClientScripts.RequireChromium(),
            url = api.Http.BaseAddress!.AbsoluteUri.TrimEnd('/'),
            key = api.Key,
        }, seconds: 300);

        foreach (var name in (string[])["dialogs", "foreignRequests", "problems"])
            observed.GetProperty(name).Texts().Should().BeEmpty(name);
        observed.GetProperty("errors").Texts().Should().OnlyContain(error => error.StartsWith("CSP: script-src eval"), "Scalar tries it");
        observed.Number("count").Should().Be(AssumptionDecision.All.Count);
        observed.GetProperty("found").Texts().Should().Contain("projects").And.NotContain("request-ids");
        observed.Text("summary").Should().EndWith($" of {AssumptionDecision.All.Count} assumptions");
        observed.Text("details").Should().Contain("Are there GET, PATCH and DELETE").And.Contain("projects.update");
        observed.Text("address").Should().Be("/_emulator/ui#/reference?at=api%2Ftag%2Ffiles%2FPOST%2Fapi%2Fv2%2Ffiles%2Fupload");
        observed.Text("current").Should().Be("API reference");
        observed.GetProperty("themes").Texts().Should().Equal("light false light", "dark true dark", "system false light");
        var phone = observed.GetProperty("phone");
        (phone.Number("page"), phone.Number("frame")).Should().Be((800, 800), "the page does not scroll: the bar of the clock stays");
        foreach (var name in (string[])["isHeaderOfFrameHidden", "isHeaderAbove"])
            observed.GetProperty(name).GetBoolean().Should().BeTrue(name);
    }
}
