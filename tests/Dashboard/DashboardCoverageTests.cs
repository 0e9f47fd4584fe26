using FluentAssertions;
using Scopix.Emulator.Tests.Clients;
using Xunit;

namespace Scopix.Emulator.Tests.Dashboard;

/// <summary>The map of coverage in Chromium, by keyboard: <c>tests/Clients/coverage.mjs</c>.</summary>
public sealed class DashboardCoverageTests
{
    [Fact]
    public async Task The_map_of_coverage_is_read_by_keyboard_and_its_example_requests_run()
    {
        await using var api = await TestApi.StartAsync();

        var observed = await ClientScripts.RunAsync("coverage.mjs", new
        {
            executable = ClientScripts.RequireChromium(),
            url = api.Http.BaseAddress!.AbsoluteUri.TrimEnd('/'),
            key = api.Key,
        }, seconds: 300);

        foreach (var name in (string[])["dialogs", "errors", "foreignRequests", "problems"])
            observed.GetProperty(name).Texts().Should().BeEmpty(name);
        var summary = (await api.GetAsync("/_emulator/coverage"))["summary"];
        observed.Number("operations").Should().Be(summary.GetProperty("operations").Number("of"));
        observed.GetProperty("legend").Texts().Take(3).Should()
            .Equal("○63 not called", "◐3 called", "●0 called, with all documented statuses");
        observed.Text("label").Should().StartWith("files.list: called, 2 of 3 statuses, ");
        observed.Number("tabStops").Should().Be(1, "arrow keys move within the map");
        observed.Number("mapHeight").Should().BeLessThan(800, "all of it is visible at once on a wide screen");
        observed.GetProperty("path").Texts().Should()
            .Equal("llama.files.content", "files.upload", "files.variant", "files.upload", "files.upload_batch", "files.list");
        observed.GetProperty("gaps").Texts().Should().Contain("Statuses 2 of 3");
        observed.Number("movedCells").Should().Be(0, "the details do not move the cells of the map");
        observed.Text("missing").Should().Be("Missing: 401");
        observed.Text("command").Should().StartWith("curl -X GET").And.Contain("$SCOPIX_API_KEY").And.EndWith("/api/v2/files\"");
        observed.Text("run").Should().Be("200", "the copied request was run");
        (observed.Text("focusAfterEscape"), observed.Text("found")).Should().Be(("files.list", "direct_uploads.create"));
        foreach (var name in (string[])["isClosed", "isInView", "isLastInView"])
            observed.GetProperty(name).GetBoolean().Should().BeTrue(name);
    }
}
