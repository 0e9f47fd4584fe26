using System.Text.RegularExpressions;
using FluentAssertions;
using Scopix.Fixtures;
using Scopix.Fixtures.Vocabulary;
using Xunit;

namespace Scopix.Emulator.Tests.Fixtures;

/// <summary>Rules for every outcome, checked with 200 hashes for each category and media type.</summary>
public partial class OutcomeRulesTests
{
    [Theory, MemberData(nameof(MediaTypesAndCategories))]
    public void Descriptions_are_one_to_three_sentences(string mediaType, string category)
    {
        var descriptions = OutcomeInputs.CreateOutcomes(mediaType, category).Select(o => o.Description).ToList();

        descriptions.Where(d => SentenceEnd().Count(d) is < 1 or > 3).Should().BeEmpty();
        descriptions.Where(d => !char.IsUpper(d[0]) || !d.EndsWith('.') || Unfinished().IsMatch(d)).Should().BeEmpty();
    }

    [Theory, MemberData(nameof(MediaTypesAndCategories))]
    public void Tags_are_three_to_eight_short_distinct_lower_case_texts(string mediaType, string category)
    {
        var tagLists = OutcomeInputs.CreateOutcomes(mediaType, category).Select(o => o.Tags).ToList();

        tagLists.Where(tags => tags.Count is < 3 or > 8 || tags.Distinct().Count() != tags.Count).Should().BeEmpty();
        tagLists.SelectMany(tags => tags)
            .Where(t => t.Length is < 2 or > 50 || t.Any(char.IsUpper) || t != t.Trim()).Should().BeEmpty();
    }

    [Theory, MemberData(nameof(MediaTypesAndCategories))]
    public void Tags_occur_in_the_description(string mediaType, string category)
    {
        var categoryTags = Categories.GetOrGeneral(mediaType == "document" && category == "general" ? "document" : category).Tags;

        var unmentioned = OutcomeInputs.CreateOutcomes(mediaType, category).SelectMany(o => o.Tags.Except(categoryTags)
            .Where(tag => !o.Description.Contains(tag, StringComparison.OrdinalIgnoreCase)));

        unmentioned.Should().BeEmpty();
    }

    [Theory, MemberData(nameof(OutcomeInputs.CategoryNames), MemberType = typeof(OutcomeInputs))]
    public void Text_regions_contain_the_lines_of_the_visible_text(string category)
    {
        var outcomes = OutcomeInputs.CreateOutcomes("image", category).ToList();

        outcomes.Where(o => !Lines(o).SequenceEqual(o.VisibleText?.Split('\n') ?? [])).Should().BeEmpty();
        outcomes.Where(o => o.TextRegions.Count > 5
            || Lines(o).Distinct().Count() != o.TextRegions.Count).Should().BeEmpty();
        outcomes.SelectMany(Lines)
            .Where(text => text.Length == 0 || text.Trim() != text || text.Contains('#')).Should().BeEmpty();
    }

    [Theory, MemberData(nameof(OutcomeInputs.CategoryNames), MemberType = typeof(OutcomeInputs))]
    public void Bounding_boxes_are_inside_the_picture_and_do_not_overlap(string category)
    {
        var pictures = OutcomeInputs.CreateOutcomes("image", category).Select(o => o.TextRegions.Select(r => r.BoundingBox).ToList())
            .ToList();

        var boxes = pictures.SelectMany(boxes => boxes).ToList();
        boxes.Where(b => !(0 <= b.XMin && b.XMin < b.XMax && b.XMax <= 1)).Should().BeEmpty();
        boxes.Where(b => !(0 <= b.YMin && b.YMin < b.YMax && b.YMax <= 1)).Should().BeEmpty();
        boxes.SelectMany(b => new[] { b.XMin, b.YMin, b.XMax, b.YMax }).Where(v => v != Math.Round(v, 4)).Should().BeEmpty();
        pictures.Where(all => all.Where((one, i) => all.Skip(i + 1).Any(other => Overlap(one, other))).Any()).Should().BeEmpty();
    }

    [Theory, MemberData(nameof(OutcomeInputs.CategoryNames), MemberType = typeof(OutcomeInputs))]
    public void A_description_quotes_only_visible_text(string category)
    {
        var outcomes = OutcomeInputs.CreateOutcomes("image", category).ToList();

        var invisible = outcomes.SelectMany(o => Quoted().Matches(o.Description).Select(m => m.Groups[1].Value).Except(Lines(o)));
        invisible.Should().BeEmpty();
        outcomes.Count(o => Quoted().IsMatch(o.Description)).Should().BeGreaterThan(20);
    }

    [Theory, MemberData(nameof(OutcomeInputs.CategoryNames), MemberType = typeof(OutcomeInputs))]
    public void Only_images_have_visible_text(string category)
    {
        var others = OutcomeInputs.CreateOutcomes("video", category).Concat(OutcomeInputs.CreateOutcomes("document", category));

        others.Where(o => o.VisibleText is not null || o.TextRegions.Count > 0).Should().BeEmpty();
    }

    [Theory, MemberData(nameof(OutcomeInputs.CategoryNames), MemberType = typeof(OutcomeInputs))]
    public void Videos_are_described_as_videos(string category)
    {
        var clips = OutcomeInputs.CreateOutcomes("video", category);

        clips.Where(o => !o.Description.Contains("video") || !o.Tags.Contains("video")).Should().BeEmpty();
    }

    public static TheoryData<string, string> MediaTypesAndCategories()
    {
        var kinds = new TheoryData<string, string>();
        foreach (var category in Categories.Names)
        {
            kinds.Add("image", category);
            kinds.Add("document", category);
            kinds.Add("video", category);
        }

        return kinds;
    }

    private static IEnumerable<string> Lines(AiOutcome outcome) => outcome.TextRegions.Select(r => r.Text);

    private static bool Overlap(BoundingBox one, BoundingBox other) =>
        one.XMin < other.XMax && other.XMin < one.XMax && one.YMin < other.YMax && other.YMin < one.YMax;

    [GeneratedRegex("[.!?](?=\\s|$)")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"[*{}#|]|  |\b(a|an|the) (a|an|the) | [,.]|,,")]
    private static partial Regex Unfinished();

    [GeneratedRegex("\"(.+)\"")]
    private static partial Regex Quoted();
}
