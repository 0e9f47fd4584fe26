namespace Scopix.Contracts;

/// <summary>data.descriptions, data.export and data.export_status.</summary>
public sealed class DataContract(Target target)
{
    private const string History = "seed 004, Processing History";
    private const string Export = "seed 004, Data Export";

    private readonly ApiClient _api = target.Api;

    [Fact]
    public async Task A_described_image_is_in_the_history()
    {
        var id = await _api.UploadAndGetIdAsync(Samples.CreatePng());
        var file = await _api.WaitUntilProcessedAsync(id);

        var page = await _api.GetAsync("/data/descriptions?limit=1000");

        Documented(History).ExpectStatus(200, page);
        ExpectSchema("descriptions", page);
        var item = page.Json.GetArray("items")
            .FirstOrDefault(
                i => i.GetText("description") == file.GetText("upload_description")
                    && i.GetText("metadata")!.Contains(id, StringComparison.Ordinal));
        Assumed("the metadata contain the filename").Expect(item.ValueKind == JsonValueKind.Object, "the image's description is listed");
        if (item.ValueKind != JsonValueKind.Object) return;
        Documented(History).Expect(item.IsNull("confidence_score"), "descriptions have no confidence");
        Documented(History).ExpectEqual("single", item.GetText("source_type"), "source_type of an upload of its own");
        Assumed("image_id is the id of the file").ExpectEqual(id, item.GetText("image_id"), "image_id");
        Assumed("image_url serves the picture").ExpectStatus(200, await _api.GetAsync(item.GetText("image_url")!));
    }

    [Fact]
    public async Task Descriptions_of_a_batch_have_their_own_source_type()
    {
        var session = (await _api.UploadBatchAsync([Samples.CreatePng("a.png"), Samples.CreatePng("b.png")])).Json.GetText("session_id");
        await _api.PollUntilAsync($"/files/sessions/{session}/status", a => a.Json.GetText("status") == "completed");

        var batches = await _api.GetAsync("/data/descriptions?source_types=batch&limit=1000");
        var singles = await _api.GetAsync("/data/descriptions?source_types=single&limit=1000");

        Documented(History).Expect(batches.Json.GetArray("items").Count >= 2, "the batch's descriptions are listed");
        Documented(History).Expect(batches.Json.GetTexts("items", "source_type").All(s => s == "batch"), "nothing else is listed");
        Documented(History).Expect(singles.Json.GetTexts("items", "source_type").All(s => s == "single"), "only single sources are listed");
        Documented(History).Expect(batches.Json.GetFlag("filters_applied.source_types_filtered"), "source_types_filtered");
        Documented(History)
            .ExpectEqual(batches.Json.GetNumber("total_count"), batches.Json.GetNumber("statistics.source_distribution.batch"),
                "source_distribution.batch");
    }

    [Fact]
    public async Task The_documented_query_returns_the_documented_text_of_its_filters()
    {
        var response = await _api.GetAsync(
            "/data/descriptions?start_date=2025-01-01T00:00:00Z&end_date=2025-01-31T23:59:59Z&min_confidence=0.8&max_confidence=1.0"
            + "&search=landscape,mountain&source_types=single,batch&offset=0&limit=100");

        ExpectSchema("descriptions", response);
        var applied = response.Json.GetRequired("filters_applied");
        Documented(History).Expect(applied.GetFlag("date_range_applied"), "date_range_applied");
        Documented(History).Expect(applied.GetFlag("confidence_range_applied"), "confidence_range_applied");
        Documented(History).Expect(applied.GetFlag("search_applied"), "search_applied");
        Documented(History).Expect(!applied.GetFlag("source_types_filtered"), "source_types_filtered is false when all types are selected");
        Documented(History)
            .ExpectEqual("Date: 2025-01-01 to 2025-01-31, Min confidence: 0.8", applied.GetText("filter_summary"), "filter_summary");
    }

    [Fact]
    public async Task A_search_matches_descriptions_with_any_of_its_terms()
    {
        var file = await _api.WaitUntilProcessedAsync(await _api.UploadAndGetIdAsync(Samples.CreatePng()));
        var word = file.GetText("upload_description")!.Split(' ', '.', ',').MaxBy(w => w.Length)!;

        var found = await _api.GetAsync($"/data/descriptions?limit=1000&search=xyzzyplugh,{Uri.EscapeDataString(word)}");
        var none = await _api.GetAsync("/data/descriptions?search=xyzzyplugh");

        Assumed("one of the terms is enough")
            .Expect(found.Json.GetTexts("items", "description").Contains(file.GetText("upload_description")),
                "the described image is found");
        Documented(History).ExpectEqual(0, none.Json.GetNumber("total_count"), "total_count for a word that no description contains");
    }

