using System.Text;
using FluentAssertions;
using Scopix.Emulator.Tests.Media.Word;
using Xunit;

namespace Scopix.Emulator.Tests.Documents;

/// <summary>The extracted text of documents in details, chunks and search.</summary>
public sealed class ExtractedTextTests
{
    [Fact]
    public async Task A_br_in_Markdown_separates_words_in_chunks_and_search()
    {
        await using var api = await TestApi.StartAsync();
        var id = await api
            .UploadAndGetIdAsync(Encoding.UTF8.GetBytes("|a|b|\n|-|-|\n|alpha<br>omega|x|\n\nline one<br>line two\n"), "in.md");

        var chunks = (await api.GetAsync($"/api/v2/files/{id}/chunks"))["chunks"].EnumerateArray()
            .Select(chunk => chunk.GetProperty("content").GetString());
        var found = await api.PostAsync("/api/v2/files/search", new { query = "omega" });

        chunks.Should().Equal("a\tb\nalpha omega\tx", "line one\nline two");
        found["items"].EnumerateArray().Select(item => item.GetProperty("document_id").GetString()).Should().Equal(id);
    }

    [Theory]
    [InlineData("word/document2.xml", "<w:p><w:r><w:t>hello from Word Online</w:t></w:r></w:p>", "hello from Word Online")]
    [InlineData("word/document.xml", "<w:p><m:oMathPara><m:oMath><m:r><m:t>E=mc²</m:t></m:r></m:oMath></m:oMathPara></w:p>", "E=mc²")]
    public async Task A_DOCX_is_read_wherever_its_text_is_stored(string part, string body, string text)
    {
        await using var api = await TestApi.StartAsync();
        var docx = DocxSample.CreateZip(
            ("[Content_Types].xml", DocxSample.ContentTypes("/" + part)), ("_rels/.rels", DocxSample.Relation("officeDocument", part)),
            (part, DocxSample.Document(body)));

        var file = await api.GetAsync("/api/v2/files/" + await api.UploadAndGetIdAsync(docx, "in.docx"));

        (file["primary_status"].GetString(), file["document_type"].GetString(), file["extracted_text"].GetString()).Should()
            .Be(("completed", "docx", text));
    }

    [Fact]
    public async Task Deleted_revisions_of_a_footnote_are_not_extracted()
    {
        await using var api = await TestApi.StartAsync();
        var docx = DocxSample.Create(
            "<w:p><w:r><w:t>See</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>",
            "<w:footnote w:id='2'><w:p><w:del><w:r><w:delText>secret price 900</w:delText></w:r></w:del><w:ins><w:r><w:t>new price "
            + "100</w:t></w:r></w:ins></w:p></w:footnote>");

        var file = await api.GetAsync("/api/v2/files/" + await api.UploadAndGetIdAsync(docx, "in.docx"));

        file["extracted_text"].GetString().Should().Be("See\n\nnew price 100");
    }

    [Fact]
    public async Task A_document_bomb_is_accepted_with_a_failed_extraction()
    {
        await using var api = await TestApi.StartAsync();
        var bomb = DocxSample.Create($"<w:p {string.Concat(Enumerable.Range(0, 100_000).Select(n => $"a{n}='' "))}/>");

        var file = await api.GetAsync("/api/v2/files/" + await api.UploadAndGetIdAsync(bomb, "in.docx"));

        (file["primary_status"].GetString(), file["text_extraction_status"].GetString()).Should().Be(("failed", "failed"));
    }
}
