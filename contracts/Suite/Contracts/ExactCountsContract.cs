namespace Scopix.Contracts;

/// <summary>
/// Numbers and orders that are known exactly: pages and chunks of documents, similar images, search results, exports by folder.
/// </summary>
public sealed class ExactCountsContract(Target target)
{
    private const string Documents = "seed 001, Document Operations";
    private const string Images = "seed 001, Image Operations";
    private const string Searches = "seed 001, Semantic Search & Analyze";
    private const string Exports = "seed 001, Export, Quota & Deduplication";

    private readonly ApiClient _api = target.IsolatedTenant;

    [Fact]
    public async Task A_document_of_two_pages_has_two_pages_in_every_response()
    {
        var id = await _api.UploadAndGetIdAsync(Samples.ReadMedia("report.pdf", "application/pdf"));
        var listed = await _api.WaitUntilProcessedAsync(id);
        await _api.PollUntilAsync($"/files/{id}/digitization/status", a => a.Json.GetText("status") is "completed");

        var (whole, state) = (await _api.GetAsync($"/files/{id}/digitization"), await _api.GetAsync($"/files/{id}/digitization/status"));
        var (chunks, processing) =
            (await _api.GetAsync($"/files/{id}/chunks?include_embeddings=true"), await _api.GetAsync($"/files/{id}/processing-status"));

        Documented(Documents)
            .ExpectEqual("2 2 2",
                $"{whole.Json.GetNumber("total_pages")} {state.Json.GetNumber("total_pages")} {processing.Json.GetNumber("page_count")}",
                "pages");
        Documented(Documents).ExpectSequence([1, 2], whole.Json.GetArray("pages").Select(p => p.GetNumber("page_number")), "page_number");
        Documented(Documents)
            .ExpectSequence(["completed", "completed"],
                state.Json.GetRequired("page_statuses").EnumerateObject().Select(p => p.Value.GetString()), "page_statuses");
        var all = chunks.Json.GetArray("chunks");
        Documented(Documents)
            .ExpectSequence(Enumerable.Range(0, all.Count), all.Select(c => (int)c.GetNumber("chunk_index")), "chunk_index");
        Documented(Documents).Expect(all.All(c => c.GetText("metadata.embedding_status") == "completed"), "embedding_status");
        Documented(Documents)
            .ExpectEqual($"{all.Count} 0 0",
                $"{chunks.Json.GetNumber("status_counts.completed")} {chunks.Json.GetNumber("status_counts.pending")} "
                + $"{chunks.Json.GetNumber("status_counts.failed")}", "status_counts");
        Documented(Documents)
            .ExpectEqual($"{all.Count} {all.Count}", $"{processing.Json.GetNumber("chunk_count")} {listed.GetNumber("chunk_count")}",
                "chunk_count");
        Documented(Documents)
            .ExpectEqual("completed", (await _api.GetAsync($"/files/{id}")).Json.GetText("digitization_status"), "digitization_status");
        Documented(Documents).ExpectRefusal(await _api.GetAsync($"/files/{id}/digitization/pages/3"), 404, code: "HTTP_404");
        Documented(Documents).ExpectRefusal(await _api.GetAsync($"/files/{id}/digitization/pages/0"), 422, "page_number");
    }

    [Fact]
    public async Task Similar_images_are_counted_ranked_and_cut()
    {
        var ids = new List<string>();
        var none = new ApiResponse?[1];
        foreach (var name in new[] { "a.png", "b.png", "c.png", "d.png" })
        {
            ids.Add(await _api
                .UploadAndGetIdAsync(Samples.CreatePng(name), ("title", "Rusty beam"), ("tags", $"{ApiClient.TestTag},beam,rust,girder")));
            await _api.WaitUntilProcessedAsync(ids[^1]);
            none[0] ??= await _api.GetAsync($"/files/{ids[0]}/similar");
        }

        var (all, two, later) = (await _api.GetAsync($"/files/{ids[0]}/similar"), await _api.GetAsync($"/files/{ids[0]}/similar?limit=2"),
            await _api.GetAsync($"/files/{ids[0]}/similar"));

        ExpectSchema("similar-images", all);
        Documented(Images).ExpectEqual(0, none[0]!.Json.GetNumber("total_count"), "similar images of the only image");
        Documented(Images).Expect(all.Json.GetArray("items").Count >= 1, "images of one title are similar");
        Documented(Images).ExpectEqual(all.Json.GetArray("items").Count, all.Json.GetNumber("total_count"), "total_count");
        Documented(Images).ExpectSequence(all.Json.GetTexts("items", "image_id").Take(2), two.Json.GetTexts("items", "image_id"), "limit");
        Documented(Images)
            .ExpectSequence(all.Json.GetTexts("items", "image_id"), later.Json.GetTexts("items", "image_id"),
                "the second response equals the first");
        var scores = all.Json.GetArray("items").Select(i => i.GetNumber("relevance_score")).ToList();
        Documented(Images).ExpectSequence(scores.OrderDescending(), scores, "relevance_score");
    }

