using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;
using FluentAssertions;
using Scopix.Fixtures.Fakers;
using Scopix.Fixtures.Media;
using Scopix.Media;
using Xunit;

namespace Scopix.Emulator.Tests.Fixtures;

public class DocxPackageTests
{
    private static readonly XNamespace Word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private static readonly XNamespace Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static readonly DocumentSpec Spec = new DocumentFaker(5, "tests").Create(DocumentTemplates.Inspection, "pump: corrosion",
        "Harbour Road Bridge", new ProjectCasts(5, "tests", null).Get("Harbour Road Bridge", CastKind.Engineering), 30,
            DocumentKind.Docx).Spec;

    [Fact]
    public void Every_part_has_a_content_type_and_every_relationship_a_part()
    {
        using var zip = Open();

        var types = Load(zip, "[Content_Types].xml").Elements().ToList();
        var parts = zip.Entries.Select(entry => "/" + entry.FullName).Where(name => name != "/[Content_Types].xml").ToList();

        parts.Should().OnlyContain(part => types.Any(type => (string?)type.Attribute("PartName") == part
            || part.EndsWith("." + (string?)type.Attribute("Extension"), StringComparison.Ordinal)));
        types.Select(type => (string?)type.Attribute("PartName")).OfType<string>().Should().BeSubsetOf(parts);
        foreach (var relation in Load(zip, "word/_rels/document.xml.rels").Elements())
            parts.Should().Contain("/word/" + (string?)relation.Attribute("Target"));
    }

    [Fact]
    public void Every_used_style_and_relationship_is_defined()
    {
        using var zip = Open();
        var (document, styles) = (Load(zip, "word/document.xml"), Load(zip, "word/styles.xml"));

        var used = document.Descendants().Where(element => element.Name == Word + "pStyle" || element.Name == Word + "tblStyle")
            .Select(element => (string?)element.Attribute(Word + "val"));
        var ids = document.Descendants().SelectMany(element => element.Attributes())
            .Where(attribute => attribute.Name == Relations + "id" || attribute.Name == Relations + "embed").Select(one => one.Value);

        used.Distinct().Should().Contain(["Title", "Heading1", "Heading2", "Caption", "ReportTable"])
            .And.BeSubsetOf(styles.Elements(Word + "style").Select(style => (string?)style.Attribute(Word + "styleId")));
        ids.Should().BeSubsetOf(Load(zip, "word/_rels/document.xml.rels").Elements().Select(one => (string)one.Attribute("Id")!));
    }

    [Fact]
    public void The_letterhead_and_the_number_of_the_page_are_in_headers_and_the_footer()
    {
        using var zip = Open();

        Load(zip, "word/header1.xml").Value.Should().Contain(Spec.Letterhead!.Firm);
        Load(zip, "word/header2.xml").Value.Should().Contain(Spec.Title);
        Load(zip, "word/footer1.xml").Descendants(Word + "fldSimple").Select(field => ((string?)field.Attribute(Word + "instr"))?.Trim())
            .Should().Equal("PAGE", "NUMPAGES");
        int.Parse(Load(zip, "word/footer1.xml").Descendants(Word + "fldSimple").Last().Value, CultureInfo.InvariantCulture).Should()
            .BeInRange(3, 6);
    }

    [Fact]
    public void The_language_of_the_text_is_in_the_styles()
    {
        using var zip = Open();

        Load(zip, "word/styles.xml").Descendants(Word + "lang").Select(one => (string?)one.Attribute(Word + "val")).Should().Equal("en-GB");
    }

    [Fact]
    public void The_styles_name_a_font_for_the_letters_of_East_Asia()
    {
        using var zip = Open();

        Load(zip, "word/styles.xml").Descendants(Word + "rFonts").Select(one => (string?)one.Attribute(Word + "eastAsia")).Should()
            .Equal("Yu Gothic");
    }

    [Fact]
    public void Two_photographs_and_a_chart_are_embedded()
    {
        using var zip = Open();

        zip.Entries.Select(entry => entry.Name).Where(name => name.StartsWith("image", StringComparison.Ordinal)).Should()
            .Equal("image1.jpeg", "image2.jpeg", "image3.png");
    }

    [Fact]
    public void Headings_captions_and_cells_are_read_again()
    {
        using var stream = new MemoryStream(DocumentWriter.Write(Spec, DocumentKind.Docx).Bytes);
        var blocks = DocumentReader.Read(stream, "docx").Pages.SelectMany(page => page.Blocks).ToList();

        blocks.Where(block => block.Kind == BlockKind.Heading).Select(block => block.Text).Should()
            .Equal(Spec.Sections.Select(section => section.Heading).Prepend(Spec.Title));
        blocks.Select(block => block.Text).Should().Contain(Spec.Sections.Select(section => section.Picture?.Caption).OfType<string>());
        blocks.Where(block => block.Kind == BlockKind.Table).Select(block => block.Cells).Should()
            .BeEquivalentTo(Spec.Sections.Select(section => section.Table).Where(table => table.Count > 0),
                one => one.WithStrictOrdering());
    }

    private static ZipArchive Open() => new(new MemoryStream(DocumentWriter.Write(Spec, DocumentKind.Docx).Bytes));

    private static XElement Load(ZipArchive zip, string name)
    {
        using var stream = zip.GetEntry(name)!.Open();
        return XElement.Load(stream);
    }
}
