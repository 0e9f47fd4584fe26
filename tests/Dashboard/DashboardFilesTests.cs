using FluentAssertions;
using Scopix.Emulator.Tests.Clients;
using Xunit;

namespace Scopix.Emulator.Tests.Dashboard;

/// <summary>
/// Filters, folders, selection, stages, uploads in parts and differences of snapshots, all by keyboard: <c>tests/Clients/files.mjs</c>.
/// </summary>
public sealed class DashboardFilesTests
{
    [Fact]
    public async Task Files_are_filtered_selected_changed_and_uploaded_by_keyboard()
    {
        await using var api = await TestApi.StartAsync(
            options => options with { Dataset = "demo", Previews = false, Pipeline = PipelineMode.Quick });

        var observed = await ClientScripts.RunAsync("files.mjs", new
        {
            executable = ClientScripts.RequireChromium(),
            url = api.Http.BaseAddress!.AbsoluteUri.TrimEnd('/'),
            key = EmulatorOptions.DefaultApiKey,
            scaleKey = TestApi.CreateKey(1),
            photo = Convert.ToBase64String(Samples.File("photo.jpg")),
        }, seconds: 300); // about 20 on an idle machine

        foreach (var name in (string[])["dialogs", "errors", "foreignRequests", "problems"])
            observed.GetProperty(name).Texts().Should().BeEmpty(name);
        observed.Number("failedInList").Should().BePositive();
        observed.GetProperty("folderFilter").Texts().Should().Equal("Folder Basement");
        observed.Text("currentPlace").Should().Be("Basement");
        observed.GetProperty("tagged").EnumerateArray().Should().OnlyContain(value => value.GetBoolean());
        observed.Number("taggedOnAllPages").Should().Be(0, "the files of all pages have the tag, and no others");
        (observed.Number("moved"), observed.Number("exported")).Should().Be((2, 3), "the table has a header and two files");
        observed.GetProperty("deleted").Texts().Should().Equal("HTTP_404", "HTTP_404");
        observed.GetProperty("restored").EnumerateArray().Should().OnlyContain(value => value.GetBoolean());
        observed.GetProperty("failedStages").Texts().Should().Equal("validation", "validation");
        observed.GetProperty("possibleActions").Texts().Should().Equal("hold", "fail");
        (observed.Text("retried"), observed.Text("timeline")).Should().Be(("completed", "ran 0.4 s"));
        observed.Number("parts").Should().Be(3, "11 MB are three parts of 5 MB");
        observed.GetProperty("uploadMethod")[0].GetString().Should().Be("multipart");
        observed.GetProperty("differences").Texts().Should().Contain("Files 1 changed").And.Contain("Projects 1 added");
        (observed.Text("changedTo"), observed.Text("addedProject")).Should().Be(("A new title", "added Added afterwards"));
    }
}
