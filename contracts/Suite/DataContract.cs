namespace Scopix.Contracts;

/// <summary>data.descriptions, data.export and data.export_status.</summary>
public sealed class DataContract(Target target)
{
    private const string History = "seed 004, Processing History";
    private const string Export = "seed 004, Data Export";
    private const string Nowhere = "00000000-0000-4000-8000-000000000000";

    private readonly Api _api = target.Api;

    [Fact]
    public async Task A_described_image_is_in_the_history()
    {
        var id = await _api.UploadedAsync(Samples.Png());
        var file = await _api.DoneAsync(id);

        var page = await _api.GetAsync("/data/descriptions?limit=1000");

        Documented(History).Answers(200, page);
        Fits("descriptions", page);
        var mine = page.Json.List("items").FirstOrDefault(i => i.Text("description") == file.Text("upload_description") && i.Text("metadata")!.Contains(id, StringComparison.Ordinal));
        Assumed("the metadata name the file").That(mine.ValueKind == JsonValueKind.Object, "the image's description is listed");
        if (mine.ValueKind != JsonValueKind.Object) return;
        Documented(History).That(mine.IsNull("confidence_score"), "descriptions have no confidence");
        Documented(History).Equal("single", mine.Text("source_type"), "source_type of an upload of its own");
        Assumed("image_id is a file's id in every other answer").Equal(id, mine.Text("image_id"), "image_id");
        Assumed("image_url serves the picture").Answers(200, await _api.GetAsync(mine.Text("image_url")!));
    }

    [Fact]
    public async Task A_batch_is_a_source_of_its_own()
    {
        var session = (await _api.UploadBatchAsync([Samples.Png("a.png"), Samples.Png("b.png")])).Json.Text("session_id");
        await _api.UntilAsync($"/files/sessions/{session}/status", a => a.Json.Text("status") == "completed");

        var batches = await _api.GetAsync("/data/descriptions?source_types=batch&limit=1000");
        var singles = await _api.GetAsync("/data/descriptions?source_types=single&limit=1000");

        Documented(History).That(batches.Json.List("items").Count >= 2, "the batch's descriptions are listed");
        Documented(History).That(batches.Json.Each("items", "source_type").All(s => s == "batch"), "nothing else is");
        Documented(History).That(singles.Json.Each("items", "source_type").All(s => s == "single"), "single sources alone");
        Documented(History).That(batches.Json.Flag("filters_applied.source_types_filtered"), "source_types_filtered");
        Documented(History).Equal(batches.Json.Number("total_count"), batches.Json.Number("statistics.source_distribution.batch"), "source_distribution.batch");
    }

    [Fact]
    public async Task The_documented_query_is_answered_with_the_documented_words()
    {
        var answer = await _api.GetAsync(
            "/data/descriptions?start_date=2025-01-01T00:00:00Z&end_date=2025-01-31T23:59:59Z&min_confidence=0.8&max_confidence=1.0"
            + "&search=landscape,mountain&source_types=single,batch&offset=0&limit=100");

        Fits("descriptions", answer);
        var applied = answer.Json.At("filters_applied");
        Documented(History).That(applied.Flag("date_range_applied"), "date_range_applied");
        Documented(History).That(applied.Flag("confidence_range_applied"), "confidence_range_applied");
        Documented(History).That(applied.Flag("search_applied"), "search_applied");
        Documented(History).That(!applied.Flag("source_types_filtered"), "source_types_filtered is false: all there are");
        Documented(History).Equal("Date: 2025-01-01 to 2025-01-31, Min confidence: 0.8", applied.Text("filter_summary"), "filter_summary");
    }

    [Fact]
    public async Task A_search_takes_the_words_of_descriptions_any_of_its_terms()
    {
        var file = await _api.DoneAsync(await _api.UploadedAsync(Samples.Png()));
        var word = file.Text("upload_description")!.Split(' ', '.', ',').MaxBy(w => w.Length)!;

        var found = await _api.GetAsync($"/data/descriptions?limit=1000&search=xyzzyplugh,{Uri.EscapeDataString(word)}");
        var none = await _api.GetAsync("/data/descriptions?search=xyzzyplugh");

        Assumed("one of the terms is enough").That(found.Json.Each("items", "description").Contains(file.Text("upload_description")), "the described image is found");
        Documented(History).Equal(0, none.Json.Number("total_count"), "total_count of a word that nothing has");
    }

    [Fact]
    public async Task Pages_agree_with_the_count_and_the_statistics()
    {
        foreach (var name in new[] { "a.png", "b.png", "c.png" }) await _api.DoneAsync(await _api.UploadedAsync(Samples.Png(name)));

        var page = await _api.GetAsync("/data/descriptions?limit=2&offset=1");

        Fits("descriptions", page);
        Documented(History).Equal(2, page.Json.List("items").Count, "items");
        Documented(History).Equal(1, page.Json.Number("offset"), "offset");
        Documented(History).Equal(page.Json.Number("total_count") > 3, page.Json.Flag("has_more"), "has_more");
        Documented(History).Equal(page.Json.Number("total_count"), page.Json.Number("statistics.total_count"), "statistics.total_count");
        Documented(History).Equal(page.Json.Number("total_count"), page.Json.List("statistics.daily_counts").Sum(d => d.Number("count")), "the days' counts together");
        var times = page.Json.List("items").Select(i => i.Time("created_at")).ToList();
        Assumed("the newest first").Sequence(times.OrderDescending(), times, "created_at");
    }

