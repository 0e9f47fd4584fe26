using FluentAssertions;
using Scopix.Emulator.Tests.Media;
using Scopix.Fixtures.Media;
using Scopix.Media;
using Xunit;

namespace Scopix.Emulator.Tests.Fixtures.Media;

public class DocumentWriterTests
{
    [Theory]
    [InlineData(DocumentKind.Pdf)]
    [InlineData(DocumentKind.Docx)]
    [InlineData(DocumentKind.Md)]
    [InlineData(DocumentKind.Txt)]
    public void Every_word_is_extracted_again(DocumentKind kind)
    {
        var text = Read(kind).ToPlainText();

        var read = text.Split([' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries).Select(Normalize).ToHashSet();
        GeneratedFiles.Words.Where(word => !read.Contains(Normalize(word))).Should().BeEmpty();
    }

    [Theory]
    [InlineData(DocumentKind.Pdf)]
    [InlineData(DocumentKind.Docx)]
    [InlineData(DocumentKind.Md)]
    public void Every_heading_is_extracted_as_a_heading(DocumentKind kind)
    {
        var headings = Read(kind).Pages.SelectMany(page => page.Blocks).Where(block => block.Kind == BlockKind.Heading)
            .Select(block => block.Text);

        headings.Should().Contain(GeneratedFiles.Document.Sections.Select(section => section.Heading));
    }

    [Theory]
    [InlineData(DocumentKind.Docx)]
    [InlineData(DocumentKind.Md)]
    public void Every_table_is_extracted_with_its_cells(DocumentKind kind)
    {
        var tables = Read(kind).Pages.SelectMany(page => page.Blocks).Where(block => block.Kind == BlockKind.Table)
            .Select(block => block.Cells).ToList();

        tables.Should()
            .BeEquivalentTo(GeneratedFiles.Document.Sections.Select(section => section.Table), options => options.WithStrictOrdering());
    }

    [Theory]
    [InlineData(DocumentKind.Pdf)]
    [InlineData(DocumentKind.Docx)]
    public void Bullets_are_extracted_as_list_items(DocumentKind kind)
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
    public void The_inspector_detects_the_document_type(DocumentKind kind, string type)
    {
        var file = DocumentWriter.Write(GeneratedFiles.Document, kind);

        var facts = MediaFixtures.Inspect(file.Bytes, "upload." + file.Extension);

        (facts.MediaType, facts.DocumentType, facts.Damage, file.Extension).Should().Be(("document", type, null, type));
        facts.ContentType.Should().Be(file.ContentType);
    }

    [Fact]
    public void A_long_document_has_several_pages() => Read(DocumentKind.Pdf).Pages.Should().HaveCountGreaterThan(2);

    // A name is followed by a colon, the author by a comma, and the title of a TXT is in capitals.
    private static string Normalize(string word) => word.TrimEnd(':', ',').Replace("ß", "SS", StringComparison.Ordinal).ToUpperInvariant();

    private static DocumentText Read(DocumentKind kind)
    {
        var file = DocumentWriter.Write(GeneratedFiles.Document, kind);
        using var stream = new MemoryStream(file.Bytes);
        return DocumentReader.Read(stream, file.Extension);
    }
}
