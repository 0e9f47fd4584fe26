using System.Text;
using System.Text.RegularExpressions;
using FluentAssertions;
using Scopix.Fixtures.Datasets;
using Scopix.Fixtures.Fakers;
using Scopix.Fixtures.Languages;
using Scopix.Fixtures.Media;
using Xunit;

namespace Scopix.Emulator.Tests.Fixtures;

/// <summary>Texts of datasets are written as people write in the language.</summary>
public sealed partial class LocalizedTextTests
{
    private static readonly string[] Translated = ["demo", "inspection", "real-estate", "documents"];

    public static TheoryData<string> Codes => [.. DatasetCatalogue.Locales.Except(["en"])];

    [Fact]
    public void Spanish_sites_have_their_articles()
    {
        var language = Language.Get("es")!;
        var sites = Translated.SelectMany(name => Load(name, "es")).OfType<SeedProject>().Select(project => project.Name).Distinct();

        foreach (var site in sites) language.AtSite(site).Should().MatchRegex("^en (el|la|las) ");
        language.AtSite("Nave 3").Should().Be("en la nave 3");
        language.OfSite("Puente de la Calle del Puerto").Should().Be("del Puente de la Calle del Puerto");
        foreach (var text in Translated.SelectMany(name => Load(name, "es")).OfType<SeedFile>()
            .Where(file => file.MediaType == "document").Select(ReadAll))
            BareSite().Matches(text).Select(match => match.Value).Should().BeEmpty();
    }

    [Theory, MemberData(nameof(Codes))]
    public void The_tag_of_a_kind_of_document_is_a_word_of_its_title_or_description(string code)
    {
        foreach (var file in Load("documents", code).OfType<SeedFile>())
        {
            var outcome = file.CreateContent!().Outcome;
            $"{file.Title} {outcome.Description}".Should().ContainEquivalentOf(outcome.Tags[0]);
        }
    }

    [Theory, MemberData(nameof(Codes))]
    public void A_title_names_the_subject_before_its_damage_and_a_description_is_a_sentence(string code)
    {
        var language = Language.Get(code)!;
        var subjects = Subjects.All.Select(subject => language[subject.Name]).ToArray();

        foreach (var file in Translated.SelectMany(name => Load(name, code)).OfType<SeedFile>()
            .Where(file => file is { MediaType: "image", CreateContent: not null }))
        {
            if (file.Title is { } title)
                subjects.Should().Contain(subject => title.StartsWith(subject, StringComparison.OrdinalIgnoreCase), title);
            file.CreateContent!().Outcome.Description.Should().MatchRegex(code switch
            {
                "de" => "^(Das Bild|Diese Aufnahme) zeigt ",
                "es" => "^(La imagen muestra|Esta imagen recoge) ",
                _ => "(写っています|写したものです)。",
            });
        }
    }

    [Theory, MemberData(nameof(Codes))]
    public void A_letterhead_has_a_telephone_number_and_the_address_its_order(string code)
    {
        foreach (var kind in Enum.GetValues<CastKind>())
        {
            var address = new ProjectCasts(42, "demo", Language.Get(code)).Get("one", kind).Firm.Letterhead.Address;

            address[^2].Should().MatchRegex(@"^[\d -]{9,}$");
            if (code == "ja") address[0].Should().MatchRegex("(市|町).*番地$");
        }
    }

    [Fact]
    public void Columns_and_lines_of_a_Japanese_text_are_as_wide_as_they_look()
    {
        foreach (var file in Load("documents", "ja").OfType<SeedFile>()
            .Where(file => file.Filename.EndsWith(".txt", StringComparison.Ordinal)))
        {
            var lines = Encoding.UTF8.GetString(file.CreateContent!().File.Bytes).Split('\n');
            for (var i = 1; i < lines.Length; i++)
            {
                if (Underline().IsMatch(lines[i])) lines[i].Length.Should().Be(Width(lines[i - 1]));
                if (Columns(lines[i]) is { Count: > 1 } one && Columns(lines[i - 1]) is { Count: > 1 } other)
                    (one.Count < other.Count ? one : other).Should()
                        .BeSubsetOf(one.Count < other.Count ? other : one, "{0} is below {1}", lines[i], lines[i - 1]);
            }
        }
    }

    [Fact]
    public void Japanese_documents_have_Japanese_marks_years_and_a_font()
    {
        foreach (var file in Load("documents", "ja").OfType<SeedFile>().Concat(Load("real-estate", "ja").OfType<SeedFile>())
            .Where(file => file.MediaType == "document"))
        {
            var text = ReadAll(file);
            Regex.Matches(text, "\\p{IsCJKUnifiedIdeographs}, ").Should().BeEmpty(text);
            Regex.Matches(text, @"年: ?\d{4}(?!年|\d)").Should().BeEmpty(text);
        }
    }

    /// <summary>Where the columns of a line begin, when two spaces separate them.</summary>
    private static List<int> Columns(string line) =>
        [.. ColumnGap().Matches(line).Select(match => Width(line[..(match.Index + match.Length)])).Prepend(0)];

    private static int Width(string text) => text.Sum(c => c is >= '\u2E80' and <= '\uFAFF' or >= '\uFF01' and <= '\uFF60' ? 2 : 1);

    private static List<SeedStep> Load(string name, string code) =>
        [.. DatasetCatalogue.Create(name, 42, DatasetManifest.Now, locale: code)!.Steps];

    private static string ReadAll(SeedFile file)
    {
        var content = file.CreateContent!();
        using var stream = new MemoryStream(content.File.Bytes);
        return $"{content.Outcome.Description}\n{Scopix.Media.DocumentReader.Read(stream, content.File.Extension).ToPlainText()}";
    }

    [GeneratedRegex("\\b(en|de) (Estación de|Puente de|Nave|Planta de|Escuela del|Terminal del|Sierra del|Barrio de|Calle) ")]
    private static partial Regex BareSite();

    [GeneratedRegex("^(=+|-+)$")]
    private static partial Regex Underline();

    [GeneratedRegex(" {2,}")]
    private static partial Regex ColumnGap();
}
