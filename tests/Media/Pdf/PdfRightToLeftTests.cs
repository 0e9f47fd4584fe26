using System.Globalization;
using FluentAssertions;
using Scopix.Media;
using Xunit;

namespace Scopix.Emulator.Tests.Media.Pdf;

/// <summary>Hebrew and Arabic: a page has the letters in visual order, from left to right; the text has them in logical order.</summary>
public sealed class PdfRightToLeftTests
{
    [Theory]
    [InlineData("םלוע םולש", "שלום עולם")]
    [InlineData("42 הקידב", "בדיקה 42")]
    [InlineData("12.5% ,2026/05/12 הקידב", "בדיקה 2026/05/12, 12.5%")]
    [InlineData("הבוט PDF 42 הקידב", "בדיקה PDF 42 טובה")]
    [InlineData("(םלוע) םולש", "שלום (עולם)")]
    [InlineData("[PDF] םולש", "שלום [PDF]")]
    [InlineData("!םולש", "שלום!")]
    [InlineData("The word םולש is Hebrew", "The word שלום is Hebrew")]
    [InlineData("The words (םלוע םולש) are Hebrew", "The words (שלום עולם) are Hebrew")]
    [InlineData("\u0645\u0627\u0644\u0633", "\u0633\u0644\u0627\u0645")]
    [InlineData("\uFEE1\uFEFC\uFEB3", "\u0633\u0644\u0627\u0645")]
    [InlineData("\u0661\u0662\u0663 \u0645\u0642\u0631", "\u0631\u0642\u0645 \u0661\u0662\u0663")]
    [InlineData("\uFB2A\u05D0", "\u05D0\u05E9\u05C1")]
    [InlineData("Plain (text) 42", "Plain (text) 42")]
    public void A_line_is_read_in_logical_order(string displayed, string logical)
    {
        Text(CreatePage(displayed)).Should().Be(logical);
    }

    [Fact]
    public void Letters_that_are_placed_from_right_to_left_are_read_in_the_same_order()
    {
        var placed = "שלום עולם".Select((letter, i) => letter == ' ' ? "" : PlaceText(letter.ToString(), 300 - (6 * i), 700, "שלוםע"));

        Text(PdfSample.Page($"BT /F 10 Tf {string.Concat(placed)} ET", CreateFont("שלוםע"))).Should().Be("שלום עולם");
    }

    [Fact]
    public void A_glyph_of_two_letters_and_a_replacement_text_are_in_logical_order_already()
    {
        var map = PdfSample.Stream("",
            "1 beginbfchar <41> <06440627> endbfchar 1 beginbfchar <42> <0633> endbfchar 1 beginbfchar <43> <0645> endbfchar");
        var font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 7 0 R>>";
        var content =
            "BT /F 10 Tf 50 700 Td (CAB) Tj ET BT /F 10 Tf 50 600 Td /Span <</ActualText <FEFF05E905DC05D505DD>>> BDC (CCCC) Tj EMC ET";

        Text(PdfSample.Page(content, font, "", "null", map)).Should().Be("\u0633\u0644\u0627\u0645\n\nשלום");
    }

    [Fact]
    public void Vowel_points_stay_with_their_letters()
    {
        const string letters = "\u05DD\u05DC\u05B8\u05E9";
        var content = PlaceText("\u05DD\u05DC", 50, 700, letters) + PlaceText("\u05B8", 57, 700, letters)
            + PlaceText("\u05E9", 61.1, 700, letters);

        Text(PdfSample.Page($"BT /F 10 Tf {content} ET", CreateFont(letters))).Should().Be("\u05E9\u05DC\u05B8\u05DD");
    }

    [Fact]
    public void The_lines_of_a_paragraph_that_end_on_the_left_stay_together()
    {
        var lines = new[] { "דבא דבא דבא דבא", "גבה הבג הבג", "הגה הגה" };
        var placed = lines.Select((line, i) => PlaceText(line, 500 - (5.56 * line.Length), 700 - (12 * i), "אבגדה "));

        Text(PdfSample.Page($"BT /F 10 Tf {string.Concat(placed)} ET", CreateFont("אבגדה "))).Should()
            .Be("אבד אבד אבד אבד גבה גבה הבג הגה הגה");
    }

    /// <summary>A page that shows these letters from left to right.</summary>
    internal static byte[] CreatePage(string displayed)
    {
        var letters = string.Concat(displayed.Distinct());
        return PdfSample.Page($"BT /F 10 Tf {PlaceText(displayed, 50, 700, letters)} ET", CreateFont(letters));
    }

    /// <summary>Letters at a position, as codes of the font that <see cref="CreateFont"/> makes of all letters.</summary>
    private static string PlaceText(string displayed, double x, double y, string letters) => string.Create(
        CultureInfo.InvariantCulture,
        $"1 0 0 1 {x:0.##} {y} Tm <{Convert.ToHexString([.. displayed.Select(letter => (byte)(128 + letters.IndexOf(letter)))])}> Tj ");

    /// <summary>A font whose codes from 128 on are these letters; marks have no width.</summary>
    private static string CreateFont(string letters)
    {
        var names = string.Concat(letters.Select(letter => $"/uni{(int)letter:X4}"));
        var widths = string.Concat(
            letters.Select(letter => CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark ? "0 " : "556 "));
        return "<</Type/Font/Subtype/Type1/BaseFont/Made/FirstChar 128/LastChar "
            + $"255/Widths[{widths}]/Encoding<</Differences[128{names}]>>>>";
    }

    private static string Text(byte[] file) => DocumentReader.Read(new MemoryStream(file), "pdf").ToPlainText();
}
