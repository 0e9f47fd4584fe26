using System.Text.Json;
using FluentAssertions;
using Scopix.Emulator.Tests.Clients;
using Xunit;

namespace Scopix.Emulator.Tests.Contracts;

/// <summary>
/// The page of the contract suite's report in Chromium, light and dark, 1400 and 390 pixels wide: <c>tests/Clients/report.mjs</c>. It is
/// the report of a server without defects, and of one with two.
/// </summary>
[Collection("the suite as a process")]
public sealed class ReportBrowserTests
{
    [Fact]
    public async Task A_reader_sees_the_verdict_and_the_causes_first_finds_operations_and_nothing_asks_another_server()
    {
        var chromium = ClientScripts.RequireChromium();
        using var folder = new DataDirectory();
        var (green, defects) = (Path.Combine(folder.Location, "green.json"), Path.Combine(folder.Location, "defects"));
        await RunAsync(["AllOperations"], Path.Combine(folder.Location, "green"));
        await RunAsync(["FileList", "Search"], defects, green, new Defect("files.list", 200, Damage: body => body["has_more"] = true),
            new Defect("files.search", 200, Damage: body => body["query"] = 7));

        var pages = (await ClientScripts.RunAsync("report.mjs", new
        {
            executable = chromium,
            files = new { green = Path.ChangeExtension(green, ".html"), defects = defects + ".html" },
            folder = Environment.GetEnvironmentVariable("SCOPIX_DASHBOARD_PICTURES"),
        }, seconds: 300)).EnumerateArray().ToList();

        pages.Should().HaveCount(8);
        foreach (var page in pages)
        {
            foreach (var name in (string[])["foreign", "errors", "problems"]) page.GetProperty(name).Texts().Should().BeEmpty(name);
            (page.Number("folded"), page.Number("unfolded")).Should().Be((0, 0), "one button unfolds and folds everything");
        }
        pages.Select(page => page.Text("background")).Distinct().Should().HaveCount(2, "light and dark differ");
        pages.Where(page => page.Text("name") == "green" && page.Number("width") == 1400).Should().HaveCount(2).And
            .OnlyContain(page => page.Text("verdict") == "Holds" && page.Number("height") < 3000);
        ShouldBeUsable(pages.First(page => page.Text("name") == "defects" && page.Number("width") == 1400));
    }

    private static void ShouldBeUsable(JsonElement page)
    {
        page.Text("verdict").Should().MatchRegex("^2 causes, [0-9]+ cases$");
        page.Text("shown").Should().MatchRegex("^2 causes, [0-9]+ operations$");
        page.GetProperty("byWords").ToString().Should().Be("""["1 cause, 2 operations",1]""", "files.list, llama.files.list and one cause");
        page.GetProperty("refuted").Texts().Should().Equal("files.list", "files.search");
        page.GetProperty("byEvidence").ToString().Should().Be("""["0 causes, 0 operations",0]""");
        page.Number("headings").Should().Be(0, "a section without causes is hidden");
        page.GetProperty("copied").Texts().Should().Equal("Copied", page.GetProperty("copied")[1].GetString());
        page.GetProperty("copied")[1].GetString().Should().StartWith("curl -s \"$SCOPIX_BASE_URL\"");
        page.GetProperty("opened").GetBoolean().Should().BeTrue("Enter unfolds an operation");
        page.Text("target").Should().StartWith("cause", "a new cause is linked");
        page.GetProperty("printed").ToString().Should().Be("[0,false]", "a print has all cases and no filter");
    }

    private static Task RunAsync(string[] classes, string report) => RunAsync(classes, report, "");

    private static async Task RunAsync(string[] classes, string report, string baseline, params Defect[] defects)
    {
        await using var target = await DefectiveTarget.StartAsync(defects);
        var (code, output, _) = await ContractSuiteProcess.RunAsync(target.Address, classes, ("SCOPIX_CONTRACT_WRITE", "1"),
            ("SCOPIX_CONTRACT_REPORT", report), ("SCOPIX_CONTRACT_BASELINE", baseline));
        code.Should().Be(defects.Length > 0 ? 1 : 0, output);
    }
}
