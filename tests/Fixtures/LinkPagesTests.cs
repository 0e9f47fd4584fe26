using System.Text.RegularExpressions;
using FluentAssertions;
using Scopix.Fixtures;
using Scopix.Fixtures.Datasets;
using Scopix.Fixtures.Fakers;
using Scopix.Fixtures.Media;
using Xunit;

namespace Scopix.Emulator.Tests.Fixtures;

/// <summary>Pictures, topics and descriptions of generated pages fit their titles and their language.</summary>
public sealed partial class LinkPagesTests
{
    private const string PartOfWord = @"[\p{IsCJKUnifiedIdeographs}\p{IsKatakana}]";
    private static readonly string Hash = new('a', 64);

    public static TheoryData<string> Codes => [.. DatasetCatalogue.Locales];

    public static TheoryData<string> Photos => [.. Subjects.All.Where(subject => subject.IsPhoto).Select(subject => subject.Name)];

    [Theory, MemberData(nameof(Photos))]
    public void The_pictures_and_the_text_of_a_page_show_the_subject_of_its_title(string subject)
    {
        for (var seed = 0; seed < 8; seed++)
        {
            var page = Create($"https://docs.example.com/guides/{NounPhrases.ToSlug(subject)}-care", seed);

            page.Images.Should().NotBeEmpty();
            page.Images.Select(image => image.Alt).Append(page.Description).Should()
                .OnlyContain(text => Names(subject, text), "{0}", page.Text);
        }
    }

    [Theory]
    [InlineData("https://example.com/")]
    [InlineData("https://example.com/about-us")]
    [InlineData("https://example.com/guides/the-art-of-negotiation")]
    public void A_page_whose_title_names_nothing_that_can_be_seen_has_no_pictures(string url)
    {
        var page = Create(url, 1);

        page.Images.Should().BeEmpty();
        page.Description.Should().EndWith(".").And.Contain("Example");
    }

    [Fact]
    public void Topics_are_words_with_a_meaning_of_their_own()
    {
        foreach (var (page, _) in Load("en"))
            Topics(page).Should().NotBeEmpty().And.NotContain(topic => FillerWord().IsMatch(topic), "{0}", page.Title)
                .And.OnlyContain(topic => page.Title.Contains(topic, StringComparison.OrdinalIgnoreCase));
    }

    [Theory, MemberData(nameof(Codes))]
    public void What_is_said_of_a_page_and_of_its_pictures_is_in_its_language(string code)
    {
        foreach (var (page, link) in Load(code))
        {
            var texts = string.Join('\n',
                page.Images.Select(image => image.Alt).Concat(Outcome(page).Tags).Append(Outcome(page).Description));

            if (code != "en") EnglishWord().Matches(texts).Should().BeEmpty("{0}: {1}", link.Url, texts);
            page.Images.Should().NotBeEmpty().And.OnlyHaveUniqueItems();
            page.Images.Should().OnlyContain(image => image.Alt.Length > 1);
            Outcome(page).Description.Should().Contain(page.Title);
        }
    }

    [Fact]
    public void Words_of_Japanese_pages_are_not_torn()
    {
        foreach (var (page, _) in Load("ja"))
            foreach (var topic in Topics(page).Select(Regex.Escape))
                Regex.IsMatch(page.Text, $"(?<!{PartOfWord}){topic}(?!{PartOfWord})")
                    .Should().BeTrue("{0} is a word of {1}", topic, page.Text);
    }

    private static LinkPage Create(string url, long seed) => LinkPages.Create(new Uri(url), Hash, seed);

    private static AiOutcome Outcome(LinkPage page) => LinkPages.Describe(page, Hash, 42);

    /// <summary>The tags without the last, which says that it is a web page.</summary>
    private static IEnumerable<string> Topics(LinkPage page) => Outcome(page).Tags.SkipLast(1);

    private static IEnumerable<(LinkPage Page, SeedLink Link)> Load(string code) =>
        DatasetCatalogue.Create("demo", 42, DatasetManifest.Now, locale: code)!.Steps.OfType<SeedLink>()
            .Select(link => (Create(link.Url, 42).WithText(link.Text), link));

    /// <summary>Whether a text has a word of a subject's name or of its synonyms.</summary>
    private static bool Names(string subject, string text) => Subjects.Find(subject) is { } known
        && known.Synonyms.Prepend(known.Name).SelectMany(name => name.Split(' ')).Where(word => word.Length > 2)
            .Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex("^(know|need|needs|what|this|that|people|page|pages|whom|look|looks|explains|minutes)$")]
    private static partial Regex FillerWord();

    [GeneratedRegex(@"\b(the|The|of|and|with|page|mentions|It|titled|published|on|shows|photo)\b")]
    private static partial Regex EnglishWord();
}
