using FluentAssertions;
using Scopix.Fixtures.Datasets;
using Scopix.Fixtures.Media;
using Xunit;

namespace Scopix.Emulator.Tests.Fixtures.Media;

/// <summary>Where texts stand in pictures, and what they say there.</summary>
public sealed class PictureTextTests
{
    private const double EndOfSign = 0.34, LeftOfLegend = 0.7;

    private static readonly Subject Shop = Subjects.Find("shop front")!;
    private static readonly Subject Pie = Subjects.Find("pie chart")!;

    [Fact]
    public void The_sign_of_a_shop_has_no_word_that_is_no_name()
    {
        foreach (var first in Shop.Texts)
            foreach (var second in Shop.Texts.Where(text => text != first))
                for (var seed = 0; seed < 3; seed++)
                {
                    var picture = PictureRenderer.Render(new PictureSpec(Shop.Name, seed) { VisibleText = [first, second] });

                    picture.Texts.Should().NotContain(text => (text.Text == "OPEN" || text.Text == "NO PARKING")
                        && text.BoundingBox.YMin < EndOfSign, "{0} and {1}", first, second);
                }
    }

    [Fact]
    public void Every_share_of_a_pie_chart_has_a_name()
    {
        var names = Pie.Texts.Skip(1).ToArray();
        for (var seed = 0; seed < 20; seed++)
            PictureRenderer.Render(new PictureSpec(Pie.Name, seed) { VisibleText = Pie.Texts }).Texts
                .Where(text => text.BoundingBox.XMin > LeftOfLegend).Select(text => text.Text).Should().Equal(names);
        foreach (var file in DatasetCatalogue.Create("demo", 42, DatasetManifest.Now)!.Steps.OfType<SeedFile>()
            .Where(file => file.Filename.Contains("pie-chart", StringComparison.Ordinal)))
            (file.CreateContent!().Outcome.VisibleText ?? "").Split('\n').Should().Contain(names).And.HaveCount(names.Length + 1);
    }
}
