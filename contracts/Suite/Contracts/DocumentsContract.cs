namespace Scopix.Contracts;

/// <summary>files.text, chunks, digitization, digitization_page, digitization_status, processing_status.</summary>
public sealed class DocumentsContract(Target target)
{
    private const string Section = "seed 001, Document Operations";
    private const string Text =
        "# Safety manual\n\nHelmets are worn on every site.\n\n## Fire\n\nExtinguishers are inspected quarterly.\n\n| Kind | Place "
        + "|\n|---|---|\n| Foam | Hall |\n\n- Doors\n- Stairs\n";

    private readonly ApiClient _api = target.Api;

    [Fact]
    public async Task The_text_of_a_document_is_what_was_uploaded()
    {
        var id = await UploadAndWaitAsync(Samples.CreateText("manual.txt", "Helmets are worn on every site."));

        var text = await _api.GetAsync($"/files/{id}/text");

        Documented(Section).ExpectStatus(200, text);
        ExpectSchema("document-text", text);
        Documented(Section).ExpectEqual(id, text.Json.GetText("document_id"), "document_id");
        Documented(Section).ExpectEqual("manual.txt", text.Json.GetText("filename"), "filename");
        Documented(Section)
            .Expect(text.Json.GetText("text")!.Contains("Helmets are worn on every site.", StringComparison.Ordinal),
                "the response contains the text");
    }

