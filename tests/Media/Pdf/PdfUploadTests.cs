using System.Text;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Media.Pdf;

/// <summary>PDFs that are uploaded and read through the API.</summary>
public sealed class PdfUploadTests
{
    [Fact]
    public async Task A_segment_without_any_letter_does_not_stop_a_PDF()
    {
        var font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Differences[65/uni0001]>>>>";
        var content = "BT /F 10 Tf 50 700 Td (one) Tj 60 0 Td (A) Tj 60 0 Td (two) Tj ET";

        var file = await UploadedAsync(PdfSample.Page(content, font));

        (file.Text("text_extraction_status"), file.Text("extracted_text")).Should().Be(("completed", "one two"));
    }

    [Fact]
    public async Task Pages_are_counted_without_text_too()
    {
        var pages = Enumerable.Repeat("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 3 0 R>>", 3);
        var scan = PdfSample.File(
            ["<</Type/Catalog/Pages 2 0 R>>", $"<</Type/Pages/Kids[{string.Concat(pages)}]/Count 3>>",
                PdfSample.Stream("", "0 0 9 9 re f")]);

        var file = await UploadedAsync(scan);

        (file.Text("text_extraction_status"), file.Number("page_count"), file.Text("extracted_text")).Should().Be(("failed", 3, null));
    }

    [Fact]
    public async Task Pages_of_a_file_with_a_password_are_counted_when_the_page_tree_is_not_encrypted()
    {
        var file = await UploadedAsync(PdfSample.Bytes("password.pdf"));

        (file.Text("text_extraction_status"), file.Number("page_count")).Should().Be(("failed", 1));
    }

    [Fact]
    public async Task Pages_are_counted_when_one_of_them_is_too_complex_to_read()
    {
        var forms = Enumerable.Range(7, 10).Select(next =>
            PdfSample.Stream($"/Subtype/Form/Resources<</XObject<</X {next} 0 R>>>>", string.Concat(Enumerable.Repeat("/X Do ", 40))));

        var file = await UploadedAsync(PdfSample.Page("/X Do", PdfSample.Helvetica, "", [.. forms]));

        (file.Text("text_extraction_status"), file.Number("page_count")).Should().Be(("failed", 1));
    }

    [Fact]
    public async Task Hebrew_is_found_by_a_search()
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(PdfRightToLeftTests.CreatePage("םלוע םולש"), "rtl.pdf");

        var hits = await api.PostAsync("/api/v2/files/search", new { query = "שלום", similarity_threshold = 0 });

        hits.Text.Should().Contain(id);
    }

    [Theory]
    [InlineData("junk before ")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n")]
    [InlineData("\u00EF\u00BB\u00BF\r\n")]
    [InlineData("\u0000\u0005paper\u0000\u0000\u0000")]
    public async Task A_header_within_the_first_kibibyte_makes_a_PDF(string before)
    {
        byte[] bytes = [.. Encoding.Latin1.GetBytes(before), .. PdfSample.Page("BT /F 10 Tf 50 700 Td (Still here) Tj ET"),
            .. "\r\n<html>and after</html>"u8];

        var file = await UploadedAsync(bytes);

        (file.Text("document_type"), file.Text("content_type"), file.Text("extracted_text")).Should()
            .Be(("pdf", "application/pdf", "Still here"));
    }

    private static async Task<System.Text.Json.JsonElement> UploadedAsync(byte[] bytes)
    {
        await using var api = await TestApi.StartAsync();
        return (await api.GetFileAsync(await api.UploadAndGetIdAsync(bytes, "a.pdf"))).Json;
    }
}
