using System.Text.Json;
using FluentAssertions;
using Scopix.Emulator.Tests.Clients;
using Scopix.Emulator.Tests.Control;
using Xunit;

namespace Scopix.Emulator.Tests.Dashboard;

/// <summary>The view of faults in Chromium, by keyboard: <c>tests/Clients/faults.mjs</c>.</summary>
public sealed class DashboardFaultTests
{
    [Fact]
    public async Task Faults_are_added_by_keyboard_and_say_in_words_what_they_do_and_did()
    {
        await using var api = await TestApi.StartAsync();

        var observed = await ClientScripts.RunAsync("faults.mjs", new
        {
            executable = ClientScripts.RequireChromium(),
            url = api.Http.BaseAddress!.AbsoluteUri.TrimEnd('/'),
            key = api.Key,
            photo = Convert.ToBase64String(Samples.File("photo.png")),
        }, seconds: 300);

        foreach (var name in (string[])["dialogs", "errors", "foreignRequests", "problems"])
            observed.GetProperty(name).Texts().Should().BeEmpty(name);
        observed.Text("sentence").Should()
            .Be("Every second request to files.get gets status 503 and is asked to wait 1 s, 3 times in all.");
        observed.GetProperty("copied").GetRawText().Should()
            .Be("""{"operation":"files.get","times":3,"every":2,"status":503,"retry_after":1}""");
        var fault = observed.GetProperty("fault");
        (fault.Text("operation"), fault.Number("every"), fault.Number("times"), fault.Number("status")).Should()
            .Be(("files.get", 2, 3, 503));
        observed.Text("stageSentence").Should()
            .Be("The stage description takes 5 s longer and fails with vlm_error, for the next file that has it.");
        ShouldShowEffects(observed);
        observed.Text("bundled").Should().Be("rate-limited");
        observed.GetProperty("bundleRules").Texts().Should().ContainSingle()
            .Which.Should().StartWith("Every second request to any operation");
        observed.GetProperty("fields").Texts().Should().BeEquivalentTo(
            ControlContracts.ReadSchema("Fault")["properties"]!.AsObject().Select(property => property.Key).Where(name => name != "bundle"),
            "the form has every field of a fault");
        ShouldEditResponses(observed);
    }

    private static void ShouldEditResponses(JsonElement observed)
    {
        observed.Text("nullField").Should().Be("parent_id", "a response of folders.create can have null in it, and has no title");
        observed.Text("problem").Should().Be("null_field: must be a field", "an error is beside the button");
        observed.GetProperty("invalid").Texts().Should().Equal("null_field");
        (observed.GetProperty("isProblemGone").GetBoolean(), observed.GetProperty("isNextFocused").GetBoolean()).Should().Be((true, true));
    }

    private static void ShouldShowEffects(JsonElement observed)
    {
        observed.GetProperty("requests").Texts().Should().Equal("503", "503");
        observed.GetProperty("filtered").Texts().Should().Equal(["503", "503"], "the journal shows the requests of this fault alone");
        observed.GetProperty("chips").Texts().Should().Equal("Only fault_1", "Live");
        observed.GetProperty("fileLinks").Texts().Should().Equal("roof.png");
        observed.GetProperty("isExhausted").GetBoolean().Should().BeTrue();
    }
}
