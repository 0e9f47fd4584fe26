using System.Globalization;
using System.Text;
using FluentAssertions;
using Scopix.Fixtures.Datasets;
using Scopix.Fixtures.Documents;
using Scopix.Fixtures.Fakers;
using Scopix.Fixtures.Languages;
using Scopix.Fixtures.Media;
using Xunit;

namespace Scopix.Emulator.Tests.Fixtures;

/// <summary>What a document says fits its subject and its date, for every subject and in every language.</summary>
public sealed class DocumentSubjectTests
{
    private const int Points = 6;

    private static readonly string[] Dirt =
        ["dust", "graffiti", "moss", "strong wind", "fog", "standing water", "spillage", "stains", "a fold", "handwritten notes"];

    private static readonly DocumentTemplate[] Templates =
    [
        DocumentTemplates.Inspection, DocumentTemplates.Manual, DocumentTemplates.Incident, DocumentTemplates.Minutes,
        DocumentTemplates.Checklist, DocumentTemplates.Invoice, DocumentTemplates.Specification,
    ];

    public static TheoryData<string> Codes => [.. DatasetCatalogue.Locales];

    private static IEnumerable<Subject> Photographed => Subjects.All.Where(subject => subject.IsPhoto);

    /// <summary>What documents are written about: the other languages have its cases.</summary>
    private static IEnumerable<Subject> Inspected =>
        Photographed.Where(subject => Language.Get("de")!.GetAlternatives(subject.Name).Length > 1);

    [Fact]
    public void A_document_is_about_damage_and_not_about_dirt_or_weather()
    {
        foreach (var subject in Photographed)
            Damage.List(subject).Should().NotBeEmpty().And.NotIntersectWith(Dirt);
        foreach (var (text, _) in Write("en"))
            foreach (var word in Dirt) text.Should().NotContain($"damage: {word}").And.NotContain($"damage ({word})");
    }

    [Theory, MemberData(nameof(Codes))]
    public void The_findings_of_an_inspection_are_at_its_worst_points(string code)
    {
        var language = Language.Get(code);
        foreach (var (_, spec) in Write(code, DocumentTemplates.Inspection))
        {
            var measured = Find(spec, language, "Measurements").Skip(1).OrderBy(row => int.Parse(row[2], CultureInfo.InvariantCulture))
                .Select(row => row[0]).ToArray();
            var found = Find(spec, language, "Findings").Skip(1).Select(row => row[2]).ToArray();

            measured.Should().HaveCount(Points);
            measured[..found.Length].Should().Equal(found, spec.Title);
        }
    }

    [Fact]
    public void Sentences_fit_a_machine_in_a_room_and_a_structure_outside()
    {
        foreach (var subject in Inspected)
        {
            var texts = Write("en", [.. Templates], subject).Select(one => one.Text).ToArray();
            if (Equipment.IsInside(subject.Name))
                texts.Should().OnlyContain(text => !text.Contains("frost", StringComparison.Ordinal)
                    && !text.Contains("weather", StringComparison.Ordinal) && !text.Contains("platform", StringComparison.Ordinal)
                    && !text.Contains("Scaffolds", StringComparison.Ordinal), subject.Name);
            if (Equipment.IsInside(subject.Name) && !Equipment.IsStructure(subject.Name))
                texts.Should().OnlyContain(text => !text.Contains("with a ladder", StringComparison.Ordinal), subject.Name);
            if (Equipment.IsStructure(subject.Name))
                texts.Should().OnlyContain(text => !text.Contains("Faded label", StringComparison.Ordinal), subject.Name);
            else
                texts.Should().OnlyContain(text => !text.Contains("structural calculation", StringComparison.Ordinal), subject.Name);
        }
    }

    [Fact]
    public void The_weather_fits_the_month()
    {
        foreach (var (text, spec) in Write("en", DocumentTemplates.Inspection))
            text.Should().NotContain(spec.Date.Month is >= 4 and <= 10 ? "cold and clear" : "dry and mild");
    }

