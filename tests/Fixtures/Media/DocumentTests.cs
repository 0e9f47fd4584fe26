using FluentAssertions;
using Scopix.Emulator.Tests.Media;
using Scopix.Fixtures.Media;
using Scopix.Media;
using Xunit;

namespace Scopix.Emulator.Tests.Fixtures.Media;

public class DocumentTests
{
    [Theory]
    [InlineData(DocumentKind.Pdf)]
    [InlineData(DocumentKind.Docx)]
    [InlineData(DocumentKind.Md)]
    [InlineData(DocumentKind.Txt)]
    public void Every_word_is_read_back(DocumentKind kind)
    {
        var text = Read(kind).ToPlainText();

        var read = text.Split([' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries).Select(Normalize).ToHashSet();
        GeneratedFiles.Words.Where(word => !read.Contains(Normalize(word))).Should().BeEmpty();
    }

    [Theory]
    [InlineData(DocumentKind.Pdf)]
    [InlineData(DocumentKind.Docx)]
    [InlineData(DocumentKind.Md)]
    public void Every_heading_is_found_as_one(DocumentKind kind)
    {
        var headings = Read(kind).Pages.SelectMany(page => page.Blocks).Where(block => block.Kind == BlockKind.Heading)
            .Select(block => block.Text);

        headings.Should().Contain(GeneratedFiles.Document.Sections.Select(section => section.Heading));
    }

    [Theory]
    [InlineData(DocumentKind.Docx)]
    [InlineData(DocumentKind.Md)]
    public void Every_table_is_found_with_its_cells(DocumentKind kind)
    {
        var tables = Read(kind).Pages.SelectMany(page => page.Blocks).Where(block => block.Kind == BlockKind.Table)
            .Select(block => block.Cells).ToList();

        tables.Should()
            .BeEquivalentTo(GeneratedFiles.Document.Sections.Select(section => section.Table), options => options.WithStrictOrdering());
    }

    [Theory]
    [InlineData(DocumentKind.Pdf)]
    [InlineData(DocumentKind.Docx)]
    public void Bullets_are_found_as_a_list(DocumentKind kind)
    {
        var items = Read(kind).Pages.SelectMany(page => page.Blocks).Where(block => block.Kind == BlockKind.ListItem)
            .Select(block => block.Text);

        items.Should().Contain("Check the seals").And.Contain("Replace the gasket of pump 7");
    }

    [Theory]
    [InlineData(DocumentKind.Pdf, "pdf")]
    [InlineData(DocumentKind.Docx, "docx")]
    [InlineData(DocumentKind.Md, "md")]
    [InlineData(DocumentKind.Txt, "txt")]
    public void The_inspector_knows_what_it_is(DocumentKind kind, string type)
    {
        var made = DocumentWriter.Write(GeneratedFiles.Document, kind);

        var facts = MediaFixtures.Inspect(made.Bytes, "upload." + made.Extension);

        (facts.MediaType, facts.DocumentType, facts.Damage, made.Extension).Should().Be(("document", type, null, type));
        facts.ContentType.Should().Be(made.ContentType);
    }

    [Fact]
    public void A_long_document_has_several_pages() => Read(DocumentKind.Pdf).Pages.Should().HaveCountGreaterThan(2);

    // Names get a colon, the author a comma, and a text's title capitals.
    private static string Normalize(string word) => word.TrimEnd(':', ',').ToUpperInvariant();

    private static DocumentText Read(DocumentKind kind)
    {
        var made = DocumentWriter.Write(GeneratedFiles.Document, kind);
        using var stream = new MemoryStream(made.Bytes);
        return DocumentReader.Read(stream, made.Extension);
    }
}