    [Theory]
    [InlineData("report.pdf", "application/pdf")]
    [InlineData("report.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    public async Task The_text_of_a_PDF_and_a_DOCX_is_read(string name, string contentType)
    {
        var id = await UploadAndWaitAsync(Samples.ReadMedia(name, contentType));

        var text = await _api.GetAsync($"/files/{id}/text");
        var status = await _api.GetAsync($"/files/{id}/processing-status");

        Documented(Section).ExpectStatus(200, text);
        Documented(Section).Expect(text.Json.GetText("text")!.Length > 20, "the text is not empty");
        Documented(Section).ExpectStatus(200, status);
        ExpectSchema("document-processing-status", status);
        Documented(Section).ExpectEqual("completed", status.Json.GetText("text_extraction_status"), "text_extraction_status");
        Documented(Section).ExpectEqual(status.Json.GetNumber("page_count"), text.Json.GetNumber("page_count"), "page_count");
    }

    [Fact]
    public async Task Chunks_follow_the_headings_and_carry_vectors_when_asked()
    {
        var id = await UploadAndWaitAsync(Samples.CreateText("manual.md", Text));

        var plain = await _api.GetAsync($"/files/{id}/chunks");
        var full = await _api.GetAsync($"/files/{id}/chunks?include_embeddings=true");
        var details = await _api.GetAsync($"/files/{id}");

        Documented(Section).ExpectStatus(200, plain);
        ExpectSchema("chunk-list", plain);
        ExpectSchema("chunk-list", full);
        Documented(Section).ExpectEqual(plain.Json.GetArray("chunks").Count, (int)plain.Json.GetNumber("total_chunks"), "total_chunks");
        Documented(Section).ExpectEqual(plain.Json.GetNumber("total_chunks"), details.Json.GetNumber("chunk_count"), "chunk_count");
        Documented(Section).Expect(!plain.Json.TryGetProperty("status_counts", out _), "status_counts only with embeddings");
        Documented(Section)
            .ExpectEqual(full.Json.GetNumber("total_chunks"), full.Json.GetNumber("status_counts.completed"), "status_counts.completed");
        foreach (var chunk in plain.Json.GetArray("chunks"))
            Documented(Section).Expect(chunk.IsNull("similarity_score"), "similarity_score is null when fetched directly");
        var fire = plain.Json.GetArray("chunks")
            .First(chunk => chunk.GetText("content")!.Contains("Extinguishers", StringComparison.Ordinal));
        Documented(Section)
            .ExpectSequence(["Safety manual", "Fire"], fire.GetArray("heading_hierarchy").Select(heading => heading.GetString()),
                "the headings above it");
        Assumed("the field's name and its numbers")
            .Expect(full.Json.GetArray("chunks")[0].GetArray("embedding").Count > 0, "the chunk has a vector");
    }

    [Fact]
    public async Task Digitization_shows_elements_page_by_page()
    {
        var id = await UploadAndWaitAsync(Samples.CreateText("manual.md", Text));
        await _api.PollUntilAsync($"/files/{id}/digitization/status",
            response => response.Json.GetText("status") is "completed" or "failed");

        var whole = await _api.GetAsync($"/files/{id}/digitization");
        var page = await _api.GetAsync($"/files/{id}/digitization/pages/1");
        var status = await _api.GetAsync($"/files/{id}/digitization/status");
        var beyond = await _api.GetAsync($"/files/{id}/digitization/pages/999");

        Documented(Section).ExpectStatus(200, whole);
        ExpectSchema("digitization", whole);
        Documented(Section).ExpectEqual("completed", whole.Json.GetText("status"), "status");
        Documented(Section).ExpectEqual(whole.Json.GetNumber("total_pages"), whole.Json.GetNumber("completed_pages"), "completed_pages");
        Documented(Section).ExpectEqual(whole.Json.GetArray("pages").Count, (int)whole.Json.GetNumber("total_pages"),
            "one entry for each page");
        Documented(Section).ExpectStatus(200, page);
        ExpectSchema("digitization-page", page);
        Documented(Section).ExpectEqual(page.Json.GetArray("elements").Count, (int)page.Json.GetNumber("element_count"), "element_count");
        Documented(Section)
            .ExpectEqual(whole.Json.GetArray("pages")[0].GetRawText(), page.Json.GetRawText(),
                "the single page equals the page in the whole response");
        Documented(Section)
            .ExpectSequence(["heading", "list", "table"],
                page.Json.GetTexts("elements", "type").Where(type => type is "heading" or "list" or "table").Distinct().Order(),
                "the kinds that are in the document");
        Documented(Section).ExpectStatus(200, status);
        ExpectSchema("digitization-status", status);
        Documented(Section).ExpectEqual("completed", status.Json.GetText("page_statuses.1"), "page_statuses");
        Documented(Section).ExpectStatus(404, beyond);
    }

    [Fact]
    public async Task A_picture_has_no_text_and_a_processing_status()
    {
        var id = await _api.UploadAndGetIdAsync(Samples.CreatePng());

        foreach (var path in (string[])["text", "chunks", "digitization", "digitization/status", "digitization/pages/1"])
            Documented(Section).ExpectStatus(400, await _api.GetAsync($"/files/{id}/{path}"));
        var status = await _api.GetAsync($"/files/{id}/processing-status");

        Documented(Section).ExpectStatus(200, status);
        ExpectSchema("image-processing-status", status);
        await _api.WaitUntilProcessedAsync(id);
        var (done, file) = (await _api.GetAsync($"/files/{id}/processing-status"), await _api.GetAsync($"/files/{id}"));
        Documented(Section).ExpectEqual("completed", done.Json.GetText("description_status"), "the final description_status");
        Assumed("one record, two views")
            .ExpectEqual(file.Json.GetText("variant_status"), done.Json.GetText("variant_status"), "variant_status");
    }

    [Fact]
    public async Task Another_tenants_document_is_404()
    {
        var id = await _api.UploadAndGetIdAsync(Samples.CreateText());

        foreach (var path in (string[])["text", "chunks", "digitization", "digitization/status", "digitization/pages/1",
            "processing-status"])
            Public("Error Codes Reference").ExpectStatus(404, await target.OtherTenant.GetAsync($"/files/{id}/{path}"));
    }

    private async Task<string> UploadAndWaitAsync(SampleFile sample)
    {
        var id = await _api.UploadAndGetIdAsync(sample);
        await _api.WaitUntilProcessedAsync(id);
        return id;
    }
}
