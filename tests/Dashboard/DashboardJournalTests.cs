using System.Text.Json;
using FluentAssertions;
using Scopix.Emulator.Tests.Clients;
using Xunit;

namespace Scopix.Emulator.Tests.Dashboard;

/// <summary>The journal of the dashboard in Chromium, by keyboard: <c>tests/Clients/journal.mjs</c>.</summary>
public sealed class DashboardJournalTests
{
    [Fact]
    public async Task The_journal_shows_filters_copies_and_repeats_requests_and_makes_rules_of_them()
    {
        await using var api = await TestApi.StartAsync();
        using var folder = new DataDirectory();

        var observed = await ClientScripts.RunAsync("journal.mjs", new
        {
            executable = ClientScripts.RequireChromium(),
            url = api.Http.BaseAddress!.AbsoluteUri.TrimEnd('/'),
            key = api.Key,
            photo = Convert.ToBase64String(Samples.File("photo.png")),
            folder = folder.Location,
        }, seconds: 300);

        foreach (var name in (string[])["dialogs", "errors", "foreignRequests", "problems"])
            observed.GetProperty(name).Texts().Should().BeEmpty(name);
        ShouldListAndSelect(observed);
        ShouldCopy(observed);
        observed.GetProperty("replayed").GetRawText().Should().Be("""[1,"files.update","Mozilla/"]""");
        observed.GetProperty("expectation").GetRawText().Should()
            .Be("""{"operation":"files.update","body":{"title":"Pillar 4","tags":["it's"]},"status":200}""");
        var (stub, fault) = (observed.GetProperty("stub"), observed.GetProperty("fault"));
        (stub.Text("filename"), stub.Text("media_type"), stub.Text("description")).Should()
            .Be(("north.png", "image", "Made of a request"));
        (fault.Text("operation"), fault.Number("status")).Should().Be(("files.get", 500));
        observed.GetProperty("place").GetProperty("after").GetRawText().Should()
            .Be(observed.GetProperty("place").GetProperty("before").GetRawText(), "new requests move nothing").And.EndWith("true]");
        observed.Text("selectedAddress").Should().MatchRegex("^#/journal\\?request=req_[0-9]+$");
        observed.Number("selectedMoved").Should().BeLessThan(2, "the selected line stays");
        foreach (var name in (string[])["focusAtTop", "isSelectedAfterReload", "verified", "har", "isBelow", "replayOfFile"])
            observed.GetProperty(name).GetBoolean().Should().BeTrue(name);
    }

    private static void ShouldListAndSelect(JsonElement observed)
    {
        observed.GetProperty("columns").Texts().Should()
            .Equal("Time", "Method", "Path", "Status", "Operation", "Evidence", "ms", "Size", "Client");
        observed.GetProperty("firstRow").Texts().Skip(1).Take(5).Should().Equal("GET", "/api/v2/nowhere", "404", "no operation", "–");
        observed.GetProperty("firstRow").Texts().Last().Should().Be("node");
        observed.GetProperty("marks").Texts().Should().Equal("unknown", "hint");
        observed.Number("tabStops").Should().Be(1, "arrow keys move within the list");
        observed.Text("selected").Should().Contain("PATCH");
        foreach (var name in (string[])["isBeside", "isClosed", "focusAfterEscape"])
            observed.GetProperty(name).GetBoolean().Should().BeTrue(name);
        observed.GetProperty("found").Texts().Should().Equal("GET", "PATCH");
        observed.Text("address").Should().Be("#/journal?method=POST");
    }

    private static void ShouldCopy(JsonElement observed)
    {
        var copies = observed.GetProperty("copies");
        copies.EnumerateObject().Select(copy => copy.Name).Should().Equal("curl", "C#", "fetch", "Python");
        foreach (var copy in copies.EnumerateObject())
            copy.Value.GetString().Should().Contain("PATCH").And.Contain("Pillar 4").And.Contain("SCOPIX_API_KEY")
                .And.NotContainAny("sec-fetch", "accept-language", "User-Agent");
        copies.Text("C#").Should().StartWith("using var http = new HttpClient();");
        copies.Text("Python").Should().StartWith("import os\nimport requests\n");
        observed.GetProperty("runs").Texts().Should().Equal(["200", "201"], "the copied JavaScript was run");
        observed.GetProperty("repeated").EnumerateArray().Select(body => body.Text("title")).Should().Equal("Pillar 4", "North \"face\"");
    }
}
