using System.IO.Compression;
using System.Text;
using FluentAssertions;
using Scopix.Media;
using Xunit;

namespace Scopix.Emulator.Tests.Media;

public class DocumentReaderTests
{
    [Theory]
    [InlineData("report.pdf")]
    [InlineData("report.docx")]
    public void A_PDF_and_a_DOCX_with_the_same_content_give_the_same_text(string name)
    {
        var text = Read(MediaFixtures.ReadBytes(name), name[^4..].TrimStart('.'));

        text.Pages.Should().HaveCount(2);
        text.Pages[0].Blocks[0].Kind.Should().Be(BlockKind.Heading);
        text.Pages[0].Blocks.Where(block => block.Kind == BlockKind.ListItem).Select(block => block.Text)
            .Should().ContainInOrder("Crack width up to 3 mm between 0.4 m and 2.2 m.", "Drainage blocked by leaves.");
        text.ToPlainText().Should().Contain("Prüfer: Jörg Müßig, Abteilung Brücken.");
    }

    [Fact]
    public void A_table_of_a_DOCX_has_its_cells()
    {
        var table = Read(MediaFixtures.ReadBytes("report.docx"), "docx").Pages[0].Blocks.Single(block => block.Kind == BlockKind.Table);

        table.Cells![1].Should().Equal("A", "0.5 m", "1.2 mm");
        table.Text.Should().Contain("A\t0.5 m\t1.2 mm");
    }

    [Fact]
    public void Markdown_is_plain_text_with_its_structure()
    {
        var text = Read(
            "# *One* & `two`\n\nSee [the\nlink](x).\n\n- a\n  - b\n\n|x|y|\n|-|-|\n|1|**2**|\n\n```c\nint i;\n```\n"u8.ToArray(), "md");

        text.Pages.Single().Blocks.Select(block => (block.Kind, block.Level, block.Text)).Should().Equal(
            (BlockKind.Heading, 1, "One & two"), (BlockKind.Paragraph, 0, "See the link."), (BlockKind.ListItem, 1, "a"),
            (BlockKind.ListItem, 2, "b"), (BlockKind.Table, 0, "x\ty\n1\t2"), (BlockKind.Code, 0, "int i;"));
    }

