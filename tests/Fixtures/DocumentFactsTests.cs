using System.Globalization;
using System.Text.RegularExpressions;
using FluentAssertions;
using Scopix.Fixtures.Datasets;
using Scopix.Fixtures.Fakers;
using Scopix.Fixtures.Languages;
using Scopix.Fixtures.Media;
using Scopix.Media;
using Xunit;

namespace Scopix.Emulator.Tests.Fixtures;

/// <summary>What a document says in one place agrees with what it says elsewhere, in every language.</summary>
public partial class DocumentFactsTests
{
    private static readonly string[] Subjects = ["pump", "valve", "bridge", "ceiling", "kitchen", "haul truck", "mobile robot"];

    private static readonly DocumentTemplate[] Templates =
    [
        DocumentTemplates.Inspection, DocumentTemplates.Manual, DocumentTemplates.Incident, DocumentTemplates.Minutes,
        DocumentTemplates.Checklist, DocumentTemplates.Invoice, DocumentTemplates.Specification, DocumentTemplates.Brochure,
    ];

    public static TheoryData<string> Codes => [.. DatasetCatalogue.Locales];

    [Theory, MemberData(nameof(Codes))]
    public void Totals_are_the_sums_of_their_columns(string code)
    {
        var total = Language.Get(code)?["Total"] ?? "Total";
        var checkedTables = 0;

        foreach (var (spec, kind) in CreateSpecs(code))
            foreach (var table in spec.Sections.Select(section => section.Table)
                .Where(table => table.Count > 0 && table[^1].Contains(total)))
            {
                if (kind == "invoice" && table[0].Count == 5) continue;
                for (var column = 0; column < table[0].Count; column++)
                    if (ReadNumber(table[^1][column]) is { } sum)
                    {
                        table.Skip(1).SkipLast(1).Sum(row => ReadNumber(row[column]) ?? 0).Should().Be(sum,
                            $"{spec.Title}: {table[0][column]}");
                        checkedTables++;
                    }
            }

        checkedTables.Should().BeGreaterThan(100);
    }

    [Theory]
    [InlineData("en", 20)]
    [InlineData("de", 19)]
    [InlineData("es", 21)]
    [InlineData("ja", 10)]
    public void The_total_of_an_invoice_is_its_lines_and_the_tax_of_the_country(string code, int percent)
    {
        foreach (var (spec, _) in CreateSpecs(code).Where(one => one.Kind == "invoice"))
        {
            var table = spec.Sections.Select(section => section.Table).First(table => table.Count > 0 && table[0].Count == 5);
            decimal[] amounts = [.. table.Skip(1).Select(row => ReadNumber(row[4])!.Value)];
            var (net, total) = (amounts[..^3].Sum(), table[^1][4]);

            amounts[^3..].Should().Equal(net, net * percent / 100, net + (net * percent / 100));
            table.Skip(1).SkipLast(3).Should().AllSatisfy(row =>
                (ReadNumber(row[2]) * ReadNumber(row[3])).Should().Be(ReadNumber(row[4])));
            spec.Sections.SelectMany(section => section.Paragraphs).Should().Contain(line => line.Contains(total));
        }
    }

    [Theory, MemberData(nameof(Codes))]
    public void The_numbers_of_a_chart_stand_in_a_table_of_its_section(string code)
    {
        foreach (var (spec, _) in CreateSpecs(code))
            foreach (var section in spec.Sections.Where(section => section.Chart is not null))
                for (var i = 0; i < section.Chart!.Points.Count; i++)
                {
                    var (label, value) = section.Chart.Points[i];
                    section.Table[i + 1].Should().Contain(cell => ReadNumber(cell) == value, $"{spec.Title}: {label}");
                    if (code != "ja") section.Table[i + 1][0].Should().Be(label);
                }
    }

    [Theory, MemberData(nameof(Codes))]
    public void Figures_are_numbered_in_order_and_every_document_has_a_chart_and_a_picture(string code)
    {
        foreach (var (spec, kind) in CreateSpecs(code))
        {
            var captions = spec.Sections.SelectMany(section => new[] { section.Chart?.Caption, section.Picture?.Caption }).OfType<string>();

            captions.Select(caption => int.Parse(Digits().Match(caption).Value, CultureInfo.InvariantCulture)).Should()
                .Equal(Enumerable.Range(1, captions.Count()), spec.Title);
            spec.Sections.Should().Contain(section => section.Chart != null, kind).And.Contain(section => section.Picture != null);
            spec.Sections[^1].Signatures.Should().NotBeEmpty();
        }
    }

