using System.Security.Cryptography;
using FluentAssertions;
using Scopix.Emulator.Tests.Media;
using Scopix.Fixtures.Media;
using Scopix.Fixtures.Vocabulary;
using Xunit;

namespace Scopix.Emulator.Tests.Fixtures.Media;

public class PictureRendererTests
{
    private static readonly Lazy<(PictureSpec Spec, IReadOnlyList<Scopix.Fixtures.TextRegion> Texts)[]> Labelled =
        new(() => [.. CreateLabelled()]);

    [Fact]
    public void Every_subject_can_be_drawn_and_every_category_has_one()
    {
        Subjects.All.Select(subject => subject.Name).Should().BeEquivalentTo(PictureComposers.Names).And.OnlyHaveUniqueItems();
        Subjects.All.Select(subject => subject.Category).Distinct().Should().BeEquivalentTo(Categories.Names);
        Subjects.All.Should()
            .OnlyContain(
                subject => subject.Places.Count > 0 && subject.Texts.Count > 0 && subject.Tags.Count >= 3 && subject.Conditions.Count > 0);
    }

    [Fact]
    public void Five_hundred_pictures_are_all_different()
    {
        var hashes = Enumerable.Range(0, 500)
            .Select(n =>
                PictureRenderer.Render(
                    new PictureSpec(Subjects.All[n % Subjects.All.Count].Name, n / Subjects.All.Count) { Width = 160, Height = 120 }))
            .Select(picture => Convert.ToHexString(SHA256.HashData(picture.Bytes)));

        hashes.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Every_condition_changes_the_picture()
    {
        foreach (var subject in Subjects.All)
        {
            var unconditioned = Pixels(new PictureSpec(subject.Name, 5));

            foreach (var condition in subject.Conditions)
                Pixels(new PictureSpec(subject.Name, 5) { Conditions = [condition] }).Should()
                    .NotEqual(unconditioned, "{0} with {1} must look different", subject.Name, condition);
        }
    }

    [Fact]
    public void The_inspector_finds_the_size_the_type_and_the_date_of_every_picture()
    {
        foreach (var subject in Subjects.All)
        {
            var picture = PictureRenderer.Render(GeneratedFiles.CreatePictureSpec(subject, 1));

            var facts = MediaFixtures.Inspect(picture.Bytes);

            facts.Should()
                .Match<Scopix.Media.MediaFacts>(
                    found => found.Damage == null && found.ContentType == picture.ContentType && found.Width == picture.Width
                        && found.Height == picture.Height);
            (picture.Width, picture.Height).Should().Be(subject.IsUpright ? (480, 640) : (640, 480));
            facts.CapturedAt.Should().Be(subject.IsPhoto ? new DateTimeOffset(2026, 3, 1, 7, 30, 0, TimeSpan.Zero) : null);
        }
    }

    [Theory]
    [InlineData(64, 64)]
    [InlineData(101, 333)]
    [InlineData(1600, 900)]
    public void Any_size_within_the_limits_can_be_rendered(int width, int height)
    {
        var picture = PictureRenderer.Render(new PictureSpec("house", 1) { Width = width, Height = height, VisibleText = ["SOLD"] });

        MediaFixtures.Inspect(picture.Bytes).Should()
            .Match<Scopix.Media.MediaFacts>(facts => facts.Width == width && facts.Height == height);
        picture.Texts.Single().BoundingBox.Should()
            .Match<Scopix.Fixtures.BoundingBox>(box => box.XMin >= 0 && box.XMax <= 1 && box.XMin < box.XMax);
    }

    [Theory]
    [InlineData(63, 100)]
    [InlineData(100, 2049)]
    public void A_size_beyond_the_limits_is_refused(int width, int height)
    {
        var render = () => PictureRenderer.Render(new PictureSpec("house", 1) { Width = width, Height = height });

        render.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Text_is_drawn_only_inside_its_bounding_box()
    {
        foreach (var subject in Subjects.All)
        {
            var spec = GeneratedFiles.CreatePictureSpec(subject, 4) with { Conditions = [] };
            var (_, written, texts) = PictureRenderer.RenderRaster(spec);
            var (_, other, otherTexts) = PictureRenderer.RenderRaster(
                spec with { VisibleText = [.. spec.VisibleText.Select(line => new string([.. line.Reverse()]))] });

            var drawsItsText = subject.Name is "legend" or "invoice"; // symbols of a legend, items that add up to the total
            texts.Select(text => text.Text).Should().Equal(spec.VisibleText);
            FindDifferentPixels(written, other).Should()
                .OnlyContain(at => texts.Concat(otherTexts).Any(text => Inside(text.BoundingBox, at, 0.04)) || drawsItsText,
                    "the text of {0} must be inside its boxes", subject.Name);
            texts.Should().OnlyContain(text => Contrast(written, text.BoundingBox) > 60, "the text of {0} must be readable", subject.Name);
        }
    }

    [Fact]
    public void No_label_covers_another_one()
    {
        foreach (var (spec, texts) in Labelled.Value)
            for (var i = 0; i < texts.Count; i++)
                for (var j = 0; j < i; j++)
                    Intersects(texts[i].BoundingBox, texts[j].BoundingBox).Should()
                        .BeFalse($"{texts[i].Text} and {texts[j].Text} of {spec.Subject} {spec.Seed} {string.Join(' ', spec.Conditions)}");
    }

    [Fact]
    public void Labels_leave_the_damage_in_sight()
    {
        foreach (var (spec, texts) in Labelled.Value.Where(one => one.Spec.Conditions.Count > 0 && Subjects.Find(one.Spec.Subject) is
        {
            IsPhoto: true, Name: not "sign",
            Category: not "product_photo"
        }))
        {
            var (_, damaged, _) = PictureRenderer.RenderRaster(spec with { VisibleText = [] });
            var (_, sound, _) = PictureRenderer.RenderRaster(spec with { VisibleText = [], Conditions = [] });
            var damage = FindDifferentPixels(damaged, sound);
            damaged.Dispose();
            sound.Dispose();

            damage.Count(at => texts.Any(text => Inside(text.BoundingBox, at, 0))).Should()
                .BeLessThan(1 + (damage.Count / 3), $"{spec.Subject} {spec.Seed} with {string.Join(' ', spec.Conditions)}");
        }
    }

    /// <summary>Pictures of every subject with each defect and with as many labels as datasets use.</summary>
    private static IEnumerable<(PictureSpec Spec, IReadOnlyList<Scopix.Fixtures.TextRegion> Texts)> CreateLabelled()
    {
        foreach (var subject in Subjects.All)
            for (var seed = 0; seed < 6; seed++)
            {
                var lines = subject.Texts.Select(text => text.Replace('#', '8')).ToArray();
                var spec = new PictureSpec(subject.Name, seed)
                {
                    Conditions = seed == 0 ? [] : [subject.Conditions[seed % subject.Conditions.Count]],
                    VisibleText = [.. lines.Skip(seed % lines.Length).Concat(lines.Take(seed % lines.Length)).Take(3)],
                };
                var (_, raster, texts) = PictureRenderer.RenderRaster(spec);
                raster.Dispose();
                yield return (spec, texts);
            }
    }

    private static bool Intersects(Scopix.Fixtures.BoundingBox one, Scopix.Fixtures.BoundingBox other) =>
        one.XMin < other.XMax && other.XMin < one.XMax && one.YMin < other.YMax && other.YMin < one.YMax;

    private static int[] Pixels(PictureSpec spec)
    {
        var (_, raster, _) = PictureRenderer.RenderRaster(spec with { Width = 200, Height = 150 });
        using (raster) return raster.Pixels.ToArray();
    }

    private static List<(double X, double Y)> FindDifferentPixels(Raster one, Raster other)
    {
        Span<int> before = one.Pixels, after = other.Pixels;
        List<(double, double)> different = [];
        for (var i = 0; i < one.Width * one.Height; i++)
            if (before[i] != after[i]) different.Add(((i % one.Width + 0.5) / one.Width, (i / one.Width + 0.5) / one.Height));
        return different;
    }

    // A plate is wider than its letters and its width depends on them, so its ends may move.
    private static bool Inside(Scopix.Fixtures.BoundingBox box, (double X, double Y) at, double margin) =>
        at.X >= box.XMin - margin && at.X <= box.XMax + margin && at.Y >= box.YMin - margin && at.Y <= box.YMax + margin;

    private static int Contrast(Raster raster, Scopix.Fixtures.BoundingBox box)
    {
        var luminances = new List<int>();
        for (var y = (int)(box.YMin * raster.Height); y < (int)(box.YMax * raster.Height); y++)
            for (var x = (int)(box.XMin * raster.Width); x < (int)(box.XMax * raster.Width); x++)
                luminances.Add(Colour.GetLuminance(raster.Pixels[(y * raster.Width) + x]));
        return luminances.Max() - luminances.Min();
    }
}
