using System.IO.Compression;
using FluentAssertions;
using Scopix.Media;
using Xunit;

namespace Scopix.Emulator.Tests.Media.Word;

/// <summary>Small files that expand to large ones: the size is bounded before anything is built.</summary>
public sealed class WordBombsTests
{
    private const int Million = 1 << 20;

    public static TheoryData<string> Bombs =>
    [
        "attributes", "namespaces", "value", "name", "instruction", "comment", "cdata", "names", "depth", "paragraphs", "alternatives",
        "fields", "utf-16",
    ];

    [Theory]
    [MemberData(nameof(Bombs))]
    public void A_bomb_is_refused_within_the_step_budget_and_little_memory(string kind)
    {
        var docx = CreateBomb(kind);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var read = () => DocumentReader.Read(new MemoryStream(docx), "docx");

        read.Should().Throw<UnreadableDocumentException>().Which.Reason.Should()
            .BeOneOf(UnreadableReason.TooLarge, UnreadableReason.Broken);
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(250L << 20);
    }

    [Theory]
    [InlineData("_rels/.rels")]
    [InlineData("[Content_Types].xml")]
    public void Reading_for_type_detection_is_bounded_as_well(string part)
    {
        var docx = CreateZip(("word/document.xml", DocxSample.Document("<w:p><w:r><w:t>a</w:t></w:r></w:p>")),
            ("[Content_Types].xml", "<Types/>"));
        var bomb = CreateZip((part, "<a " + string.Concat(Enumerable.Range(0, 300_000).Select(n => $"a{n}='' ")) + "/>"),
            ("[Content_Types].xml", "<Types/>"),
            ("word/document.xml", DocxSample.Document("<w:p><w:r><w:t>a</w:t></w:r></w:p>")));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var types = ((byte[][])[docx, bomb]).Select(file => MediaInspector.Inspect(new MemoryStream(file), "a.docx").DocumentType);

        types.Should().Equal("docx", "docx");
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(20L << 20);
    }

    [Fact]
    public void Three_hundred_attributes_and_a_picture_in_one_of_them_are_not_a_bomb()
    {
        var attributes = string.Concat(Enumerable.Range(0, 298).Select(n => $"a{n}='' "));
        var body = $"<w:p {attributes} b='{new string('x', 3 * Million)}'><w:r><w:t>a</w:t></w:r></w:p>";

        DocxSample.Read(DocxSample.Create(body)).Should().Be("a");
    }

    private static byte[] CreateBomb(string kind)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var part = zip.CreateEntry("word/document.xml", CompressionLevel.Fastest).Open();
            using var writer =
                new StreamWriter(part, kind == "utf-16" ? System.Text.Encoding.Unicode : new System.Text.UTF8Encoding(false));
            writer.Write($"<w:document {DocxSample.Namespaces}><w:body>");
            foreach (var piece in CreatePieces(kind)) writer.Write(piece);
        }
        return bytes.ToArray();
    }

    private static IEnumerable<string> CreatePieces(string kind)
    {
        var repeated = Enumerable.Repeat(new string('a', Million), 40);
        return kind switch
        {
            "attributes" => ["<w:p ", .. Enumerable.Range(0, 200_000).Select(n => $"a{n}='' ")],
            "namespaces" => ["<w:p ", .. Enumerable.Range(0, 100_000).Select(n => $"xmlns:a{n}='u' ")],
            "value" or "utf-16" => ["<w:p a='", .. repeated],
            "name" => ["<w", .. repeated],
            "instruction" => ["<?a", .. repeated],
            "comment" => ["<!--", .. repeated],
            "cdata" => ["<w:p><w:r><w:t><![CDATA[", .. repeated],
            "names" => Enumerable.Range(0, 20_000).Select(n => $"<a{n}{new string('b', 300)}/>"),
            "depth" => Enumerable.Repeat("<a>", 1_000),
            "paragraphs" => Enumerable.Repeat("<w:p/>", 4_000_000),
            "alternatives" => Enumerable.Repeat("<mc:AlternateContent><mc:Choice Requires='wps'/></mc:AlternateContent>", 400_000),
            _ => ["<w:p>", .. Enumerable.Repeat("<w:r><w:fldChar w:fldCharType='begin'/></w:r>", 800_000)],
        };
    }

    private static byte[] CreateZip(params (string Name, string Text)[] parts) => DocxSample.CreateZip(parts);
}
