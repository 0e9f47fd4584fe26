using System.Buffers.Binary;
using System.Text;
using FluentAssertions;
using Scopix.Media;
using Xunit;

namespace Scopix.Emulator.Tests.Media.Pdf;

/// <summary>Fonts whose encoding is only in the embedded font program. The programs are generated here, without outlines.</summary>
public sealed class PdfFontProgramTests
{
    private const string Composite = "<</Type/Font/Subtype/Type0/BaseFont/Made/Encoding/Identity-H/DescendantFonts[7 0 R]>>";

    [Theory]
    [InlineData("", "000100020003", "Ωße")]
    [InlineData("/CIDToGIDMap/Identity", "000100020003", "Ωße")]
    [InlineData("/CIDToGIDMap 10 0 R", "000000010002", "ßeΩ")]
    public void A_composite_TrueType_font_is_read_by_its_cmap(string map, string codes, string text)
    {
        var inner = $"<</Type/Font/Subtype/CIDFontType2/FontDescriptor 8 0 R/DW 600{map}>>";
        var gids = PdfSample.Stream("", "\u0000\u0002\u0000\u0003\u0000\u0001");

        Text(PdfSample.Page(ShowGlyphs(codes), Composite, "", "null", inner, "<</FontFile2 9 0 R>>", CreateFontStream(CreateSfnt("Ωße")),
            gids)).Should().Be(text);
    }

    [Fact]
    public void A_composite_font_of_named_glyphs_is_read_by_its_charset()
    {
        var inner = "<</Type/Font/Subtype/CIDFontType0/FontDescriptor 8 0 R/DW 600>>";

        Text(PdfSample.Page(ShowGlyphs("0001000200030004"), Composite, "", "null", inner, "<</FontFile3 9 0 R>>",
            CreateFontStream(CreateCff()))).Should().Be("AñЖfi");
    }

    [Fact]
    public void A_simple_font_is_read_by_the_encoding_in_its_program()
    {
        var font = "<</Type/Font/Subtype/Type1/BaseFont/Made/FontDescriptor 7 0 R>>";

        Text(PdfSample.Page(ShowGlyphs("21222324"), font, "", "null", "<</Flags 4/FontFile3 8 0 R>>", CreateFontStream(CreateCff())))
            .Should().Be("AñЖfi");
    }

    [Theory]
    [InlineData("/A/uni00410042/u1F600/B.alt/f_f_i/afii10017/nonsense", "AAB😀BffiА")]
    [InlineData("/g1/glyph2/gid00003", "Ωße")]
    public void Glyph_names_map_to_their_characters(string names, string text)
    {
        var font = $"<</Type/Font/Subtype/TrueType/BaseFont/Made/FontDescriptor 7 0 R/Encoding<</Differences[1{names}]>>>>";

        Text(PdfSample.Page(ShowGlyphs("01020304050607"[..(2 * names.Count(c => c == '/'))]), font, "", "null",
            "<</Flags 4/FontFile2 8 0 R>>", CreateFontStream(CreateSfnt("Ωße"))))
            .Should().Be(text);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(11)]
    [InlineData(40)]
    public void A_truncated_font_program_does_not_stop_the_reader(int length)
    {
        var inner = "<</Type/Font/Subtype/CIDFontType2/FontDescriptor 8 0 R>>";
        var page = PdfSample.Page(ShowGlyphs("0001") + "BT /G 10 Tf 50 600 Td (Still) Tj ET", Composite, "", "null", inner,
            "<</FontFile2 9 0 R>>", CreateFontStream(CreateSfnt("Ωße")[..length]));

        var read = () => DocumentReader.Read(new MemoryStream(page), "pdf");

        read.Should().Throw<UnreadableDocumentException>().Which.Reason.Should().Be(UnreadableReason.NoText);
    }

    [Fact]
    public void The_values_of_form_fields_are_text_at_their_position()
    {
        var field = "<</Subtype/Widget/Rect[100 600 300 620]/AP<</N 7 0 R>>>>";
        var hidden = "<</Subtype/Widget/F 2/Rect[100 500 300 520]/AP<</N 7 0 R>>>>";
        var appearance = PdfSample.Stream("/Subtype/Form/BBox[0 0 100 10]/Resources<</Font<</F 5 0 R>>>>",
            "BT /F 5 Tf 0 2 Td (Filled in) Tj ET");
        var choice = "<</Subtype/Widget/AS/On/Rect[100 400 300 420]/AP<</N<</On 7 0 R/Off 4 0 R>>>>>>";

        var read = DocumentReader.Read(new MemoryStream(PdfSample.Page(
            "BT /F 10 Tf 50 604 Td (Name) Tj ET", PdfSample.Helvetica, $"/Annots[{field}{hidden}{choice}]", "null", appearance)), "pdf");

        read.ToPlainText().Should().Be("Name Filled in\n\nFilled in");
        read.Pages[0].Blocks[1].Box!.Value.X0.Should().BeApproximately(100 / 600.0, 0.001);
    }

    private static string ShowGlyphs(string codes) => $"BT /F 10 Tf 50 700 Td <{codes}> Tj ET ";

    private static string CreateFontStream(byte[] bytes) => PdfSample.Stream("", Encoding.Latin1.GetString(bytes));

    /// <summary>A TrueType font of nothing but a map of format 12, whose glyphs 1, 2, 3 … are these letters.</summary>
    private static byte[] CreateSfnt(string letters)
    {
        var groups = letters.Select((letter, i) => (int[])[letter, letter, i + 1]).SelectMany(group => group);
        byte[] map = [.. BigEndian(0x0000_0001), .. BigEndian((3 << 16) | 10), .. BigEndian(12), .. BigEndian(12 << 16),
            .. BigEndian(16 + (12 * letters.Length)), .. BigEndian(0), .. BigEndian(letters.Length),
            .. groups.SelectMany(BigEndian)];
        return [.. BigEndian(0x0001_0000), .. BigEndian(1 << 16), .. BigEndian(0), .. "cmap"u8, .. BigEndian(0), .. BigEndian(28),
            .. BigEndian(map.Length), .. map];
    }

    /// <summary>A Compact Font Format font of the glyphs .notdef, A, ntilde, afii10024 and fi, at the codes 33 to 36.</summary>
    private static byte[] CreateCff()
    {
        byte[] charStrings = [0, 5, 1, 1, 1, 1, 1, 1, 1];
        byte[] glyphs = [0, 0, 34, 0, 215, 1, 135, 0, 109];
        byte[] codes = [0, 4, 33, 34, 35, 36];
        const int start = 4 + 6 + 17 + 14 + 2;
        byte[] top = [28, 0, start + 9, 15, 28, 0, start + 18, 16, 28, 0, start, 17];
        return [1, 0, 4, 1, .. CreateCffIndex([(byte)'M']), .. CreateCffIndex(top), .. CreateCffIndex([.. "afii10024"u8]), 0, 0,
            .. charStrings, .. glyphs, .. codes];
    }

    private static byte[] CreateCffIndex(byte[] only) => [0, 1, 1, 1, (byte)(1 + only.Length), .. only];

    private static byte[] BigEndian(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }

    private static string Text(byte[] file) => DocumentReader.Read(new MemoryStream(file), "pdf").ToPlainText();
}
