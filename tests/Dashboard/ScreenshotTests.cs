using FluentAssertions;
using Scopix.Emulator.Tests.Clients;
using Xunit;

namespace Scopix.Emulator.Tests.Dashboard;

/// <summary>
/// The screenshots of the documentation: <c>make screenshots</c> takes them anew with <c>tests/Clients/screenshots.mjs</c>. Fonts differ
/// between machines, so that a test cannot compare them.
/// </summary>
public sealed class ScreenshotTests
{
    private const string Variable = "SCOPIX_SCREENSHOTS";

    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "docs", "images");

    [Fact]
    public async Task The_screenshots_are_taken_anew_on_demand()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable(Variable) == "write", "It runs only for make screenshots");
        await using var api = await TestApi.StartAsync(
            options => options with { Dataset = "demo", Pipeline = PipelineMode.Quick, Previews = true });

        var pictures = await ClientScripts.RunAsync("screenshots.mjs", new
        {
            executable = ClientScripts.RequireChromium(),
            url = api.Http.BaseAddress!.AbsoluteUri.TrimEnd('/'),
            key = EmulatorOptions.DefaultApiKey,
            folder = Folder,
        }, seconds: 300);

        pictures.Texts().Should().BeEquivalentTo(Directory.GetFiles(Folder, "*.jpg").Select(Path.GetFileName));
    }

    [Fact]
    public void A_page_shows_every_screenshot()
    {
        var pages = string.Concat(Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "docs"), "*.md").Select(File.ReadAllText));

        foreach (var picture in Directory.GetFiles(Folder, "*.jpg")) pages.Should().Contain($"](images/{Path.GetFileName(picture)})");
        new DirectoryInfo(Folder).EnumerateFiles("*.jpg").Should().OnlyContain(picture => picture.Length < 250_000);
    }
}
