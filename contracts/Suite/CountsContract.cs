namespace Scopix.Contracts;

/// <summary>Numbers and orders that can be told exactly: documents' pages and chunks, similar images, hits of a search, exports by folder.</summary>
public sealed class CountsContract(Target target)
{
    private const string Documents = "seed 001, Document Operations";
    private const string Images = "seed 001, Image Operations";
    private const string Searches = "seed 001, Semantic Search & Analyze";
    private const string Exports = "seed 001, Export, Quota & Deduplication";

    private readonly Api _api = target.Alone;

    [Fact]
    public async Task A_document_of_two_pages_has_two_in_every_view()
    {
        var id = await _api.UploadedAsync(Samples.Media("report.pdf", "application/pdf"));
        var listed = await _api.DoneAsync(id);
        await _api.UntilAsync($"/files/{id}/digitization/status", a => a.Json.Text("status") is "completed");

        var (whole, state) = (await _api.GetAsync($"/files/{id}/digitization"), await _api.GetAsync($"/files/{id}/digitization/status"));
        var (chunks, processing) = (await _api.GetAsync($"/files/{id}/chunks?include_embeddings=true"), await _api.GetAsync($"/files/{id}/processing-status"));

        Documented(Documents).Equal("2 2 2", $"{whole.Json.Number("total_pages")} {state.Json.Number("total_pages")} {processing.Json.Number("page_count")}", "pages");
        Documented(Documents).Sequence([1, 2], whole.Json.List("pages").Select(p => p.Number("page_number")), "page_number");
        Documented(Documents).Sequence(["completed", "completed"], state.Json.At("page_statuses").EnumerateObject().Select(p => p.Value.GetString()), "page_statuses");
        var all = chunks.Json.List("chunks");
        Documented(Documents).Sequence(Enumerable.Range(0, all.Count), all.Select(c => (int)c.Number("chunk_index")), "chunk_index");
        Documented(Documents).That(all.All(c => c.Text("metadata.embedding_status") == "completed"), "embedding_status");
        Documented(Documents).Equal($"{all.Count} 0 0", $"{chunks.Json.Number("status_counts.completed")} {chunks.Json.Number("status_counts.pending")} {chunks.Json.Number("status_counts.failed")}", "status_counts");
        Documented(Documents).Equal($"{all.Count} {all.Count}", $"{processing.Json.Number("chunk_count")} {listed.Number("chunk_count")}", "chunk_count");
        Documented(Documents).Equal("completed", (await _api.GetAsync($"/files/{id}")).Json.Text("digitization_status"), "digitization_status");
        Documented(Documents).Refuses(await _api.GetAsync($"/files/{id}/digitization/pages/3"), 404, code: "HTTP_404");
        Documented(Documents).Refuses(await _api.GetAsync($"/files/{id}/digitization/pages/0"), 422, "page_number");
    }

    [Fact]
    public async Task Similar_images_are_counted_ranked_and_cut()
    {
        var ids = new List<string>();
        var none = new Answer?[1];
        foreach (var name in new[] { "a.png", "b.png", "c.png", "d.png" })
        {
            ids.Add(await _api.UploadedAsync(Samples.Png(name), ("title", "Rusty beam"), ("tags", $"{Api.Tag},beam,rust,girder")));
            await _api.DoneAsync(ids[^1]);
            none[0] ??= await _api.GetAsync($"/files/{ids[0]}/similar");
        }

        var (all, two, later) = (await _api.GetAsync($"/files/{ids[0]}/similar"), await _api.GetAsync($"/files/{ids[0]}/similar?limit=2"), await _api.GetAsync($"/files/{ids[0]}/similar"));

        Fits("similar-images", all);
        Documented(Images).Equal(0, none[0]!.Json.Number("total_count"), "of the only image");
        Documented(Images).That(all.Json.List("items").Count >= 1, "images of one title are similar");
        Documented(Images).Equal(all.Json.List("items").Count, all.Json.Number("total_count"), "total_count");
        Documented(Images).Sequence(all.Json.Each("items", "image_id").Take(2), two.Json.Each("items", "image_id"), "limit");
        Documented(Images).Sequence(all.Json.Each("items", "image_id"), later.Json.Each("items", "image_id"), "the same again");
        var scores = all.Json.List("items").Select(i => i.Number("relevance_score")).ToList();
        Documented(Images).Sequence(scores.OrderDescending(), scores, "relevance_score");
    }