    [Fact]
    public void Frost_breaks_what_is_outside_and_corrodes_nothing()
    {
        foreach (var subject in Photographed)
            foreach (var condition in Damage.List(subject))
                if (Equipment.GetCauses(subject.Name, condition).Contains("frost"))
                    (Equipment.IsInside(subject.Name), condition).Should().Match<(bool Inside, string Condition)>(one =>
                        !one.Inside && (one.Condition == "cracks" || one.Condition == "spalling" || one.Condition == "broken tiles"));
    }

    [Fact]
    public void No_document_has_the_same_picture_twice()
    {
        foreach (var (_, spec) in Write("en"))
            spec.Sections.Select(section => section.Picture?.Picture).OfType<PictureSpec>().GroupBy(picture => picture.Subject).Should()
                .OnlyContain(same => same.Select(picture => picture.Seed).Distinct().Count() == same.Count(), spec.Title);
    }

    [Theory, MemberData(nameof(Codes))]
    public void Minutes_report_weeks_that_are_over(string code)
    {
        var language = Language.Get(code);
        foreach (var (_, spec) in Write(code, DocumentTemplates.Minutes))
            for (int i = 1; i <= Points; i++)
            {
                var monday = spec.Date.AddDays(-(((int)spec.Date.DayOfWeek + 6) % 7));
                var week = ISOWeek.GetWeekOfYear(monday.AddDays(-7 * (Points + 1 - i)).ToDateTime(TimeOnly.MinValue));
                Find(spec, language, "Progress")[i][0].Should().Be(language?.Fill("Week {n}", ("n", $"{week}")) ?? $"Week {week}");
            }
    }

    [Fact]
    public void An_incident_report_is_written_after_what_it_reports()
    {
        foreach (var (_, spec) in Write("en", DocumentTemplates.Incident))
        {
            var incident = Parse(spec.Details.Single(detail => detail.Name == "Day of the incident").Value);
            var days = Find(spec, null, "Other equipment of the same type").Skip(1).Select(row => Parse(row[1])).ToArray();

            days.Should().BeInAscendingOrder().And.OnlyContain(day => day > incident && day <= spec.Date && day <= incident.AddDays(9));
            spec.Sections[0].Paragraphs[0].Should().Contain(spec.Details.Single(detail => detail.Name == "Day of the incident").Value);
        }
    }

    [Theory, MemberData(nameof(Codes))]
    public void The_title_of_a_plain_text_is_in_capitals(string code)
    {
        foreach (var (_, spec) in Write(code))
            Encoding.UTF8.GetString(DocumentWriter.Write(spec with { Title = spec.Title + " Hafenstraße" }, DocumentKind.Txt).Bytes)
                .Split('\n')[0].Should().EndWith(" HAFENSTRASSE").And.NotMatchRegex(@"\p{Ll}");
    }

    private static DateOnly Parse(string day) => DateOnly.ParseExact(day, "d MMMM yyyy", CultureInfo.InvariantCulture);

    private static IReadOnlyList<IReadOnlyList<string>> Find(DocumentSpec spec, Language? language, string heading) =>
        spec.Sections.First(section => section.Heading == (language?[heading] ?? heading)).Table;

    private static IEnumerable<(string Text, DocumentSpec Spec)> Write(string code, params DocumentTemplate[] templates) =>
        Inspected.SelectMany(subject => Write(code, templates.Length == 0 ? Templates : templates, subject));

    private static IEnumerable<(string Text, DocumentSpec Spec)> Write(string code, DocumentTemplate[] templates, Subject subject)
    {
        var language = Language.Get(code);
        for (var seed = 1; seed <= 4; seed++)
        {
            var (documents, casts) = (new DocumentFaker(seed, subject.Name, language), new ProjectCasts(seed, "tests", language));
            foreach (var template in templates)
            {
                var draft = documents.Create(template, subject.Name, "Northgate Pump Station", casts.Get("one", CastKind.Engineering),
                    23 * seed);
                yield return ($"{draft.Description}\n{Encoding.UTF8.GetString(DocumentWriter.Write(draft.Spec, DocumentKind.Txt).Bytes)}"
                    .ReplaceLineEndings(" "), draft.Spec);
            }
        }
    }
}
