namespace Scopix.Contracts;

/// <summary>files.text, chunks, digitization, digitization_page, digitization_status, processing_status.</summary>
public sealed class DocumentsContract(Target target)
{
    private const string Section = "seed 001, Document Operations";
    private const string Text = "# Safety manual\n\nHelmets are worn on every site.\n\n## Fire\n\nExtinguishers are inspected quarterly.\n\n| Kind | Place |\n|---|---|\n| Foam | Hall |\n\n- Doors\n- Stairs\n";

    private readonly Api _api = target.Api;

    [Fact]
    public async Task The_text_of_a_document_is_what_was_uploaded()
    {
        var id = await DoneAsync(Samples.Text("manual.txt", "Helmets are worn on every site."));

        var text = await _api.GetAsync($"/files/{id}/text");

        Documented(Section).Answers(200, text);
        Fits("document-text", text);
        Documented(Section).Equal(id, text.Json.Text("document_id"), "document_id");
        Documented(Section).Equal("manual.txt", text.Json.Text("filename"), "filename");
        Documented(Section).That(text.Json.Text("text")!.Contains("Helmets are worn on every site.", StringComparison.Ordinal), "the text is in it");
    }

    [Theory]
    [InlineData("report.pdf", "application/pdf")]
    [InlineData("report.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    public async Task The_text_of_a_PDF_and_a_DOCX_is_read(string name, string contentType)
    {
        var id = await DoneAsync(Samples.Media(name, contentType));

        var text = await _api.GetAsync($"/files/{id}/text");
        var status = await _api.GetAsync($"/files/{id}/processing-status");

        Documented(Section).Answers(200, text);
        Documented(Section).That(text.Json.Text("text")!.Length > 20, "there is text");
        Documented(Section).Answers(200, status);
        Fits("document-processing-status", status);
        Documented(Section).Equal("completed", status.Json.Text("text_extraction_status"), "text_extraction_status");
        Documented(Section).Equal(status.Json.Number("page_count"), text.Json.Number("page_count"), "page_count");
    }

    [Fact]
    public async Task Chunks_follow_the_headings_and_carry_vectors_when_asked()
    {
        var id = await DoneAsync(Samples.Text("manual.md", Text));

        var plain = await _api.GetAsync($"/files/{id}/chunks");
        var full = await _api.GetAsync($"/files/{id}/chunks?include_embeddings=true");
        var details = await _api.GetAsync($"/files/{id}");

        Documented(Section).Answers(200, plain);
        Fits("chunk-list", plain);
        Fits("chunk-list", full);
        Documented(Section).Equal(plain.Json.List("chunks").Count, (int)plain.Json.Number("total_chunks"), "total_chunks");
        Documented(Section).Equal(plain.Json.Number("total_chunks"), details.Json.Number("chunk_count"), "chunk_count");
        Documented(Section).That(!plain.Json.TryGetProperty("status_counts", out _), "status_counts only with embeddings");
        Documented(Section).Equal(full.Json.Number("total_chunks"), full.Json.Number("status_counts.completed"), "status_counts.completed");
        foreach (var chunk in plain.Json.List("chunks")) Documented(Section).That(chunk.IsNull("similarity_score"), "similarity_score is null when fetched directly");
        var fire = plain.Json.List("chunks").First(chunk => chunk.Text("content")!.Contains("Extinguishers", StringComparison.Ordinal));
        Documented(Section).Sequence(["Safety manual", "Fire"], fire.List("heading_hierarchy").Select(heading => heading.GetString()), "the headings above it");
        Assumed("the field's name and its numbers").That(full.Json.List("chunks")[0].List("embedding").Count > 0, "there is a vector");
    }

    [Fact]
    public async Task Digitization_shows_elements_page_by_page()
    {
        var id = await DoneAsync(Samples.Text("manual.md", Text));
        await _api.UntilAsync($"/files/{id}/digitization/status", answer => answer.Json.Text("status") is "completed" or "failed");

        var whole = await _api.GetAsync($"/files/{id}/digitization");
        var page = await _api.GetAsync($"/files/{id}/digitization/pages/1");
        var status = await _api.GetAsync($"/files/{id}/digitization/status");
        var beyond = await _api.GetAsync($"/files/{id}/digitization/pages/999");

        Documented(Section).Answers(200, whole);
        Fits("digitization", whole);
        Documented(Section).Equal("completed", whole.Json.Text("status"), "status");
        Documented(Section).Equal(whole.Json.Number("total_pages"), whole.Json.Number("completed_pages"), "completed_pages");
        Documented(Section).Equal(whole.Json.List("pages").Count, (int)whole.Json.Number("total_pages"), "a page each");
        Documented(Section).Answers(200, page);
        Fits("digitization-page", page);
        Documented(Section).Equal(page.Json.List("elements").Count, (int)page.Json.Number("element_count"), "element_count");
        Documented(Section).Equal(whole.Json.List("pages")[0].GetRawText(), page.Json.GetRawText(), "the page alone and among all");
        Documented(Section).Sequence(["heading", "list", "table"], page.Json.Each("elements", "type").Where(type => type is "heading" or "list" or "table").Distinct().Order(), "the kinds that are in the document");
        Documented(Section).Answers(200, status);
        Fits("digitization-status", status);
        Documented(Section).Equal("completed", status.Json.Text("page_statuses.1"), "page_statuses");
        Documented(Section).Answers(404, beyond);
    }

    [Fact]
    public async Task A_picture_has_no_text_and_a_processing_status()
    {
        var id = await _api.UploadedAsync(Samples.Png());

        foreach (var path in (string[])["text", "chunks", "digitization", "digitization/status", "digitization/pages/1"])
            Documented(Section).Answers(400, await _api.GetAsync($"/files/{id}/{path}"));
        var status = await _api.GetAsync($"/files/{id}/processing-status");

        Documented(Section).Answers(200, status);
        Fits("image-processing-status", status);
        await _api.DoneAsync(id);
        var (done, file) = (await _api.GetAsync($"/files/{id}/processing-status"), await _api.GetAsync($"/files/{id}"));
        Documented(Section).Equal("completed", done.Json.Text("description_status"), "description_status in the end");
        Assumed("one record, two views").Equal(file.Json.Text("variant_status"), done.Json.Text("variant_status"), "variant_status");
    }

    [Fact]
    public async Task Another_tenants_document_is_not_there()
    {
        var id = await _api.UploadedAsync(Samples.Text());

        foreach (var path in (string[])["text", "chunks", "digitization", "digitization/status", "digitization/pages/1", "processing-status"])
            Public("Error Codes Reference").Answers(404, await target.Stranger.GetAsync($"/files/{id}/{path}"));
    }

    private async Task<string> DoneAsync(Sample sample)
    {
        var id = await _api.UploadedAsync(sample);
        await _api.DoneAsync(id);
        return id;
    }
}