    [Fact]
    public async Task Pages_agree_with_the_count_and_the_statistics()
    {
        foreach (var name in new[] { "a.png", "b.png", "c.png" })
            await _api.WaitUntilProcessedAsync(await _api.UploadAndGetIdAsync(Samples.CreatePng(name)));

        var page = await _api.GetAsync("/data/descriptions?limit=2&offset=1");

        ExpectSchema("descriptions", page);
        Documented(History).ExpectEqual(2, page.Json.GetArray("items").Count, "items");
        Documented(History).ExpectEqual(1, page.Json.GetNumber("offset"), "offset");
        Documented(History).ExpectEqual(page.Json.GetNumber("total_count") > 3, page.Json.GetFlag("has_more"), "has_more");
        Documented(History)
            .ExpectEqual(page.Json.GetNumber("total_count"), page.Json.GetNumber("statistics.total_count"), "statistics.total_count");
        Documented(History)
            .ExpectEqual(page.Json.GetNumber("total_count"), page.Json.GetArray("statistics.daily_counts").Sum(d => d.GetNumber("count")),
                "the days' counts together");
        var times = page.Json.GetArray("items").Select(i => i.GetTime("created_at")).ToList();
        Assumed("the newest description is first").ExpectSequence(times.OrderDescending(), times, "created_at");
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
    public async Task A_query_is_accepted_at_its_limit_and_refused_beyond(string edge, string beyond, string field)
    {
        var (accepted, refused) = (await _api.GetAsync($"/data/descriptions?{edge}"), await _api.GetAsync($"/data/descriptions?{beyond}"));

        Documented(History).ExpectStatus(200, accepted);
        Documented(History).ExpectRefusal(refused, 422, field);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    [InlineData("jsonl")]
    public async Task An_export_is_accepted_then_completed_and_can_be_fetched(string format)
    {
        var file = await _api.WaitUntilProcessedAsync(await _api.UploadAndGetIdAsync(Samples.CreatePng()));

        var accepted = await ExportAsync(
            new { data_type = "descriptions", format, fields = new[] { "id", "description", "confidence_score" }, limit = 1000 });
        Documented(Export).ExpectStatus(202, accepted);
        ExpectSchema("data-export", accepted);
        var done = await _api
            .PollUntilAsync($"/data/export/{accepted.Json.GetText("export_id")}", a => a.Json.GetText("status") is "completed" or "failed");

        ExpectSchema("data-export", done);
        Documented(Export).ExpectEqual("completed", done.Json.GetText("status"), "status");
        Documented(Export).ExpectEqual(format, done.Json.GetText("format"), "format");
        Documented(Export).Expect(done.Json.GetNumber("record_count") >= 1, "record_count");
        Documented(Export)
            .Expect(done.Json.IsNull("error_message") && done.Json.IsNull("estimated_completion_time"),
                "error_message and the estimate are null");
        Documented(Export).ExpectEqual(accepted.Json.GetText("created_at"), done.Json.GetText("created_at"), "created_at");
        var content = await _api.GetAsync(done.Json.GetText("download_url")!);
        Documented(Export).ExpectStatus(200, content);
        Documented(Export)
            .Expect(content.Body.Contains(Escape(file.GetText("upload_description")!, format), StringComparison.Ordinal),
                "the description is in it");
        var first = content.Body.Split('\n')[format == "json" ? 1 : 0].TrimEnd('\r', ',');
        if (format == "csv") Assumed("the header names the fields").ExpectEqual("id,description,confidence_score", first, "the header");
        else Assumed("an object a line")
            .ExpectSequence(["id", "description", "confidence_score"],
                JsonDocument.Parse(first).RootElement.EnumerateObject().Select(p => p.Name), "the fields");
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
    public async Task An_export_that_the_documents_exclude_is_refused(string body, string field)
    {
        Target.RequireWriteAccess();
        var response = await _api.SendAsync(HttpMethod.Post, "/data/export", ApiClient.CreateJsonContent(body));

        Documented(Export).ExpectRefusal(response, 422, field);
    }

    [Fact]
    public async Task An_unknown_export_is_404_and_so_is_another_tenants()
    {
        Public("OpenAPI file of March 2026").ExpectRefusal(await _api.GetAsync($"/data/export/{Samples.UnknownId}"), 404, code: "HTTP_404");
        var otherTenant = target.OtherTenant;
        var own = await ExportAsync(new { data_type = "descriptions", format = "csv", limit = 1 });

        var otherTenants = await otherTenant.GetAsync($"/data/export/{own.Json.GetText("export_id")}");

        Public("Error Codes Reference: 404 missing or not yours").ExpectRefusal(otherTenants, 404, code: "HTTP_404");
    }

    private Task<ApiResponse> ExportAsync(object body)
    {
        Target.RequireWriteAccess();
        return _api.PostAsync("/data/export", body);
    }

    private static string Escape(string text, string format) =>
        format == "csv" ? text.Replace("\"", "\"\"", StringComparison.Ordinal) : text.Replace("\"", "\\\"", StringComparison.Ordinal);
}
