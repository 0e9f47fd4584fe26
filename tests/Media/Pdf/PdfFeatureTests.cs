using System.IO.Compression;
using System.Text;
using FluentAssertions;
using Scopix.Media;
using Xunit;

namespace Scopix.Emulator.Tests.Media.Pdf;

public class PdfFeatureTests
{
    [Theory]
    [InlineData("(One) Tj", "One")]
    [InlineData("[(On) 20 (e) -300 (two)] TJ", "One two")]
    [InlineData("14 TL (One) Tj (two) '", "One two")]
    [InlineData("14 TL (One) Tj 0 0 (two) \"", "One two")]
    [InlineData("<4F6E65> Tj", "One")]
    [InlineData("(\\117n\\145 \\(1\\)) Tj", "One (1)")]
    [InlineData("(One) Tj 40 0 Td (two) Tj", "One two")]
    [InlineData("(One) Tj 17.8 0 Td (two) Tj", "Onetwo")]
    [InlineData("(12) Tj 12.3 0 Td (13) Tj", "12 13")]
    [InlineData("2 Tc (Widely tracked) Tj", "Widely tracked")]
    [InlineData("(H) Tj 5 Ts /F 7 Tf (2) Tj 0 Ts /F 10 Tf (O) Tj", "H2O")]
    [InlineData("(caf\\351 \\200 \\223x\\224) Tj", "café € “x”")]
    [InlineData("ET q BI /W 1 /H 1 ID \u0001EI\u0002 EI Q BT /F 10 Tf 50 600 Td (after) Tj", "after")]
    [InlineData("/Span <</ActualText (fi)>> BDC (xy) Tj EMC (ne) Tj", "fine")]
    [InlineData("(twice) Tj 0.3 0 Td (twice) Tj", "twice")]
    public void Text_is_read_as_shown(string content, string text)
    {
        Text(PdfSample.Page($"BT /F 10 Tf 50 700 Td {content} ET")).Should().Be(text);
    }

    [Theory]
    [InlineData("/Differences[65/Adieresis/uni0416/f_i/u1F600/period.alt]", "ÄЖfi😀.")]
    [InlineData("/BaseEncoding/MacRomanEncoding", "ABCDE")]
    public void Differences_are_glyph_names(string encoding, string text)
    {
        var font = $"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<<{encoding}>>>>";

        Text(PdfSample.Page("BT /F 10 Tf 50 700 Td (ABCDE) Tj ET", font)).Should().Be(text);
    }

    [Fact]
    public void Composite_fonts_are_read_by_ToUnicode_and_spaced_by_their_widths()
    {
        var map = PdfSample.Stream("",
            "1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0001> <0003> <0410> endbfrange "
            + "1 beginbfchar <0009> <D83DDE00> endbfchar 1 beginbfrange <0010> <0011> [<0066> <00660066>] endbfrange");
        var font = "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[7 0 R]/ToUnicode 8 0 R>>";
        var inner = "<</Type/Font/Subtype/CIDFontType2/DW 500/W[1[500 500] 3 20 600]>>";
        var content = "BT /F 10 Tf 50 700 Td [<00010002> -400 <0003>] TJ 30 0 Td <000900100011> Tj ET";

        Text(PdfSample.Page(content, font, "", "null", inner, map)).Should().Be("АБ В 😀fff");
    }

    [Fact]
    public void Type_3_glyphs_have_their_own_scale()
    {
        var font =
            "<</Type/Font/Subtype/Type3/FontMatrix[1 0 0 -1 0 0]/FontBBox[0 -20 80 100]/FirstChar 97/LastChar 98/Widths[60 "
            + "60]/Encoding<</Differences[97/a/b]>>>>";

        Text(PdfSample.Page("BT /F 0.1 Tf 50 700 Td (ab) Tj 16 0 Td (ba) Tj ET", font)).Should().Be("ab ba");
    }

    [Fact]
    public void A_form_is_read_where_it_is_placed()
    {
        var form = PdfSample.Stream("/Type/XObject/Subtype/Form/Matrix[1 0 0 1 0 -100]", "BT /F 10 Tf 50 700 Td (inside) Tj ET");

        var block = Read(PdfSample.Page("q 1 0 0 1 100 0 cm /X Do Q", PdfSample.Helvetica, "", form)).Pages[0].Blocks.Single();

        block.Text.Should().Be("inside");
        block.Box!.Value.X0.Should().BeApproximately(150 / 600.0, 0.001);
        block.Box.Value.Y1.Should().BeApproximately(202 / 800.0, 0.001);
    }

    [Theory]
    [InlineData("", 0.0833, 0.115)]
    [InlineData("/Rotate 90", 0.8725, 0.0833)]
    [InlineData("/Rotate 180", 0.824, 0.8725)]
    [InlineData("/Rotate -90", 0.115, 0.824)]
    [InlineData("/CropBox[50 0 350 800]", 0, 0.115)]
    public void Boxes_are_fractions_of_the_page_as_displayed(string page, double x0, double y0)
    {
        var read = Read(PdfSample.Page("BT /F 10 Tf 50 700 Td (Some words) Tj ET", PdfSample.Helvetica, page)).Pages[0];

        read.Blocks[0].Box!.Value.X0.Should().BeApproximately(x0, 0.05);
        read.Blocks[0].Box!.Value.Y0.Should().BeApproximately(y0, 0.05);
    }

