using System.Text.RegularExpressions;
using FluentAssertions;
using Scopix.Fixtures.Datasets;
using Scopix.Fixtures.Languages;
using Scopix.Media;
using Xunit;

namespace Scopix.Emulator.Tests.Fixtures;

public partial class LanguageTests
{
    private static readonly string[] Translated = ["demo", "inspection", "real-estate", "documents"];

    public static TheoryData<string> Codes => [.. DatasetCatalogue.Locales.Except(["en"])];

    [Theory, MemberData(nameof(Codes))]
    public void A_language_has_the_keys_of_the_others_and_their_places(string code)
    {
        var (one, other) = (Language.Get(code)!, Language.Get("de")!);

        one.Keys.Should().BeEquivalentTo(other.Keys);
        foreach (var key in one.Keys.Where(key => key.Contains('{', StringComparison.Ordinal)))
            FindPlaces(one.Fill(key)).Should().BeEquivalentTo(FindPlaces(key), key);
    }

    [Theory, MemberData(nameof(Codes))]
    public void Documents_folders_and_projects_are_in_the_language(string code)
    {
        foreach (var name in Translated)
        {
            var (english, steps) = (Load(name, "en"), Load(name, code));

            steps.Select(step => step.Id).Should().Equal(english.Select(step => step.Id));
            steps.OfType<SeedProject>().Select(project => project.Name).Should()
                .NotIntersectWith(english.OfType<SeedProject>().Select(project => project.Name));
            steps.OfType<SeedFolder>().Select(folder => folder.Name).Should()
                .NotIntersectWith(english.OfType<SeedFolder>().Select(folder => folder.Name));
            foreach (var text in steps.OfType<SeedFile>().Where(file => file.MediaType == "document").Select(ReadAll))
                EnglishWords().Matches(text).Select(match => match.Value).Should().BeEmpty(text);
        }
    }

    [Theory, MemberData(nameof(Codes))]
    public void Pictures_videos_and_links_are_in_the_language(string code)
    {
        foreach (var name in Translated)
        {
            var steps = Load(name, code);
            var files = steps.SelectMany(step => step is SeedSession session
                ? session.Entries.Select(entry => entry.File).OfType<SeedFile>()
                : step is SeedFile single ? [single] : []);
            foreach (var file in files.Where(file => file.MediaType != "document"))
            {
                var outcome = file.CreateContent!().Outcome;
                string?[] texts = [file.Title, outcome.Description, .. outcome.Tags,
                    .. outcome.Scenes?.Select(scene => scene.Description) ?? []];
                EnglishWords().Matches(QuotedText().Replace(string.Join('\n', texts), "")).Should().BeEmpty(string.Join(" / ", texts));
            }

            foreach (var text in steps.OfType<SeedLink>().Select(link => link.Text).Concat(steps.OfType<SeedEdit>().SelectMany(edit =>
                edit.Tags?.Append(edit.Title).Append(edit.UserDescription) ?? [edit.Title, edit.UserDescription]).OfType<string>()))
                EnglishWords().Matches(text).Should().BeEmpty(text);
        }
    }

    [Fact]
    public void English_is_the_default()
    {
        foreach (var (one, other) in Load("documents", "en").Zip(Load("documents", null)))
            if (one is SeedFile file)
                file.CreateContent!().File.Bytes.Should().Equal(((SeedFile)other).CreateContent!().File.Bytes);
    }

    [Fact]
    public void Japanese_documents_are_no_PDFs() => Translated.SelectMany(name => Load(name, "ja")).OfType<SeedFile>()
        .Where(file => file.MediaType == "document").Select(file => Path.GetExtension(file.Filename)).Distinct().Should()
        .BeEquivalentTo(".docx", ".md", ".txt");

    [Theory]
    [InlineData("demo", "fr", "must be one of en, de, es, ja")]
    [InlineData("scale", "de", "is for demo, inspection, real-estate, documents only; scale is the same in every language")]
    public void A_language_that_is_unknown_or_has_no_effect_is_a_problem(string dataset, string locale, string issue) =>
        DatasetCatalogue.FindProblem(dataset, null, locale).Should().Be(("locale", issue));

    private static List<SeedStep> Load(string name, string? locale) =>
        [.. DatasetCatalogue.Create(name, 42, DatasetManifest.Now, locale: locale)!.Steps];

    private static string ReadAll(SeedFile file)
    {
        var content = file.CreateContent!();
        using var stream = new MemoryStream(content.File.Bytes);
        var text = DocumentReader.Read(stream, content.File.Extension).ToPlainText();
        return string.Join('\n', content.Outcome.Tags.Append(content.Outcome.Description).Append(file.Title).Append(text));
    }

    private static IEnumerable<string> FindPlaces(string text) => Places().Matches(text)
        .Select(match => match.Value is "{at_site}" or "{of_site}" ? "{site}" : match.Value).Distinct();

    [GeneratedRegex("„.*?“|«.*?»|「.*?」")]
    private static partial Regex QuotedText();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Places();

    [GeneratedRegex(@"\b(the|The|of|and|with|is|are|Page|Site|Date|Figure|Street|Signature)\b")]
    private static partial Regex EnglishWords();
}
