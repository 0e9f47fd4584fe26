using System.Text.Json;
using FluentAssertions;
using Scopix.Emulator.Tests.Clients;
using Scopix.Emulator.Tests.Control;
using Scopix.Fixtures.Domains;
using Xunit;

namespace Scopix.Emulator.Tests.Dashboard;

/// <summary>The view of stubs in Chromium, by keyboard: <c>tests/Clients/stubs.mjs</c>.</summary>
public sealed class DashboardStubTests
{
    [Fact]
    public async Task Stubs_are_added_by_keyboard_and_name_the_files_that_they_decided()
    {
        await using var api = await TestApi.StartAsync();
        var photo = Samples.File("photo.png");

        var observed = await ClientScripts.RunAsync("stubs.mjs", new
        {
            executable = ClientScripts.RequireChromium(),
            url = api.Http.BaseAddress!.AbsoluteUri.TrimEnd('/'),
            key = api.Key,
            photo = Convert.ToBase64String(photo),
        }, seconds: 300);

        foreach (var name in (string[])["dialogs", "errors", "foreignRequests", "problems"])
            observed.GetProperty(name).Texts().Should().BeEmpty(name);
        observed.Text("emptySentence").Should().Be("For all files: choose what the AI returns.");
        observed.Text("sentence").Should().Be("For images of the category pid named “*roof*”, the AI returns "
            + "the description “A leaking valve”, the tags leak and valve, 1 region of text and pid_data.");
        observed.GetProperty("rowsLeft").Texts().Should().OnlyContain(text => text == "", "the form is empty again");
        observed.Text("focusAfterAdding").Should().Be("filename");
        observed.GetProperty("hidden").Texts().Should().Equal("video", "link", "document");
        ShouldHaveRows(observed.GetProperty("stub"));
        observed.Text("videoSentence").Should().Be("For all videos, the AI returns 2 scenes.");
        observed.GetProperty("scenes").EnumerateArray()
            .Select(scene => (scene.GetProperty("start_time").GetDouble(), scene.Text("description"))).Should()
            .Equal((0, "A gate opens"), (5, "A truck leaves"));
        observed.Text("hash").Should().Be(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(photo)));
        observed.Text("failureSentence").Should().EndWith("…, the description fails with timeout.");
        observed.Text("problem").Should().StartWith("This is not JSON");
        foreach (var name in (string[])["isEmptyDisabled", "isBadDisabled"]) observed.GetProperty(name).GetBoolean().Should().BeTrue(name);
        observed.GetProperty("badges").Texts().Should().Equal("1 hit", "unused");
        observed.GetProperty("links").Texts().Should().Equal("roof.png");
        observed.Text("description").Should().Be("A leaking valve");
        ShouldKnowEveryFieldAndCategory(observed);
    }

    private static void ShouldHaveRows(JsonElement stub)
    {
        (stub.Text("filename"), stub.Text("media_type"), stub.Text("content_category")).Should().Be(("*roof*", "image", "pid"));
        stub.GetProperty("text_regions")[0].GetRawText().Should()
            .Be("""{"text":"V-101","bounding_box":{"x_min":0.1,"y_min":0.1,"x_max":0.9,"y_max":0.2}}""");
        stub.GetProperty("data").GetProperty("pid_data").GetProperty("equipment").GetArrayLength().Should().Be(1);
    }

    private static void ShouldKnowEveryFieldAndCategory(JsonElement observed)
    {
        var schema = ControlContracts.ReadSchema("Stub")["properties"]!.AsObject();
        observed.GetProperty("fields").Texts().Should().BeEquivalentTo(schema.Select(property => property.Key));
        var shapes = observed.GetProperty("shapes").EnumerateObject().ToList();
        shapes.Select(shape => shape.Name).Should()
            .BeEquivalentTo(schema["content_category"]!["enum"]!.AsArray().Where(name => name is not null).Select(name => (string)name!));
        foreach (var shape in shapes)
        {
            string[] own = [.. DomainData.GetFields(shape.Name)];
            shape.Value[0].GetInt32().Should().Be(201, shape.Name);
            shape.Value.EnumerateArray().Skip(1).Select(field => field.GetString()).Should()
                .BeEquivalentTo(own.Length > 0 ? own : ["mls_compliance_check", "marketplace_compliance_check"], shape.Name);
        }
    }
}
