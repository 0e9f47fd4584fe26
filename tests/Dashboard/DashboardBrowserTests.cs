using FluentAssertions;
using Scopix.Emulator.Tests.Clients;
using Xunit;

namespace Scopix.Emulator.Tests.Dashboard;

/// <summary>
/// The dashboard in Chromium, driven by <c>tests/Clients/dashboard.mjs</c>: every view, its controls, hostile texts, the keyboard, a
/// phone.
/// </summary>
public sealed class DashboardBrowserTests
{
    private const string Token = "correct-horse";

    [Fact]
    public async Task A_user_reaches_every_view_and_control_and_no_name_or_text_becomes_a_script()
    {
        await using var api = await TestApi.StartAsync(options => options with { Dataset = "demo", Previews = false });
        await using var guarded = await TestApi.StartAsync(options => options with { ControlToken = Token });

        var observed = await ClientScripts.RunAsync("dashboard.mjs", new
        {
            executable = ClientScripts.RequireChromium(),
            url = Address(api),
            key = api.Key,
            emptyKey = TestApi.CreateKey(1),
            guardedUrl = Address(guarded),
            token = Token,
            photo = Convert.ToBase64String(Samples.File("photo.png")),
            note = "A note that was dropped.",
        }, seconds: 300); // about 15 on an idle machine

        TestContext.Current.TestOutputHelper?.WriteLine(observed.GetRawText());
        foreach (var name in (string[])["dialogs", "errors", "foreignRequests", "problems"])
            observed.GetProperty(name).Texts().Should().BeEmpty(name);
        (observed.Number("executedScripts"), observed.Number("scriptLinks")).Should().Be((0, 0));
        observed.GetProperty("hostileFile").Text("description").Should().Be("<a href=\"javascript:pwned()\">x</a>");
        observed.GetProperty("hostileFile").GetProperty("regions").Texts().Should()
            .HaveCount(2, "the drawing and the list have it").And.OnlyContain(text => text.Contains("<script>"));
        observed.GetProperty("uploads").Texts().Should().HaveCount(6).And.NotContain(line => line.Contains('\u202E'));

        observed.Number("galleryCount").Should().Be(24);
        observed.GetProperty("headings").EnumerateObject().Select(view => view.Name).Should()
            .Equal(
                "files", "files/…", "sessions", "sessions/…", "journal", "coverage", "clock", "faults", "stubs", "data", "assumptions");
        (observed.Number("shift"), observed.Number("faultStatus"), observed.Number("faultMarks")).Should().Be((3600, 429, 1));
        (observed.Text("focusAfterSkip"), observed.Text("focusOutline"), observed.Text("focusAfterBack")).Should()
            .Be(("main", "solid", "Files"));
        observed.GetProperty("isFileOpen").GetBoolean().Should().BeTrue();
        observed.GetProperty("droppedNames").Texts().Should().Equal("dropped.txt");
        (observed.Number("statusAfterDelete"), observed.Number("statusAfterRestore")).Should().Be((404, 200));
        (observed.Text("menuExpanded"), observed.Text("theme")).Should().Be(("false", "light"));
        observed.Text("refusal").Should().Contain("X-Emulator-Token");
        observed.Number("errorsWithToken").Should().Be(0);
        observed.GetProperty("operations").Texts().Should()
            .OnlyContain(operation => operation != "files.upload_batch" && operation != "sessions.status",
                "the journal does not record the requests of the page");
    }

    private static string Address(TestApi api) => api.Http.BaseAddress!.AbsoluteUri.TrimEnd('/');
}