    [Fact]
    public async Task Hits_are_counted_beyond_the_limit_and_new_ones_are_found()
    {
        const string query = "crane inspection";
        await DoneAsync("a.txt", "Crane inspection of the first hall.");
        var before = await _api.PostAsync("/files/search", new { query, similarity_threshold = 0.05 });
        await DoneAsync("b.txt", "Crane inspection of the second hall.");

        var after = await _api.PostAsync("/files/search", new { query, similarity_threshold = 0.05 });
        var one = await _api.PostAsync("/files/search", new { query, similarity_threshold = 0.05, limit = 1 });

        Documented(Searches).Equal(1, before.Json.Number("total_count"), "hits before");
        Documented(Searches).Equal(2, after.Json.Number("total_count"), "hits after");
        Assumed("total_count counts beyond the limit").Equal(2, one.Json.Number("total_count"), "total_count of one");
        Documented(Searches).Equal(1, one.Json.List("items").Count, "items of one");
        Documented(Searches).Refuses(await _api.PostAsync("/files/search", new { query = "" }), 422, "query");
    }

    [Fact]
    public async Task A_hash_is_unknown_then_known_then_unknown()
    {
        var sample = Samples.Png();
        async Task<int> KnownAsync() => (await _api.PostAsync("/files/check-duplicates", new { hashes = new[] { sample.Hash } })).Json.List("duplicates").Count;

        var before = await KnownAsync();
        var id = await _api.UploadedAsync(sample);
        await _api.DoneAsync(id);
        var during = await KnownAsync();
        await _api.DeleteAsync($"/files/{id}");

        Documented(Exports).Sequence([0, 1, 0], [before, during, await KnownAsync()], "duplicates");
    }

    [Fact]
    public async Task An_export_has_the_files_of_a_folder_and_those_below_it_when_asked()
    {
        var outer = (await _api.PostAsync("/folders", new { name = "outer" })).Json.Text("id")!;
        var inner = (await _api.PostAsync("/folders", new { name = "inner", parent_id = outer })).Json.Text("id")!;
        foreach (var (name, folder) in new[] { ("a.png", outer), ("b.png", inner) }) await _api.UploadedAsync(Samples.Png(name), ("folder_id", folder));
        await _api.UploadedAsync(Samples.Png("c.png"));

        Task<Answer> ExportAsync(string? folder, bool below) => _api.PostAsync("/files/export", new
        {
            format = "xlsx",
            columns = new[] { new { field_key = "filename" } },
            folder_id = folder,
            include_subfolders = below,
            sheet_name = "Quay walls",
        });
        var answers = new[] { await ExportAsync(null, false), await ExportAsync(outer, false), await ExportAsync(outer, true) };

        Documented(Exports).Sequence([3, 1, 2], answers.Select(a => a.Json.Number("record_count")), "record_count");
        var file = await target.Anonymous.GetAsync(answers[0].Json.Text("download_url")!);
        await using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(file.Bytes));
        using var reader = new StreamReader(zip.GetEntry("xl/workbook.xml")!.Open());
        Documented(Exports).That((await reader.ReadToEndAsync()).Contains("Quay walls", StringComparison.Ordinal), "the sheet's name");
        Documented(Exports).That(file.Content.ContentType is not null, "Content-Type of the file");
    }

    [Fact]
    public async Task A_job_and_an_analysis_count_the_document_s_pages()
    {
        var sample = Samples.Media("report.pdf", "application/pdf");
        using var form = new MultipartFormDataContent { { new ByteArrayContent(sample.Bytes), "file", sample.Name } };
        using var again = new MultipartFormDataContent { { new ByteArrayContent(sample.Bytes), "file", sample.Name } };
        using var late = new MultipartFormDataContent { { new ByteArrayContent(sample.Bytes), "file", sample.Name }, { new StringContent("4"), "timeout" } };
        var direct = await _api.SendAsync(HttpMethod.Post, "/files/analyze", form);
        var job = (await _api.SendAsync(HttpMethod.Post, "/files/analyze/async", again)).Json.Text("job_id");
        var polled = await _api.UntilAsync($"/job/{job}", a => a.Json.Text("status") == "completed");
        var refused = await _api.SendAsync(HttpMethod.Post, "/files/analyze", late);

        foreach (var answer in new[] { direct, polled })
            Documented(Searches).Equal("2 pdf completed", $"{answer.Json.Number("page_count")} {answer.Json.Text("document_type")} {answer.Json.Text("text_extraction_status")}", "pages, type and status");
        Documented(Searches).Refuses(refused, 422, "timeout");
    }

    private async Task DoneAsync(string name, string text) => await _api.DoneAsync(await _api.UploadedAsync(Samples.Text(name, text)));
}
