using System.Text;
using System.Text.RegularExpressions;
using FluentAssertions;
using Scopix.Fixtures.Fakers;
using Scopix.Fixtures.Languages;
using Scopix.Fixtures.Media;
using Scopix.Media;
using Xunit;

namespace Scopix.Emulator.Tests.Fixtures;

/// <summary>The PDFs of datasets, read again.</summary>
public partial class BusinessDocumentTests
{
    private static readonly (DocumentTemplate Template, int Fewest, int Most, int Pictures)[] Templates =
    [
        (DocumentTemplates.Inspection, 3, 6, 2), (DocumentTemplates.Manual, 3, 6, 2), (DocumentTemplates.Incident, 3, 6, 2),
        (DocumentTemplates.Specification, 3, 6, 2), (DocumentTemplates.Minutes, 3, 5, 1), (DocumentTemplates.Brochure, 3, 5, 4),
        (DocumentTemplates.Checklist, 3, 5, 2), (DocumentTemplates.Invoice, 3, 4, 1),
    ];

    public static TheoryData<string> Kinds => [.. Templates.Select(one => one.Template.Name)];

    [Theory, MemberData(nameof(Kinds))]
    public void A_document_has_as_many_pages_and_pictures_as_its_kind_should_have(string kind)
    {
        var (_, fewest, most, pictures) = Templates.Single(one => one.Template.Name == kind);

        foreach (var spec in CreateSpecs(kind))
        {
            var bytes = DocumentWriter.Write(spec, DocumentKind.Pdf).Bytes;
            ReadPages(bytes).Count.Should().BeInRange(fewest, most, spec.Title);
            Encoding.Latin1.GetString(bytes).Split("/DCTDecode").Should().HaveCount(pictures + 1);
            bytes.Length.Should().BeLessThan(120_000);
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Every_page_shows_its_number_and_the_number_of_the_document(string kind)
    {
        foreach (var spec in CreateSpecs(kind))
        {
            var pages = ReadPages(DocumentWriter.Write(spec, DocumentKind.Pdf).Bytes);

            for (var i = 0; i < pages.Count; i++)
                pages[i].Blocks[^1].Text.Should()
                    .Contain($"Page {i + 1} of {pages.Count}").And.Contain(spec.Number).And.Contain(spec.Letterhead!.Firm);
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Headings_paragraphs_and_captions_are_read_in_the_order_of_the_document(string kind)
    {
        foreach (var spec in CreateSpecs(kind))
        {
            var text = string.Join(' ', ReadPages(DocumentWriter.Write(spec, DocumentKind.Pdf).Bytes)
                .SelectMany(page => page.Blocks.SkipLast(1)).Select(block => block.Text));
            var at = 0;

            foreach (var line in GetLines(spec))
            {
                var found = text.IndexOf(line, at, StringComparison.Ordinal);
                found.Should().BeGreaterThanOrEqualTo(0, $"\"{line}\" of {spec.Title} comes next");
                at = found + line.Length;
            }
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Headings_are_read_as_headings_and_nothing_else_is(string kind)
    {
        foreach (var spec in CreateSpecs(kind))
            ReadPages(DocumentWriter.Write(spec, DocumentKind.Pdf).Bytes).SelectMany(page => page.Blocks)
                .Where(block => block.Kind == BlockKind.Heading).Select(block => block.Text).Should()
                .Equal(spec.Sections.Select(section => section.Heading).Prepend(spec.Title));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Dates_and_amounts_are_not_broken_and_a_minus_is_no_hyphen(string kind)
    {
        foreach (var code in (string[])["en", "de", "es"])
            foreach (var spec in CreateSpecs(kind, Language.Get(code)))
            {
                foreach (var table in spec.Sections.Select(section => section.Table).Where(table => table.Count > 0))
                {
                    var widths = PdfTable.ChooseWidths(table);
                    foreach (var row in table.Skip(1))
                        for (var column = 0; column < row.Count; column++)
                            if (DateOrAmount().IsMatch(row[column]))
                                PdfFont.MeasureWidth(row[column], 92, PdfFontStyle.Regular).Should()
                                    .BeLessThanOrEqualTo(widths[column] - 10_000, $"{row[column]} of {spec.Title} is one line");
                }

                var text = string.Join('\n', ReadPages(DocumentWriter.Write(spec, DocumentKind.Pdf).Bytes).SelectMany(page => page.Blocks)
                    .Select(block => block.Text));
                text.Should().NotMatchRegex(@"(^|\s)-\d");
                if (kind == "maintenance manual") text.Should().MatchRegex(@"−\d+ … \+\d+ °C");
            }
    }

    private static IEnumerable<DocumentSpec> CreateSpecs(string kind, Language? language = null)
    {
        var (documents, template) = (new DocumentFaker(5, "tests", language), Templates.Single(one => one.Template.Name == kind).Template);
        foreach (var subject in (string[])["pump: corrosion", "bridge: cracks", "kitchen: water damage", "haul truck: worn tyres"])
            yield return documents.Create(template, subject, "Harbour Road Bridge",
                new ProjectCasts(5, "tests", language).Get(subject, CastKind.Engineering), 30, DocumentKind.Pdf).Spec;
    }

    /// <summary>What must be read in this order; rows of tables and columns of signatures are not checked here.</summary>
    private static IEnumerable<string> GetLines(DocumentSpec spec) => spec.Sections
        .SelectMany(section => section.Paragraphs.Prepend(section.Heading).Concat(section.Bullets)
            .Concat(new[] { section.Chart?.Caption, section.Picture?.Caption }.OfType<string>())).Prepend(spec.Title);

    private static IReadOnlyList<DocumentPage> ReadPages(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return DocumentReader.Read(stream, "pdf").Pages;
    }

    [GeneratedRegex(@"^(\d{1,2}\.? .*\d{4}|£?[\d.,]+( €)?)$")]
    private static partial Regex DateOrAmount();
}