    [Fact]
    public void Counts_in_sentences_are_the_numbers_of_rows()
    {
        foreach (var (spec, kind) in CreateSpecs("en"))
        {
            var text = string.Join(' ', spec.Sections.SelectMany(section => section.Paragraphs));
            if (kind == "inspection report")
                Find(spec, "Findings").Should().HaveCount(1 + ReadCount(text, @"lists all (\d+) findings"))
                    .And.HaveCount(3 + ReadCount(text, @"damage at (\d+) places"));
            if (kind == "minutes") Find(spec, "Minutes of the last meeting").Should().HaveCount(1 + ReadCount(text,
                @"and (\d+) are still open"));
            if (kind == "checklist")
            {
                var points = spec.Sections.Where(section => Part().IsMatch(section.Heading)).SelectMany(part => part.Table.Skip(1))
                    .ToList();
                points.Should().HaveCount(ReadCount(text, @"Of (\d+) points"));
                points.Where(row => row[2] == "yes").Should().HaveCount(ReadCount(text, @"points (\d+) are in order"))
                    .And.NotContain(row => row[1].Contains("this damage"));
                Find(spec, "Findings").Skip(1).Select(row => row[0]).Should()
                    .Equal(points.Where(row => row[2] == "no").Select(row => row[0]));
            }

            if (kind == "brochure")
                Find(spec, "Rooms").Where(row => row[0].StartsWith("Bedroom", StringComparison.Ordinal)).Should()
                    .HaveCount(ReadCount(text, @"(\d+) bedrooms"));
        }
    }

    [Fact]
    public void Nothing_happens_on_a_weekend_or_a_holiday()
    {
        foreach (var (spec, _) in CreateSpecs("en"))
            foreach (var day in Days().Matches(string.Join('\n', GetTexts(spec))).Select(match => DateOnly.ParseExact(match.Value,
                "d MMMM yyyy",
                CultureInfo.InvariantCulture)))
                WorkingDays.IsWorkingDay(day).Should().BeTrue($"{day:ddd d MMMM yyyy} in {spec.Title}");
    }

    [Fact]
    public void Weeks_are_those_of_the_date()
    {
        foreach (var (spec, _) in CreateSpecs("en").Where(one => one.Kind == "minutes"))
            Find(spec, "Progress")[^1][0].Should().Be($"Week {ISOWeek.GetWeekOfYear(spec.Date.AddDays(-7).ToDateTime(TimeOnly.MinValue))}");
    }

    [Theory, MemberData(nameof(Codes))]
    public void A_document_is_older_than_its_upload_and_its_file_name_is_ASCII(string code)
    {
        var now = new DateTimeOffset(WorkingDays.Present, new TimeOnly(12, 0), TimeSpan.Zero);

        foreach (var name in (string[])["demo", "inspection", "real-estate", "documents"])
            foreach (var file in DatasetCatalogue.Create(name, 42, now, locale: code)!.Steps.OfType<SeedFile>()
                .Where(file => file.MediaType == "document"))
            {
                var content = file.CreateContent!();
                using var stream = new MemoryStream(content.File.Bytes);
                var text = DocumentReader.Read(stream, content.File.Extension).ToPlainText();
                if (code != "ja") file.Filename.Should().MatchRegex("^[a-z0-9.-]+$");
                if (code == "en")
                    DateOnly.ParseExact(Days().Match(text[text.IndexOf('D')..]).Value, "d MMMM yyyy",
                        CultureInfo.InvariantCulture).Should().BeBefore(DateOnly.FromDateTime(file.At.Date));
            }
    }

    private static IEnumerable<(DocumentSpec Spec, string Kind)> CreateSpecs(string code)
    {
        var language = Language.Get(code);
        var (documents, casts) = (new DocumentFaker(7, "tests", language), new ProjectCasts(7, "tests", language));
        foreach (var template in Templates)
            for (var i = 0; i < Subjects.Length; i++)
                yield return (documents.Create(template, Subjects[i], "Northgate Pump Station", casts.Get("one", CastKind.Engineering),
                    17 * i)
                    .Spec, template.Name);
    }

    private static IReadOnlyList<IReadOnlyList<string>> Find(DocumentSpec spec, string heading) =>
        spec.Sections.First(section => section.Heading == heading).Table;

    private static int ReadCount(string text, string pattern) =>
        int.Parse(Regex.Match(text, pattern).Groups[1].Value, CultureInfo.InvariantCulture);

    /// <summary>A number or an amount of money in any of the languages; null for other words.</summary>
    private static decimal? ReadNumber(string cell)
    {
        if (!Number().IsMatch(cell)) return null;
        var cents = Cents().IsMatch(cell);
        var digits = decimal.Parse(string.Concat(cell.Where(char.IsAsciiDigit)), CultureInfo.InvariantCulture);
        return cell.StartsWith('−') ? -digits : cents ? digits / 100 : digits;
    }

    private static IEnumerable<string> GetTexts(DocumentSpec spec) =>
    [
        .. spec.Details.Select(detail => detail.Value),
        .. spec.Sections.SelectMany(section => section.Paragraphs),
        .. spec.Sections.SelectMany(section => section.Bullets),
        .. spec.Sections.SelectMany(section => section.KeyValues).Select(pair => pair.Value),
        .. spec.Sections.SelectMany(section => section.Table).SelectMany(row => row),
    ];

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();

    [GeneratedRegex("^[A-C]\\. ")]
    private static partial Regex Part();

    [GeneratedRegex(@"^[−£]?\d[\d.,]*( ?€|円)?$")]
    private static partial Regex Number();

    [GeneratedRegex(@"[.,]\d\d( ?€)?$")]
    private static partial Regex Cents();

    [GeneratedRegex(@"\b\d{1,2} (January|February|March|April|May|June|July|August|September|October|November|December) \d{4}\b")]
    private static partial Regex Days();
}
