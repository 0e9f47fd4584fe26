using FluentAssertions;
using Scopix.Emulator.Tests.Clients;
using Xunit;

namespace Scopix.Emulator.Tests.Dashboard;

/// <summary>The pages of files, sessions and datasets in Chromium, by keyboard: <c>tests/Clients/file-views.mjs</c>.</summary>
public sealed class DashboardFileViewTests
{
    [Fact]
    public async Task Pages_of_files_keep_the_focus_hide_no_file_and_say_what_happened()
    {
        await using var api = await TestApi.StartAsync(
            options => options with { Dataset = "demo", Previews = false, Pipeline = PipelineMode.Quick });
        await using var other = api.WithKey(TestApi.CreateKey(1));
        await other.PostAsync("/_emulator/seed", new { dataset = "edge" });

        var observed = await ClientScripts.RunAsync("file-views.mjs", new
        {
            executable = ClientScripts.RequireChromium(),
            url = api.Http.BaseAddress!.AbsoluteUri.TrimEnd('/'),
            key = EmulatorOptions.DefaultApiKey,
            seedKey = TestApi.CreateKey(1),
        }, seconds: 300);

        foreach (var name in (string[])["dialogs", "errors", "foreignRequests", "problems"])
            observed.GetProperty(name).Texts().Should().BeEmpty(name);
        observed.GetProperty("stuckNames").Texts().Should()
            .HaveCount(2).And.BeEquivalentTo(observed.GetProperty("namesOfStuckFiles").Texts());
        (observed.GetProperty("isFocusInRow").GetBoolean(), observed.Text("sessionStatus")).Should().Be((true, "completed"));
        (observed.Text("focusAfterComplete"), observed.Text("focusAfterRetry")).Should().Be(("description", "description"));
        observed.Text("problem").Should().StartWith("Error type vlm_error: ");
        observed.Text("pictureWithoutVariants").Should().StartWith("original: ");
        observed.GetProperty("retriedWidth").GetDouble().Should().BeGreaterThan(10, "the scale leaves out the days before the retry");
        (observed.Text("searchAfterLink"), observed.Text("searchWhileTyping")).Should().Be(("", "pump ro"));
        (observed.Number("treeStops"), observed.Text("treeItem"), observed.Text("treeFocus")).Should().Be((1, "Drawings", "treeitem"));
        observed.GetProperty("crumbs").Texts().Should().Equal("Files", "Northgate Pump Station", "Drawings");
        (observed.GetProperty("selectedAfterTags").GetBoolean(), observed.GetProperty("isMoveOpen").GetBoolean()).Should().Be((true, true));
        (observed.Number("enabledActions"), observed.Text("focusAfterDelete")).Should().Be((0, "H1"), "the file is completed");
        observed.GetProperty("messagesAfterRestore").Texts().Should().NotContain(text => text.Contains("deleted"));
        observed.Number("requestsForNonsense").Should().Be(0);
        observed.GetProperty("uploads").GetProperty("Upload through the API").Texts().Should()
            .Equal("one.txt uploaded", "two.txt uploaded", "empty.txt The file is empty, so it was not sent. failed");
        observed.GetProperty("uploads").GetProperty("Upload by presigned URL").Texts().Should().Equal(
            "one.txt The storage has the same bytes already, and keeps them once. uploaded",
            "empty.txt The file is empty, so it was not sent. failed");
        observed.GetProperty("elements").Texts().Should().Contain(["heading", "key value", "paragraph", "table"]);
        observed.Text("tableOfPage").Should().Contain("\t").And.NotContain("|", "a table is no Markdown");
        observed.Number("visibleNumbers").Should().Be(0, "the number of a region is visible while it is pointed at");
        observed.GetProperty("documentHeadings").Texts().Should().Equal("Pages (n)", "Chunks (n)", "Text (n characters)");
        observed.GetProperty("differences").Texts().Should().Contain("1 deleted").And.NotContain("1 removed");
        observed.GetProperty("seedRequests").Texts().Should().Equal("/_emulator/reset", "/_emulator/seed");
        observed.Number("hiddenWidth").Should().Be(0);
    }
}
