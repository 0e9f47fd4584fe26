using FluentAssertions;
using Scopix.Emulator.Tests.Clients;
using Xunit;

namespace Scopix.Emulator.Tests.Dashboard;

/// <summary>
/// The dashboard in Chromium, driven by <c>tests/Clients/dashboard.mjs</c>: every view, its buttons, hostile texts, keys alone, a
/// phone.
/// </summary>
public sealed class BrowserTests
{
    private const string Token = "correct-horse";

    [Fact]
    public async Task A_person_sees_and_steers_everything_and_no_name_or_text_becomes_a_script()
    {
        await using var api = await TestApi.StartAsync(options => options with { Dataset = "demo", Previews = false });
        await using var guarded = await TestApi.StartAsync(options => options with { ControlToken = Token });

        var seen = await ClientScripts.RunAsync("dashboard.mjs", new
        {
            executable = ClientScripts.RequireChromium(),
            url = Address(api),
            key = api.Key,
            empty = TestApi.CreateKey(1),
            guarded = Address(guarded),
            token = Token,
            photo = Convert.ToBase64String(Samples.File("photo.png")),
            note = "A note that was dropped.",
        }, seconds: 300); // some 15 on a machine that is idle

        TestContext.Current.TestOutputHelper?.WriteLine(seen.GetRawText());
        foreach (var harm in (string[])["dialogs", "errors", "foreign", "complaints"])
            seen.GetProperty(harm).Texts().Should().BeEmpty(harm);
        (seen.Number("pwned"), seen.Number("scripted")).Should().Be((0, 0));
        seen.GetProperty("evil").Text("description").Should().Be("<a href=\"javascript:pwned()\">x</a>");
        seen.GetProperty("evil").GetProperty("regions").Texts().Should().ContainSingle().Which.Should().Contain("<script>");
        seen.GetProperty("uploads").Texts().Should().HaveCount(6).And.NotContain(line => line.Contains('\u202E'));

        seen.Number("gallery").Should().Be(24);
        seen.GetProperty("headings").EnumerateObject().Select(view => view.Name).Should()
            .Equal("files", "files/…", "sessions", "sessions/…", "journal", "coverage", "clock", "faults", "stubs", "data");
        (seen.Number("shift"), seen.Number("faulted"), seen.Number("marked")).Should().Be((3600, 429, 1));
        (seen.Text("skipped"), seen.Text("outlined"), seen.GetProperty("opened").GetBoolean(), seen.Text("back")).Should()
            .Be(("main", "solid", true, "Files"));
        seen.GetProperty("dropped").Texts().Should().Equal("dropped.txt");
        (seen.Number("deleted"), seen.Number("restored")).Should().Be((404, 200));
        (seen.Text("closed"), seen.Text("theme")).Should().Be(("false", "light"));
        seen.Text("refused").Should().Contain("X-Emulator-Token");
        seen.Number("tokened").Should().Be(0);
        seen.GetProperty("journal").Texts().Should()
            .OnlyContain(operation => operation != "files.upload_batch" && operation != "sessions.status",
                "the page's own requests are nobody's");
    }

    private static string Address(TestApi api) => api.Http.BaseAddress!.AbsoluteUri.TrimEnd('/');
}
