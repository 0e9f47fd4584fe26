using System.Globalization;
using System.IO.Compression;
using System.Text;
using FluentAssertions;
using Scopix.Media;
using Xunit;

namespace Scopix.Emulator.Tests.Media.Pdf;

/// <summary>Files made to keep a reader busy or to exhaust its memory or its stack.</summary>
public class PdfHostileTests
{
    private const string TextContent = "BT /F 10 Tf 50 700 Td (Some words) Tj ET";

    public static TheoryData<string> Hostile =>
    [
        "xref loop", "prev of itself", "own length", "own object stream", "page tree loop", "cyclic form", "reference loop", "flate bomb",
        "deep arrays", "deep dictionaries", "huge widths", "huge ranges", "many kids", "state stack", "filters", "giant counts",
        "endless forms",
        "object streams in a chain", "shared pages", "many annotations", "heads of objects",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_hostile_file_quickly_gives_text_or_the_documented_exception(string kind)
    {
        var bytes = CreateHostileFile(kind);
        var before = GC.GetAllocatedBytesForCurrentThread();

        try
        {
            DocumentReader.Read(new MemoryStream(bytes), "pdf");
        }
        catch (UnreadableDocumentException)
        {
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(2L << 30);
    }

    [Fact]
    public void Pages_beyond_ten_thousand_are_left_out()
    {
        var kids = string.Concat(
            Enumerable.Repeat("<</MediaBox[0 0 600 800]/Contents 3 0 R/Resources<</Font<</F 4 0 R>>>>>>", DocumentReader.MaxPages + 5));
        var file = PdfSample.File(
            ["<</Type/Catalog/Pages 2 0 R>>", $"<</Kids[{kids}]>>", PdfSample.Stream("", TextContent), PdfSample.Helvetica]);

        var text = DocumentReader.Read(new MemoryStream(file), "pdf");

        text.IsTruncated.Should().BeTrue();
        text.Pages.Should().HaveCount(DocumentReader.MaxPages);
    }

    [Theory]
    [InlineData("", nameof(UnreadableReason.NoText))]
    [InlineData("0 0 600 800 re f", nameof(UnreadableReason.NoText))]
    public void A_file_without_text_has_the_reason(string content, string reason)
    {
        ReadReason(PdfSample.Page(content)).ToString().Should().Be(reason);
    }

    [Theory]
    [InlineData("%PDF-1.7")]
    [InlineData("%PDF-1.7\nstartxref\n9\n%%EOF")]
    [InlineData("%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj")]
    public void A_file_without_pages_is_broken(string file)
    {
        ReadReason(Encoding.Latin1.GetBytes(file)).Should().Be(UnreadableReason.Broken);
    }

    private static UnreadableReason ReadReason(byte[] bytes)
    {
        var read = () => DocumentReader.Read(new MemoryStream(bytes), "pdf");

        return read.Should().Throw<UnreadableDocumentException>().Which.Reason;
    }

    private static byte[] CreateHostileFile(string kind) => kind switch
    {
        "xref loop" => PdfSample.File(["<</Type/Catalog/Pages 1 0 R>>"], "/Prev 9/XRefStm 9"),
        "prev of itself" => Encoding.Latin1.GetBytes("%PDF-1.4\nxref\n0 0\ntrailer\n<</Prev 9/Root 1 0 R>>\nstartxref\n9\n%%EOF"),
        "own length" => Replace(PdfSample.Page(TextContent), $"/Length {TextContent.Length}", "/Length 4 0 R"),
        "own object stream" =>
            PdfSample.File(["<</Type/Catalog/Pages 2 0 R>>", PdfSample.Stream("/Type/ObjStm/N 1/First 4", "2 0 <</Kids[2 0 R]>>")]),
        "page tree loop" => PdfSample.File(["<</Type/Catalog/Pages 2 0 R>>", "<</Kids[2 0 R 3 0 R 3 0 R]>>", "<</Kids[2 0 R 3 0 R]>>"]),
        "cyclic form" =>
            PdfSample.Page("/X Do", PdfSample.Helvetica, "",
                PdfSample.Stream("/Subtype/Form/Resources<</XObject<</X 6 0 R>>>>", "/X Do /X Do")),
        "endless forms" => CreateNestedForms(),
        "reference loop" => PdfSample.Page(TextContent, "6 0 R", "", "7 0 R", "6 0 R"),
        "flate bomb" => PdfSample.Page("/X Do", PdfSample.Helvetica, "", CreateBomb()),
        "deep arrays" => PdfSample.Page(new string('[', 2_000_000) + TextContent, PdfSample.Helvetica, "/A " + new string('[', 200_000)),
        "deep dictionaries" => PdfSample.Page(string.Concat(Enumerable.Repeat("<</A ", 200_000)) + TextContent),
        "huge widths" => PdfSample.Page(TextContent, "<</Subtype/Type0/Encoding/Identity-H/DescendantFonts[6 0 R]>>", "",
            $"<</W[{string.Concat(Enumerable.Repeat("0 2000000000 5 ", 300_000))}]/DW 1e300>>"),
        "huge ranges" =>
            PdfSample.Page("BT /F 10 Tf 50 700 Td <0041FFFF> Tj ET",
                "<</Subtype/Type0/Encoding/Identity-H/DescendantFonts[7 0 R]/ToUnicode 6 0 R>>", "",
            PdfSample.Stream("", string.Concat(Enumerable.Repeat("1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange ", 100_000))),
            "<<>>"),
        "many kids" =>
            PdfSample.File(["<</Type/Catalog/Pages 2 0 R>>", $"<</Kids[{string.Concat(Enumerable.Repeat("3 0 R ", 500_000))}]>>", "<<>>"]),
        "state stack" => PdfSample.Page(string.Concat(Enumerable.Repeat("q /A BMC ", 500_000)) + TextContent),
        "object streams in a chain" => CreateChain(8000),
        "shared pages" => PdfSample.File(["<</Type/Catalog/Pages 2 0 R>>",
            $"<</Kids[{string.Concat(Enumerable.Repeat("<</Contents 3 0 R>>", 10_000))}]/Resources<</Font<</F 4 0 R>>>>>>",
            PdfSample.Stream("", string.Concat(Enumerable.Repeat(TextContent + " ", 5000))), PdfSample.Helvetica]),
        "many annotations" =>
            PdfSample.Page(TextContent, PdfSample.Helvetica, $"/Annots[{string.Concat(Enumerable.Repeat("6 0 R ", 100_000))}]",
            "<</Subtype/Stamp/Rect[0 0 600 800]/AP<</N 7 0 R>>>>",
            PdfSample.Stream("/BBox[0 0 600 800]", string.Concat(Enumerable.Repeat(TextContent + " ", 1000)))),
        "heads of objects" =>
            Encoding.Latin1.GetBytes("%PDF-1.7\n" + string.Concat(Enumerable.Range(0, 60_000).Select(number => $"{number} 0 obj<<"))),
        "filters" =>
            PdfSample.Page("/X Do", PdfSample.Helvetica, "",
                PdfSample.Stream($"/Subtype/Form/Filter[{string.Concat(Enumerable.Repeat("/Fl ", 10_000))}]", "x")),
        _ => PdfSample.File(["<</Type/Catalog/Pages 2 0 R>>", "<</Kids[3 0 R]/Count 99999999999>>",
            "<</Contents 4 0 R/MediaBox[0 0 1e30 1e300]>>",
            PdfSample.Stream("/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 2147483647/Colors 99999>>", "x")]),
    };

    /// <summary>Ten forms, each of which shows the next one ten times: ten thousand million in all.</summary>
    private static byte[] CreateNestedForms() => PdfSample.Page("/X Do", PdfSample.Helvetica, "", [.. Enumerable.Range(7, 10).Select(next =>
        PdfSample.Stream($"/Subtype/Form/Resources<</XObject<</X {next} 0 R>>>>", string.Concat(Enumerable.Repeat("/X Do ", 10))))]);

    /// <summary>Object streams, the length of each of which is in the next one: a reader that follows them runs out of stack.</summary>
    private static byte[] CreateChain(int count)
    {
        var file = new StringBuilder("%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 100000 0 R>>endobj\n");
        var rows = new StringBuilder(Row(1, 9, 0));
        for (var i = 0; i < count; i++)
        {
            var head = $"{100_000 + i} 0 ";
            rows.Append(Row(1, file.Length, 0));
            file.Append(CultureInfo.InvariantCulture,
                $"{10 + i} 0 obj<</Type/ObjStm/N 1/First {head.Length}/Length {100_001 + i} 0 R>>stream\n{head}40\nendstream endobj\n");
        }

        for (var i = 0; i < count; i++) rows.Append(Row(2, 10 + i, 0));
        var start = file.Length;
        file.Append(CultureInfo.InvariantCulture,
            $"9 0 obj<</Type/XRef/W[1 4 1]/Index[1 1 10 {count} 100000 {count}]/Root 1 0 R/Length {rows.Length}>>stream\n");
        return Encoding.Latin1.GetBytes($"{file}{rows}\nendstream endobj\nstartxref\n{start}\n%%EOF");
    }

    private static string Row(int kind, int place, int index) =>
        new([(char)kind, (char)(place >> 24), (char)((place >> 16) & 255), (char)((place >> 8) & 255), (char)(place & 255), (char)index]);

    private static string CreateBomb()
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            for (var i = 0; i < 300; i++) zlib.Write(new byte[1 << 20]);
        return PdfSample.Stream("/Subtype/Form/Filter/FlateDecode", Encoding.Latin1.GetString(packed.ToArray()));
    }

    private static byte[] Replace(byte[] bytes, string from, string to) =>
        Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(bytes).Replace(from, to, StringComparison.Ordinal));
}
