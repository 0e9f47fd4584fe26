using FluentAssertions;
using Scopix.Emulator.Tests.Clients;
using Xunit;

namespace Scopix.Emulator.Tests.Dashboard;

/// <summary>
/// What every view shows: the state of the clock, numbers in the menu, messages and the dialog of tenants: <c>tests/Clients/state.mjs</c>.
/// </summary>
public sealed class DashboardStateTests
{
    [Fact]
    public async Task Every_view_shows_the_state_of_the_clock_and_of_the_rules_and_all_of_it_works_by_keyboard()
    {
        await using var api = await TestApi.StartAsync();
        var (key, emptyKey, otherKey) = (TestApi.CreateKey(3), TestApi.CreateKey(2), TestApi.CreateKey(1));

        var observed = await ClientScripts.RunAsync("state.mjs", new
        {
            executable = ClientScripts.RequireChromium(),
            url = api.Http.BaseAddress!.AbsoluteUri.TrimEnd('/'),
            key,
            emptyKey,
            otherKey,
        }, seconds: 300);

        foreach (var name in (string[])["dialogs", "errors", "foreignRequests", "problems", "countsBefore"])
            observed.GetProperty(name).Texts().Should().BeEmpty(name);
        observed.GetProperty("isBarHidden").GetBoolean().Should().BeTrue("the clock shows the real time");
        observed.GetProperty("barOnViews").EnumerateArray().Select(shown => shown.GetBoolean()).Should().HaveCount(9)
            .And.OnlyContain(shown => shown);
        (observed.Number("advancedSeconds"), observed.Text("focusAfterAdvance")).Should().Be((3600, "Advance the clock by 1 hour"));
        observed.GetProperty("isFrozen").GetBoolean().Should().BeFalse();
        observed.Text("focusAfterResume").Should().Be("Advance the clock by 1 minute", "the button that was pressed is gone");
        observed.GetProperty("secondsFromRealTime").GetDouble().Should().BeLessThan(1);
        observed.Text("focusAtRealTime").Should().Be("time");
        observed.GetProperty("counts").Texts().Should().Equal("1 stuck file", "1 fault active", "1 stub that no file has used");

        observed.Text("liveRegion").Should().Be("polite");
        observed.GetProperty("covered").EnumerateObject().Select(place => place.Name).Should()
            .Equal("1400 x 900", "1280 x 640", "390 x 800");
        foreach (var place in observed.GetProperty("covered").EnumerateObject()) place.Value.Texts().Should().BeEmpty(place.Name);

        observed.GetProperty("keyProblems").EnumerateArray().Select(problem => (problem[0].GetString(), problem[1].GetBoolean())).Should()
            .Equal(("Enter a key.", false), ("A key begins with scopix_ or llx-.", false), ("18 characters missing.", false),
                ("The first 8 characters after scopix_ are letters or digits.", false),
                ("A key has only letters, digits, _ and -.", false), ("Characters are missing after llx-.", false),
                ("This is a well-formed key.", true));
        observed.GetProperty("messages").EnumerateObject().Select(place => place.Value.GetInt32()).Should().OnlyContain(
            count => count == 3, "an error stays beside two later messages");
        observed.GetProperty("tenants").Texts().Should()
            .BeEquivalentTo(emptyKey, EmulatorOptions.DefaultApiKey, key, $"{otherKey[..15]}…");
        observed.Text("keyOfAnother").Should().Be($"{otherKey[..15]}…", "the key that was in use before is not its own");
        observed.GetProperty("isReplayDisabled").GetBoolean().Should().BeTrue();
        (observed.Number("otherFaults"), observed.Number("ownFaults")).Should().Be((1, 0));
        observed.GetProperty("isDialogClosed").GetBoolean().Should().BeTrue();
    }
}
