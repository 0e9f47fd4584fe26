using System.Text.Json;
using FluentAssertions;
using Scopix.Emulator.Tests.Clients;
using Xunit;

namespace Scopix.Emulator.Tests.Dashboard;

/// <summary>Every view in Chromium, light and dark, 1400 and 390 pixels wide: <c>tests/Clients/views.mjs</c>.</summary>
public sealed class DashboardViewTests
{
    /// <summary>A folder for a screenshot of each view.</summary>
    private const string PicturesVariable = "SCOPIX_DASHBOARD_PICTURES";

    [Fact]
    public async Task Elements_of_one_kind_have_the_same_font_size_on_every_view()
    {
        await using var api = await TestApi.StartAsync(options => options with { Dataset = "demo" });

        var pages = (await ClientScripts.RunAsync("views.mjs", new
        {
            executable = ClientScripts.RequireChromium(),
            url = api.Http.BaseAddress!.AbsoluteUri.TrimEnd('/'),
            key = EmulatorOptions.DefaultApiKey,
            folder = Environment.GetEnvironmentVariable(PicturesVariable),
        }, seconds: 300)).EnumerateArray().ToList();

        pages.Should().HaveCount(14 * 2 * 2);
        pages.Where(page => page.Number("wide") > 0).Select(Name).Should().BeEmpty("no page scrolls horizontally");
        foreach (var kind in pages.SelectMany(Sizes).GroupBy(size => (size.Kind, size.Width)))
        {
            var mostCommon = kind.GroupBy(size => size.Size).MaxBy(same => same.Count())!.Key;
            kind.Where(size => size.Size != mostCommon)
                .Select(size => $"{size.Page}: {size.Kind} of {size.Size}, elsewhere {mostCommon}").Should().BeEmpty();
        }
    }

    private static string Name(JsonElement page) => $"{page.Text("view")}, {page.Text("theme")}, {page.Number("width")}";

    private static IEnumerable<(string Kind, int Width, string Size, string Page)> Sizes(JsonElement page) =>
        from kind in page.GetProperty("sizes").EnumerateObject()
        from size in kind.Value.Texts()
        select (kind.Name, page.Number("width"), size, Name(page));
}