    [Theory]
    [InlineData("limit=1", "limit=0", "limit")]
    [InlineData("limit=1000", "limit=1001", "limit")]
    [InlineData("offset=0", "offset=-1", "offset")]
    [InlineData("min_confidence=0", "min_confidence=-0.01", "min_confidence")]
    [InlineData("min_confidence=1", "min_confidence=1.01", "min_confidence")]
    [InlineData("max_confidence=0", "max_confidence=-0.01", "max_confidence")]
    [InlineData("max_confidence=1", "max_confidence=1.01", "max_confidence")]
    [InlineData("start_date=2025-01-01T00:00:00Z", "start_date=yesterday", "start_date")]
    [InlineData("end_date=2025-01-31T23:59:59Z", "end_date=tomorrow", "end_date")]
    public async Task A_query_is_taken_at_the_edge_and_refused_beyond(string edge, string beyond, string field)
    {
        var (taken, refused) = (await _api.GetAsync($"/data/descriptions?{edge}"), await _api.GetAsync($"/data/descriptions?{beyond}"));

        Documented(History).Answers(200, taken);
        Documented(History).Refuses(refused, 422, field);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    [InlineData("jsonl")]
    public async Task An_export_is_accepted_then_completed_and_can_be_fetched(string format)
    {
        var file = await _api.DoneAsync(await _api.UploadedAsync(Samples.Png()));

        var accepted = await ExportAsync(new { data_type = "descriptions", format, fields = new[] { "id", "description", "confidence_score" }, limit = 1000 });
        Documented(Export).Answers(202, accepted);
        Fits("data-export", accepted);
        var done = await _api.UntilAsync($"/data/export/{accepted.Json.Text("export_id")}", a => a.Json.Text("status") is "completed" or "failed");

        Fits("data-export", done);
        Documented(Export).Equal("completed", done.Json.Text("status"), "status");
        Documented(Export).Equal(format, done.Json.Text("format"), "format");
        Documented(Export).That(done.Json.Number("record_count") >= 1, "record_count");
        Documented(Export).That(done.Json.IsNull("error_message") && done.Json.IsNull("estimated_completion_time"), "no error, no estimate");
        Documented(Export).Equal(accepted.Json.Text("created_at"), done.Json.Text("created_at"), "created_at");
        var content = await _api.GetAsync(done.Json.Text("download_url")!);
        Documented(Export).Answers(200, content);
        Documented(Export).That(content.Body.Contains(Escaped(file.Text("upload_description")!, format), StringComparison.Ordinal), "the description is in it");
        var first = content.Body.Split('\n')[format == "json" ? 1 : 0].TrimEnd('\r', ',');
        if (format == "csv") Assumed("the header names the fields").Equal("id,description,confidence_score", first, "the header");
        else Assumed("an object a line").Sequence(["id", "description", "confidence_score"], JsonDocument.Parse(first).RootElement.EnumerateObject().Select(p => p.Name), "the fields");
    }

    [Theory]
    [InlineData("""{"format":"csv"}""", "data_type")]
    [InlineData("""{"data_type":"shoes","format":"csv"}""", "data_type")]
    [InlineData("""{"data_type":"descriptions","format":"xml"}""", "format")]
    [InlineData("""{"data_type":"descriptions","format":"csv","limit":0}""", "limit")]
    [InlineData("""{"data_type":"descriptions","format":"csv","limit":100001}""", "limit")]
    [InlineData("""{"data_type":"descriptions","format":"csv","min_confidence":1.01}""", "min_confidence")]
    [InlineData("""{"data_type":"descriptions","format":"csv","max_confidence":-0.01}""", "max_confidence")]
    [InlineData("""{"data_type":"descriptions","format":"csv","search_terms":"safety"}""", "search_terms")]
    public async Task An_export_that_the_documents_rule_out_is_refused(string body, string field)
    {
        Target.Writes();
        var answer = await _api.SendAsync(HttpMethod.Post, "/data/export", Api.JsonBody(body));

        Documented(Export).Refuses(answer, 422, field);
    }

    [Fact]
    public async Task An_unknown_export_is_404_and_so_is_another_tenants()
    {
        Public("OpenAPI file of March 2026").Refuses(await _api.GetAsync($"/data/export/{Nowhere}"), 404, code: "HTTP_404");
        var stranger = target.Stranger;
        var mine = await ExportAsync(new { data_type = "descriptions", format = "csv", limit = 1 });

        var theirs = await stranger.GetAsync($"/data/export/{mine.Json.Text("export_id")}");

        Public("Error Codes Reference: 404 missing or not yours").Refuses(theirs, 404, code: "HTTP_404");
    }

    private Task<Answer> ExportAsync(object body)
    {
        Target.Writes();
        return _api.PostAsync("/data/export", body);
    }

    private static string Escaped(string text, string format) =>
        format == "csv" ? text.Replace("\"", "\"\"", StringComparison.Ordinal) : text.Replace("\"", "\\\"", StringComparison.Ordinal);
}
