namespace Scopix.Contracts;

/// <summary>
/// data.descriptions and data.export of a tenant whose files are all known: filters select the right ones, pages and counts
/// agree.
/// </summary>
public sealed class DescriptionHistoryContract(Target target)
{
    private const string History = "seed 004, Processing History";
    private const string Export = "seed 004, Data Export";

    private readonly ApiClient _api = target.IsolatedTenant;

    [Fact]
    public async Task The_pages_cover_all_descriptions()
    {
        await CreateFilesAsync();

        var all = await _api.GetAsync("/data/descriptions");
        var first = await _api.GetAsync("/data/descriptions?limit=2");
        var second = await _api.GetAsync("/data/descriptions?limit=2&offset=2");
        var beyond = await _api.GetAsync("/data/descriptions?limit=2&offset=4");

        var ids = FormatItems(all);
        Documented(History).ExpectEqual(3, ids.Length, "the number of all descriptions");
        Documented(History).ExpectSequence(ids[..2], FormatItems(first), "the first page");
        Documented(History).ExpectSequence(ids[2..], FormatItems(second), "the second page");
        Documented(History).ExpectSequence([], FormatItems(beyond), "the page beyond the end");
        foreach (var page in new[] { all, first, second, beyond })
            Documented(History).ExpectEqual(3, page.Json.GetNumber("total_count"), "total_count");
        Documented(History)
            .Expect(!all.Json.GetFlag("has_more") && first.Json.GetFlag("has_more") && !second.Json.GetFlag("has_more"), "has_more");
        foreach (var item in all.Json.GetArray("items"))
            Assumed("image_url serves the picture")
                .Expect(ImageBytes.IsComplete((await target.Anonymous.GetAsync(item.GetText("image_url")!)).Bytes), "image_url");
    }

    [Fact]
    public async Task The_history_grows_with_every_description()
    {
        var before = await _api.GetAsync("/data/descriptions");
        await _api.WaitUntilProcessedAsync(await _api.UploadAndGetIdAsync(Samples.CreatePng()));
        var after = await _api.GetAsync("/data/descriptions");

        Documented(History).ExpectSequence([0, 1], new[] { before, after }.Select(p => p.Json.GetNumber("total_count")), "total_count");
        Documented(History).ExpectEqual(1, after.Json.GetArray("items").Count, "items");
    }

    [Fact]
    public async Task Failed_descriptions_are_exported_on_request()
    {
        await EmulatorControl.FreezeClockAsync(_api);
        await _api.UploadAndGetIdAsync(Samples.CreatePng("a.png"));
        var failing = await _api.UploadAndGetIdAsync(Samples.CreatePng("b.png"));
        await EmulatorControl.ControlStageAsync(_api, failing, "variants", "complete");
        await EmulatorControl.ControlStageAsync(_api, failing, "description", "fail");
        await EmulatorControl.PostAsync(_api, "clock/resume", new { });
        await EmulatorControl.AdvanceClockAsync(_api, TimeSpan.FromMinutes(10));

        await ExpectExportCountAsync(1, new { data_type = "descriptions", format = "jsonl", include_failed = false });
        var all = await ExpectExportCountAsync(2, new { data_type = "descriptions", format = "jsonl", include_failed = true });

        Documented(Export).Expect(all.Contains(failing, StringComparison.Ordinal), "the export contains the failed description");
        Assumed("the same as in the history").Expect(
            all.Contains($"\"image_id\":\"{failing}\"", StringComparison.Ordinal), "its image_id is the file's id");
    }

    [Fact]
    public async Task Every_filter_includes_and_excludes_descriptions()
    {
        var (early, late, word) = await CreateFilesAsync();

        await ExpectCountAsync(1, $"end_date={early}");
        await ExpectCountAsync(2, $"start_date={late}");
        await ExpectCountAsync(0, "search=xyzzyplugh");
        Documented(History).Expect((await _api.GetAsync($"/data/descriptions?search={word}")).Json.GetNumber("total_count") >= 1, "search");
        await ExpectCountAsync(2, "source_types=batch");
        await ExpectCountAsync(1, "source_types=single");
        var days = (await _api.GetAsync("/data/descriptions")).Json.GetArray("statistics.daily_counts").Select(d => d.GetText("date"))
            .ToList();
        Documented(History).ExpectEqual(2, days.Count, "the days with descriptions");
        Assumed("days are sorted in ascending order").ExpectSequence(days.Order(), days, "the order of the days");
    }