    [Fact]
    public async Task Hits_are_counted_beyond_the_limit_and_new_ones_are_found()
    {
        const string query = "crane inspection";
        await UploadAndWaitAsync("a.txt", "Crane inspection of the first hall.");
        var before = await _api.PostAsync("/files/search", new { query, similarity_threshold = 0.05 });
        await UploadAndWaitAsync("b.txt", "Crane inspection of the second hall.");

        var after = await _api.PostAsync("/files/search", new { query, similarity_threshold = 0.05 });
        var one = await _api.PostAsync("/files/search", new { query, similarity_threshold = 0.05, limit = 1 });

        Documented(Searches).ExpectEqual(1, before.Json.GetNumber("total_count"), "hits before");
        Documented(Searches).ExpectEqual(2, after.Json.GetNumber("total_count"), "hits after");
        Assumed("total_count counts beyond the limit").ExpectEqual(2, one.Json.GetNumber("total_count"), "total_count of one");
        Documented(Searches).ExpectEqual(1, one.Json.GetArray("items").Count, "items of one");
        Documented(Searches).ExpectRefusal(await _api.PostAsync("/files/search", new { query = "" }), 422, "query");
    }

    [Fact]
    public async Task A_hash_is_known_from_the_upload_to_the_deletion_of_its_file()
    {
        var sample = Samples.CreatePng();
        async Task<int> IsKnownAsync() =>
            (await _api.PostAsync("/files/check-duplicates", new { hashes = new[] { sample.Hash } })).Json.GetArray("duplicates").Count;

        var before = await IsKnownAsync();
        var id = await _api.UploadAndGetIdAsync(sample);
        await _api.WaitUntilProcessedAsync(id);
        var during = await IsKnownAsync();
        await _api.DeleteAsync($"/files/{id}");

        Documented(Exports).ExpectSequence([0, 1, 0], [before, during, await IsKnownAsync()], "duplicates");
    }

    [Fact]
    public async Task An_export_has_the_files_of_a_folder_and_on_request_of_its_subfolders()
    {
        var outer = (await _api.PostAsync("/folders", new { name = "outer" })).Json.GetText("id")!;
        var inner = (await _api.PostAsync("/folders", new { name = "inner", parent_id = outer })).Json.GetText("id")!;
        foreach (var (name, folder) in new[] { ("a.png", outer),
            ("b.png", inner) }) await _api.UploadAndGetIdAsync(Samples.CreatePng(name), ("folder_id", folder));
        await _api.UploadAndGetIdAsync(Samples.CreatePng("c.png"));

        Task<ApiResponse> ExportAsync(string? folder, bool below) => _api.PostAsync("/files/export", new
        {
            format = "xlsx",
            columns = new[] { new { field_key = "filename" } },
            folder_id = folder,
            include_subfolders = below,
            sheet_name = "Quay walls",
        });
        var results = new[] { await ExportAsync(null, false), await ExportAsync(outer, false), await ExportAsync(outer, true) };

        Documented(Exports).ExpectSequence([3, 1, 2], results.Select(a => a.Json.GetNumber("record_count")), "record_count");
        var file = await target.Anonymous.GetAsync(results[0].Json.GetText("download_url")!);
        await using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(file.Bytes));
        using var reader = new StreamReader(zip.GetEntry("xl/workbook.xml")!.Open());
        Documented(Exports).Expect((await reader.ReadToEndAsync()).Contains("Quay walls", StringComparison.Ordinal), "the sheet's name");
        Documented(Exports).Expect(file.Content.ContentType is not null, "Content-Type of the file");
    }

    [Fact]
    public async Task A_job_and_an_analysis_count_the_document_s_pages()
    {
        var sample = Samples.ReadMedia("report.pdf", "application/pdf");
        using var form = new MultipartFormDataContent { { new ByteArrayContent(sample.Bytes), "file", sample.Name } };
        using var again = new MultipartFormDataContent { { new ByteArrayContent(sample.Bytes), "file", sample.Name } };
        using var late = new MultipartFormDataContent { { new ByteArrayContent(sample.Bytes), "file", sample.Name },
            { new StringContent("4"), "timeout" } };
        var direct = await _api.SendAsync(HttpMethod.Post, "/files/analyze", form);
        var job = (await _api.SendAsync(HttpMethod.Post, "/files/analyze/async", again)).Json.GetText("job_id");
        var polled = await _api.PollUntilAsync($"/job/{job}", a => a.Json.GetText("status") == "completed");
        var refused = await _api.SendAsync(HttpMethod.Post, "/files/analyze", late);

        foreach (var response in new[] { direct, polled })
            Documented(Searches)
                .ExpectEqual("2 pdf completed",
                    $"{response.Json.GetNumber("page_count")} {response.Json.GetText("document_type")} "
                    + $"{response.Json.GetText("text_extraction_status")}", "pages, type and status");
        Documented(Searches).ExpectRefusal(refused, 422, "timeout");
    }

    private async Task UploadAndWaitAsync(string name, string text) =>
        await _api.WaitUntilProcessedAsync(await _api.UploadAndGetIdAsync(Samples.CreateText(name, text)));
}