    [Theory]
    [InlineData("/Filter/ASCIIHexDecode", "4254202F462031302054662035302037303020546420284F6E652920546A204554>")]
    [InlineData("/Filter/ASCII85Decode", "6<#'\\7NaE>+B2qq2)$.30JFVKA0<9rDIk7><,*OE;u~>")]
    [InlineData("/Filter[/AHx/RL]", "0F4254202F46203130205466203530203730FF300F20546420284F6E652920546A20455420 80>")]
    public void Filters_are_undone(string filter, string packed)
    {
        var file = PdfSample.File(["<</Type/Catalog/Pages 2 0 R>>", "<</Kids[3 0 R]>>",
            "<</MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>", PdfSample.Stream(filter, packed),
            PdfSample.Helvetica]);

        Text(file).Should().StartWith("One");
    }

    [Fact]
    public void A_broken_cross_reference_table_is_rebuilt()
    {
        var whole = PdfSample.Bytes("packed.pdf");
        var page = PdfSample.Page("BT /F 10 Tf 50 700 Td (Still here) Tj ET");

        Text(Replace(page, "startxref", "startxxxx")).Should().Be("Still here");
        Text([.. "junk before "u8, .. page]).Should().Be("Still here");
        Text(Replace(whole, "startxref", "startxxxx")).Should().Contain("Kerned words such as AWAY");
    }

    [Fact]
    public void A_truncated_stream_or_one_with_a_wrong_length_is_read_as_far_as_possible()
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.NoCompression, leaveOpen: true))
            zlib.Write(Encoding.Latin1.GetBytes("BT /F 10 Tf 50 700 Td (One) Tj (" + new string('x', 500)));
        var text = Encoding.Latin1.GetString(packed.ToArray())[..^200];
        var file = PdfSample.File(["<</Type/Catalog/Pages 2 0 R>>", "<</Kids[3 0 R]>>",
            "<</MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
            $"<</Filter/FlateDecode/Length 7>>\nstream\n{text}\nendstream", PdfSample.Helvetica]);

        Text(file).Should().StartWith("One");
    }

    [Fact]
    public void Headings_lists_code_and_hyphenated_words_are_recognized()
    {
        var content =
            "BT /F 20 Tf 50 750 Td (Findings) Tj /F 10 Tf 0 -40 Td (A long enough para-) Tj 0 -12 Td (graph of running text that "
            + "goes on.) Tj "
            + "0 -30 Td (\\225 First item) Tj 0 -12 Td (\\225 Second item) Tj 0 -30 Td (1. Numbered) Tj ET";

        var blocks = Read(PdfSample.Page(content)).Pages[0].Blocks;

        blocks.Select(block => (block.Kind, block.Level, block.Text)).Should().Equal(
            (BlockKind.Heading, 1, "Findings"),
            (BlockKind.Paragraph, 0, "A long enough paragraph of running text that goes on."),
            (BlockKind.ListItem, 1, "First item"),
            (BlockKind.ListItem, 1, "Second item"),
            (BlockKind.ListItem, 1, "1. Numbered"));
    }

    [Theory]
    [InlineData("It has fallen from 89 to", "71. The lowest is 61.", "Paragraph It has fallen from 89 to 71. The lowest is 61.")]
    [InlineData("Do this in order:", "2. Lock the switch", "Paragraph Do this in order:;ListItem 2. Lock the switch")]
    [InlineData("What to do", "1. Lock the switch", "Paragraph What to do;ListItem 1. Lock the switch")]
    [InlineData("1. Lock the switch", "2. Tag the switch", "ListItem 1. Lock the switch;ListItem 2. Tag the switch")]
    [InlineData("What to do", "b) Lock the switch", "Paragraph What to do;ListItem b) Lock the switch")]
    public void A_number_that_ends_a_sentence_begins_no_list(string above, string line, string expected)
    {
        var escaped = line.Replace(")", "\\)", StringComparison.Ordinal);
        var blocks = Read(PdfSample.Page($"BT /F 10 Tf 50 700 Td ({above}) Tj 0 -12 Td ({escaped}) Tj ET")).Pages[0].Blocks;

        string.Join(';', blocks.Select(block => $"{block.Kind} {block.Text}")).Should().Be(expected);
    }

    private static byte[] Replace(byte[] bytes, string from, string to) =>
        Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(bytes).Replace(from, to, StringComparison.Ordinal));

    private static DocumentText Read(byte[] bytes) => DocumentReader.Read(new MemoryStream(bytes), "pdf");

    private static string Text(byte[] bytes) => Read(bytes).ToPlainText();
}