    [Fact]
    public async Task An_export_is_filtered_like_the_history()
    {
        var (early, late, word) = await CreateFilesAsync();

        await ExpectExportCountAsync(3, new { data_type = "descriptions", format = "jsonl" });
        await ExpectExportCountAsync(1, new { data_type = "descriptions", format = "jsonl", end_date = early });
        await ExpectExportCountAsync(2, new { data_type = "descriptions", format = "jsonl", start_date = late });
        await ExpectExportCountAsync(0, new { data_type = "descriptions", format = "jsonl", search_terms = new[] { "xyzzyplugh" } });
        await ExpectExportCountAsync(2, new { data_type = "descriptions", format = "jsonl", source_types = new[] { "batch" } });
        await ExpectExportCountAsync(1, new { data_type = "descriptions", format = "jsonl", limit = 1 });
        Documented(Export).Expect(word.Length > 0, "a description has words");
    }

    [Fact]
    public async Task Metadata_are_left_out_of_an_export_on_request()
    {
        await CreateFilesAsync();

        var (withMetadata, withoutMetadata) = (await ExpectExportCountAsync(3, new { data_type = "descriptions", format = "jsonl" }),
            await ExpectExportCountAsync(3, new { data_type = "descriptions", format = "jsonl", include_metadata = false }));

        Documented(Export).Expect(withMetadata.Contains("\"metadata\"", StringComparison.Ordinal), "metadata by default");
        Documented(Export).Expect(!withoutMetadata.Contains("\"metadata\"", StringComparison.Ordinal),
            "no metadata when they are not requested");
    }

    /// <summary>The values of every item, without the URL of its picture, whose signature changes every second.</summary>
    private static string[] FormatItems(ApiResponse page) =>
        [.. page.Json.GetArray("items")
            .Select(i => string.Join(' ', i.EnumerateObject().Where(p => p.Name != "image_url").Select(p => $"{p.Value}")))];

    /// <summary>
    /// Uploads one image and, two days later, a batch of two; returns the end of the first day, the start of the last day, and a
    /// word.
    /// </summary>
    private async Task<(string Early, string Late, string Word)> CreateFilesAsync()
    {
        var single = await _api.UploadAndGetIdAsync(Samples.CreatePng());
        var file = await _api.WaitUntilProcessedAsync(single);
        await EmulatorControl.AdvanceClockAsync(_api, TimeSpan.FromDays(2));
        var session = (await _api.UploadBatchAsync([Samples.CreatePng("a.png"), Samples.CreatePng("b.png")])).Json.GetText("session_id");
        await _api.PollUntilAsync($"/files/sessions/{session}/status", a => a.Json.GetText("status") == "completed");
        var between = file.GetTime("created_at").AddDays(1).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return (between, between, file.GetText("upload_description")!.Split(' ', '.', ',').MaxBy(w => w.Length)!);
    }

    private async Task ExpectCountAsync(int expected, string query)
    {
        var page = await _api.GetAsync($"/data/descriptions?{query}");

        Documented(History).ExpectEqual(expected, page.Json.GetNumber("total_count"), $"total_count of {query}");
        Documented(History).ExpectEqual(expected, page.Json.GetArray("items").Count, $"items of {query}");
    }

    private async Task<string> ExpectExportCountAsync(int expected, object body)
    {
        var accepted = await _api.PostAsync("/data/export", body);
        Documented(Export).ExpectStatus(202, accepted);
        var done = await _api
            .PollUntilAsync($"/data/export/{accepted.Json.GetText("export_id")}", a => a.Json.GetText("status") is "completed" or "failed");
        Documented(Export).ExpectEqual(expected, done.Json.GetNumber("record_count"), $"record_count of {JsonSerializer.Serialize(body)}");
        var content = await target.Anonymous.GetAsync(done.Json.GetText("download_url")!);
        Documented(Export).ExpectEqual(expected, content.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length, "lines");
        return content.Body;
    }
}