    [Theory]
    [InlineData(">")]
    [InlineData("[")]
    [InlineData("- ")]
    [InlineData("a|")]
    [InlineData("**a ")]
    public void Very_deeply_nested_Markdown_is_read(string part)
    {
        var text = Read(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(part, 20_000)) + "\n\nEnd"), "md");

        text.ToPlainText().Should().EndWith("End");
    }

    [Fact]
    public void Plain_text_has_paragraphs_and_pages()
    {
        var text = Read(Encoding.Latin1.GetBytes("Öl\r\nist aus\r\n\r\n \r\nZwei\fDrei"), "txt");

        text.Pages.Select(page => page.Blocks.Select(block => block.Text)).Should()
            .BeEquivalentTo([["Öl\nist aus", "Zwei"], new[] { "Drei" }]);
        text.IsTruncated.Should().BeFalse();
    }

    [Fact]
    public void A_long_text_is_truncated_and_marked_as_truncated()
    {
        using var file = new PatternStream([], "All clear. \n"u8.ToArray());

        var format = MediaInspector.Inspect(file, "log.txt").TextFormat;
        var inspected = file.BytesRead;

        var text = DocumentReader.Read(file, "txt", format, TestContext.Current.CancellationToken);

        text.IsTruncated.Should().BeTrue();
        text.CharacterCount.Should().Be(DocumentReader.MaxCharacters);
        (file.BytesRead - inspected).Should().BeLessThan(50_000_000);
    }

    [Theory]
    [InlineData("<w:p><w:pPr><w:pStyle w:val='berschrift2'/></w:pPr><w:r><w:t>Befund</w:t></w:r></w:p>", nameof(BlockKind.Heading), 2,
        "Befund")]
    [InlineData("<w:p><w:pPr><w:pStyle w:val='Eigen'/></w:pPr><w:r><w:t>Befund</w:t></w:r></w:p>", nameof(BlockKind.Heading), 2, "Befund")]
    [InlineData("<w:p><w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId w:val='3'/></w:numPr></w:pPr><w:r><w:t>Punkt</w:t></w:r></w:p>",
        nameof(BlockKind.ListItem), 2, "Punkt")]
    [InlineData("<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del></w:p>",
        nameof(BlockKind.Paragraph), 0, "new")]
    [InlineData("<w:p><w:hyperlink><w:r><w:t>a</w:t></w:r></w:hyperlink><w:r><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>",
        nameof(BlockKind.Paragraph), 0, "a\tb\nc")]
    [InlineData("<w:sdt><w:sdtContent><w:p><w:r><w:t>in a control</w:t></w:r></w:p></w:sdtContent></w:sdt>", nameof(BlockKind.Paragraph), 0,
        "in a control")]
    public void The_properties_of_a_DOCX_paragraph_decide_its_kind(string body, string kind, int level, string text)
    {
        var block = Read(CreateDocx(body), "docx").Pages[0].Blocks.Single();

        (block.Kind.ToString(), block.Level, block.Text).Should().Be((kind, level, text));
    }

    [Fact]
    public void A_page_break_stated_twice_in_a_DOCX_counts_once()
    {
        var body =
            "<w:p><w:r><w:t>a</w:t></w:r></w:p><w:p><w:r><w:br "
            + "w:type='page'/></w:r></w:p><w:p><w:r><w:lastRenderedPageBreak/><w:t>b</w:t></w:r></w:p>";

        Read(CreateDocx(body), "docx").Pages.Select(page => page.Blocks.Single().Text).Should().Equal("a", "b");
    }

    [Fact]
    public void A_footnote_follows_its_paragraph()
    {
        var body = "<w:p><w:r><w:t>claim</w:t><w:footnoteReference w:id='2'/></w:r></w:p><w:p><w:r><w:t>next</w:t></w:r></w:p>";
        var notes = "<w:footnote w:id='2'><w:p><w:r><w:t>proof</w:t></w:r></w:p></w:footnote>";

        Read(CreateDocx(body, notes), "docx").Pages[0].Blocks.Select(block => block.Text).Should().Equal("claim", "proof", "next");
    }

    [Fact]
    public void A_DOCX_of_one_long_run_is_truncated_without_holding_it_in_memory()
    {
        var file = CreateDocx(["<w:p><w:r><w:t>", .. Enumerable.Repeat(new string('a', 1 << 20), 100), "</w:t></w:r></w:p>"]);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var text = Read(file, "docx");

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(150L << 20, "10,000,000 characters are kept, of 100 MiB");
        (text.CharacterCount, text.IsTruncated).Should().Be((DocumentReader.MaxCharacters, true));
    }

    [Fact]
    public void A_DOCX_with_too_many_blocks_is_truncated()
    {
        var text = Read(CreateDocx(string.Concat(Enumerable.Repeat("<w:p><w:r><w:t>ab</w:t></w:r></w:p>", 200_001))), "docx");

        text.Pages.Sum(page => page.Blocks.Count).Should().Be(DocumentReader.MaxBlocks);
        text.IsTruncated.Should().BeTrue();
    }

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", nameof(UnreadableReason.Broken))]
    [InlineData("<a><b></a>", nameof(UnreadableReason.Broken))]
    [InlineData("<a/>", nameof(UnreadableReason.NoText))]
    [InlineData("deep", nameof(UnreadableReason.Broken))]
    [InlineData("bomb", nameof(UnreadableReason.TooLarge))]
    public void A_DOCX_that_is_not_a_document_is_refused_with_its_reason(string xml, string reason)
    {
        if (xml == "deep") xml = string.Concat(Enumerable.Repeat("<a>", 10_000));
        var file = CreateZip(("word/document.xml",
            xml == "bomb" ? ["<a>", .. Enumerable.Repeat(new string(' ', 1 << 20), 257)] : [xml]));
        var read = () => Read(file, "docx");

        read.Should().Throw<UnreadableDocumentException>().Which.Reason.ToString().Should().Be(reason);
    }

    private static DocumentText Read(byte[] bytes, string type) => DocumentReader.Read(new MemoryStream(bytes), type);

    private static byte[] CreateDocx(string body, string notes = "") => CreateDocx([body], notes);

    private static byte[] CreateDocx(string[] body, string notes = "")
    {
        const string open = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>";
        const string styles =
            "<w:style w:styleId='berschrift2'><w:name w:val='heading 2'/></w:style><w:style w:styleId='Eigen'><w:name "
            + "w:val='Eigen'/><w:basedOn w:val='Mitte'/></w:style>"
            + "<w:style w:styleId='Mitte'><w:name w:val='M'/><w:pPr><w:outlineLvl w:val='1'/></w:pPr></w:style>";
        return CreateZip(
            ("word/document.xml", [$"<w:document {open}<w:body>", .. body, "</w:body></w:document>"]),
            ("word/styles.xml", [$"<w:styles {open}{styles}</w:styles>"]),
            ("word/footnotes.xml", [$"<w:footnotes {open}{notes}</w:footnotes>"]));
    }

    /// <summary>The texts of a part follow each other; a large part is never one string.</summary>
    private static byte[] CreateZip(params (string Name, string[] Texts)[] parts)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, texts) in parts)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open());
                foreach (var text in texts) writer.Write(text);
            }

        return bytes.ToArray();
    }
}
