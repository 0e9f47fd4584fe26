using FluentAssertions;
using Scopix.Emulator.Tests.Clients;
using Scopix.Fixtures.Datasets;
using Xunit;

namespace Scopix.Emulator.Tests.Dashboard;

/// <summary>Every view with every dataset in Chromium: <c>tests/Clients/datasets.mjs</c>.</summary>
public sealed class DashboardDatasetTests(ITestOutputHelper output)
{
    private const int Scale = 2_000, ViewsWithoutFiles = 9;

    /// <summary>A bound for a busy machine; the time is printed.</summary>
    private const double MaxGalleryMilliseconds = 5_000;

    [Fact]
    public async Task The_browser_complains_of_no_view_with_any_dataset_and_the_gallery_is_shown_at_once()
    {
        await using var api = await TestApi.StartAsync(options => options with { Previews = true });
        var datasets = DatasetCatalogue.All.Select(
            info => new { name = info.Name, count = info.DefaultCount is null ? (int?)null : Scale }).ToArray();

        var result = await ClientScripts.RunAsync("datasets.mjs", new
        {
            executable = ClientScripts.RequireChromium(),
            url = api.Http.BaseAddress!.AbsoluteUri.TrimEnd('/'),
            datasets,
        }, seconds: 300);

        result.GetProperty("complaints").Texts().Should().BeEmpty();
        var pages = result.GetProperty("pages").Texts().ToArray();
        foreach (var dataset in datasets)
            pages.Count(page => page.StartsWith(dataset.name + " ", StringComparison.Ordinal)).Should()
                .BeGreaterThanOrEqualTo(ViewsWithoutFiles, dataset.name);
        var gallery = result.GetProperty("gallery").EnumerateArray().ToArray();
        var fastest = gallery.Min(one => one.GetProperty("milliseconds").GetDouble());
        output.WriteLine($"The gallery of demo took {fastest:0} ms at best, {gallery[0].GetProperty("images")} pictures");
        gallery.Should().OnlyContain(one => one.GetProperty("images").GetInt32() > 2);
        fastest.Should().BeLessThan(MaxGalleryMilliseconds);
    }
}
