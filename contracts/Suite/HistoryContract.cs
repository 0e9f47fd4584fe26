namespace Scopix.Contracts;

/// <summary>data.descriptions and data.export of a tenant whose files are known one by one: filters take and leave, pages and counts agree.</summary>
public sealed class HistoryContract(Target target)
{
    private const string History = "seed 004, Processing History";
    private const string Export = "seed 004, Data Export";

    private readonly Api _api = target.Alone;

    [Fact]
    public async Task Pages_are_walked_to_the_end()
    {
        await MakeAsync();

        var all = await _api.GetAsync("/data/descriptions");
        var first = await _api.GetAsync("/data/descriptions?limit=2");
        var second = await _api.GetAsync("/data/descriptions?limit=2&offset=2");
        var beyond = await _api.GetAsync("/data/descriptions?limit=2&offset=4");

        var ids = Ids(all);
        Documented(History).Equal(3, ids.Length, "all of them");
        Documented(History).Sequence(ids[..2], Ids(first), "the first page");
        Documented(History).Sequence(ids[2..], Ids(second), "the second page");
        Documented(History).Sequence([], Ids(beyond), "the page past the end");
        foreach (var page in new[] { all, first, second, beyond }) Documented(History).Equal(3, page.Json.Number("total_count"), "total_count");
        Documented(History).That(!all.Json.Flag("has_more") && first.Json.Flag("has_more") && !second.Json.Flag("has_more"), "has_more");
        foreach (var item in all.Json.List("items"))
            Assumed("image_url serves the picture").That(Pictures.IsWhole((await target.Anonymous.GetAsync(item.Text("image_url")!)).Bytes), "image_url");
    }

    [Fact]
    public async Task The_history_grows_with_every_description()
    {
        var before = await _api.GetAsync("/data/descriptions");
        await _api.DoneAsync(await _api.UploadedAsync(Samples.Png()));
        var after = await _api.GetAsync("/data/descriptions");

        Documented(History).Sequence([0, 1], new[] { before, after }.Select(p => p.Json.Number("total_count")), "total_count");
        Documented(History).Equal(1, after.Json.List("items").Count, "items");
    }

    [Fact]
    public async Task Failed_descriptions_are_exported_when_asked()
    {
        await Target.StopTimeAsync(_api);
        await _api.UploadedAsync(Samples.Png("a.png"));
        var failing = await _api.UploadedAsync(Samples.Png("b.png"));
        await Target.StageAsync(_api, failing, "variants", "complete");
        await Target.StageAsync(_api, failing, "description", "fail");
        await Target.ControlAsync(_api, "clock/resume", new { });
        await Target.PassAsync(_api, TimeSpan.FromMinutes(10));

        await ExportsAsync(1, new { data_type = "descriptions", format = "jsonl", include_failed = false });
        var all = await ExportsAsync(2, new { data_type = "descriptions", format = "jsonl", include_failed = true });

        Documented(Export).That(all.Contains(failing, StringComparison.Ordinal), "the failed one is in it");
        Assumed("as in the history").That(
            all.Contains($"\"image_id\":\"{failing}\"", StringComparison.Ordinal), "its image_id is the file's id");
    }

    [Fact]
    public async Task Every_filter_takes_and_leaves()
    {
        var (early, late, word) = await MakeAsync();

        await CountAsync(1, $"end_date={early}");
        await CountAsync(2, $"start_date={late}");
        await CountAsync(0, "search=xyzzyplugh");
        Documented(History).That((await _api.GetAsync($"/data/descriptions?search={word}")).Json.Number("total_count") >= 1, "search");
        await CountAsync(2, "source_types=batch");
        await CountAsync(1, "source_types=single");
        var days = (await _api.GetAsync("/data/descriptions")).Json.List("statistics.daily_counts").Select(d => d.Text("date")).ToList();
        Documented(History).Equal(2, days.Count, "the days with descriptions");
        Assumed("a calendar is read forwards").Sequence(days.Order(), days, "the order of the days");
    }

    [Fact]
    public async Task An_export_is_filtered_as_the_history_is()
    {
        var (early, late, word) = await MakeAsync();

        await ExportsAsync(3, new { data_type = "descriptions", format = "jsonl" });
        await ExportsAsync(1, new { data_type = "descriptions", format = "jsonl", end_date = early });
        await ExportsAsync(2, new { data_type = "descriptions", format = "jsonl", start_date = late });
        await ExportsAsync(0, new { data_type = "descriptions", format = "jsonl", search_terms = new[] { "xyzzyplugh" } });
        await ExportsAsync(2, new { data_type = "descriptions", format = "jsonl", source_types = new[] { "batch" } });
        await ExportsAsync(1, new { data_type = "descriptions", format = "jsonl", limit = 1 });
        Documented(Export).That(word.Length > 0, "a description has words");
    }

    [Fact]
    public async Task Metadata_are_left_out_of_an_export_when_asked()
    {
        await MakeAsync();

        var (with, without) = (await ExportsAsync(3, new { data_type = "descriptions", format = "jsonl" }), await ExportsAsync(3, new { data_type = "descriptions", format = "jsonl", include_metadata = false }));

        Documented(Export).That(with.Contains("\"metadata\"", StringComparison.Ordinal), "metadata by default");
        Documented(Export).That(!without.Contains("\"metadata\"", StringComparison.Ordinal), "none when asked");
    }

    /// <summary>What every item says but its picture's URL, whose signature is another one every second.</summary>
    private static string[] Ids(Answer page) => [.. page.Json.List("items").Select(i => string.Join(' ', i.EnumerateObject().Where(p => p.Name != "image_url").Select(p => $"{p.Value}")))];

    /// <summary>One image of today and, two days later, a batch of two: the ends of the first day and the beginning of the last, and a word.</summary>
    private async Task<(string Early, string Late, string Word)> MakeAsync()
    {
        var single = await _api.UploadedAsync(Samples.Png());
        var file = await _api.DoneAsync(single);
        await Target.PassAsync(_api, TimeSpan.FromDays(2));
        var session = (await _api.UploadBatchAsync([Samples.Png("a.png"), Samples.Png("b.png")])).Json.Text("session_id");
        await _api.UntilAsync($"/files/sessions/{session}/status", a => a.Json.Text("status") == "completed");
        var between = file.Time("created_at").AddDays(1).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return (between, between, file.Text("upload_description")!.Split(' ', '.', ',').MaxBy(w => w.Length)!);
    }

    private async Task CountAsync(int expected, string query)
    {
        var page = await _api.GetAsync($"/data/descriptions?{query}");

        Documented(History).Equal(expected, page.Json.Number("total_count"), $"total_count of {query}");
        Documented(History).Equal(expected, page.Json.List("items").Count, $"items of {query}");
    }

    private async Task<string> ExportsAsync(int expected, object body)
    {
        var accepted = await _api.PostAsync("/data/export", body);
        Documented(Export).Answers(202, accepted);
        var done = await _api.UntilAsync($"/data/export/{accepted.Json.Text("export_id")}", a => a.Json.Text("status") is "completed" or "failed");
        Documented(Export).Equal(expected, done.Json.Number("record_count"), $"record_count of {JsonSerializer.Serialize(body)}");
        var content = await target.Anonymous.GetAsync(done.Json.Text("download_url")!);
        Documented(Export).Equal(expected, content.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length, "lines");
        return content.Body;
    }
}
