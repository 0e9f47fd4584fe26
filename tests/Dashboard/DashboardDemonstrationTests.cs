using FluentAssertions;
using Scopix.Emulator.Tests.Clients;
using Xunit;

namespace Scopix.Emulator.Tests.Dashboard;

/// <summary>The demonstration of docs/demo.md in Chromium, by keyboard: <c>tests/Clients/demonstration.mjs</c>.</summary>
public sealed class DashboardDemonstrationTests
{
    [Fact]
    public async Task The_demonstration_shows_what_its_page_says_and_can_begin_again()
    {
        await using var api = await TestApi.StartAsync(options => options with { Previews = false, Pipeline = PipelineMode.Quick });
        var seeded = await api.PostAsync("/_emulator/seed", new { dataset = "demo" });
        var highlights = seeded["highlights"].EnumerateArray().ToList();

        var observed = await ClientScripts.RunAsync("demonstration.mjs", new
        {
            executable = ClientScripts.RequireChromium(),
            url = api.Http.BaseAddress!.AbsoluteUri.TrimEnd('/'),
            key = api.Key,
            links = highlights.Select(link => $"#/{link.Text("kind")}/{link.Text("id")}"),
        }, seconds: 300);

        foreach (var name in (string[])["dialogs", "errors", "foreignRequests", "problems"])
            observed.GetProperty(name).Texts().Should().BeEmpty(name);
        observed.Number("uploadListHeight").Should().Be(0);
        var secondPage = observed.GetProperty("secondPage");
        (secondPage.Number("y"), secondPage.Text("focused")).Should().Be((0, "H1"), "a page of the gallery is read from its beginning");
        var tables = observed.GetProperty("tables");
        tables.GetProperty("equipment").Texts().First().Should().BeEquivalentTo("Tag | Type | Confidence");
        tables.GetProperty("instruments").Texts().Should().HaveCountGreaterThan(2);
        observed.GetProperty("numbers").Texts().Should().OnlyContain(text => text.All(char.IsAsciiDigit), "the list has the texts");
        observed.GetProperty("author").GetBoolean().Should().BeTrue();
        observed.GetProperty("choices").Texts().Should().Equal("Keep the session", "Cancel the session");
        observed.GetProperty("sessionRows").Texts().Should().Equal("cancelled", "completed");
        (observed.Text("pending"), observed.Number("otherFiles")).Should().Be(("1", 0), "the pending file is in the list");
        observed.Text("absence").Should().StartWith("The description was skipped, since it was stopped before its end");
        observed.GetProperty("statuses").EnumerateArray().Select(status => status.GetInt32()).Should().Equal(200, 429, 200, 429, 200, 429);
        observed.GetProperty("journalled").EnumerateArray().Select(status => status.GetInt32()).Should()
            .Equal(429, 200, 429, 200, 429, 200);
        observed.Text("evidence").Should().BeOneOf("documented", "public", "observed", "assumed");
        observed.GetProperty("headings").Texts().Should().HaveCount(5).And.OnlyHaveUniqueItems();
        observed.GetProperty("isStuckAgain").GetBoolean().Should().BeTrue("the next demonstration begins with the same session");
    }
}
