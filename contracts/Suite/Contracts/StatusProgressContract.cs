namespace Scopix.Contracts;

/// <summary>While a file is processed, its status only moves forward in every response, and the final status stays.</summary>
public sealed class StatusProgressContract(Target target)
{
    private static readonly string[] StatusOrder =
        ["uploading", "pending", "confirming", "queued", "processing", "partially_completed", "completed", "failed", "skipped"];

    private readonly ApiClient _api = target.Api;

    [Theory]
    [InlineData("/files/{id}", "description_status", "seed 001, File Listing & Retrieval")]
    [InlineData("/files?ids={id}", "items.primary_status", "seed 001, File Listing & Retrieval")]
    [InlineData("/files/uploads-status/{id}", "unified_status", "seed 001, Upload Sessions & Status")]
    [InlineData("/files/{id}/processing-status", "text_extraction_status", "seed 001, Document Operations")]
    [InlineData("/files/{id}/digitization", "status", "seed 001, Document Operations")]
    [InlineData("/files/{id}/digitization/status", "status", "seed 001, Document Operations")]
    [InlineData("/files/{id}/digitization/pages/1", "status", "seed 001, Document Operations")]
    [InlineData("/files/{id}/chunks", "total_chunks", "seed 001, Document Operations")]
    public async Task A_document_s_state_only_moves_forward(string view, string field, string source)
    {
        var id = await _api.UploadAndGetIdAsync(
                Samples.CreateText("manual.md", "# Manual\n\nHelmets are worn.\n\n## Fire\n\nExtinguishers are inspected."));

        await ExpectStatusProgressAsync(view.Replace("{id}", id, StringComparison.Ordinal), field, source,
            () => _api.WaitUntilProcessedAsync(id));
    }

    [Theory]
    [InlineData("status", "status")]
    [InlineData("summary", "overall_status")]
    [InlineData("results", "summary.completed")]
    public async Task A_session_s_state_only_moves_forward(string view, string field)
    {
        const string section = "seed 001, Upload Sessions & Status";
        var session = (await _api.UploadBatchAsync([Samples.CreatePng("a.png"), Samples.CreatePng("b.png")])).Json.GetText("session_id");

        await ExpectStatusProgressAsync($"/files/sessions/{session}/{view}", field, section, () => _api.PollUntilAsync(
            $"/files/sessions/{session}/status", a => a.Json.GetText("status") == "completed"));
    }

    [Fact]
    public async Task The_state_of_the_only_session_in_a_list_only_moves_forward()
    {
        var isolatedTenant = target.IsolatedTenant;
        var session = (await isolatedTenant.UploadBatchAsync([Samples.CreatePng()])).Json.GetText("session_id");

        await ExpectStatusProgressAsync("/files/sessions", "items.status", "seed 001, Upload Sessions & Status",
            () => isolatedTenant.PollUntilAsync(
            $"/files/sessions/{session}/status", a => a.Json.GetText("status") == "completed"), isolatedTenant);
    }

    [Fact]
    public async Task A_job_only_moves_forward()
    {
        Target.RequireWriteAccess();
        var sample = Samples.CreateText();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(sample.Bytes), "file", sample.Name } };
        var job = (await _api.SendAsync(HttpMethod.Post, "/files/analyze/async", form)).Json.GetText("poll_url")![7..];

        await ExpectStatusProgressAsync(job, "status", "seed 001, Semantic Search & Analyze",
            () => _api.PollUntilAsync(job, a => a.Json.GetText("status") != "processing"));

        target.TrackFile((await _api.GetAsync(job)).Json.GetText("document_id"));
    }

    [Fact]
    public async Task A_data_export_only_moves_forward()
    {
        Target.RequireWriteAccess();
        var accepted = await _api.PostAsync("/data/export", new { data_type = "descriptions", format = "csv", limit = 10 });
        var path = $"/data/export/{accepted.Json.GetText("export_id")}";

        await ExpectStatusProgressAsync(path, "status", "seed 004, Data Export",
            () => _api.PollUntilAsync(path, a => a.Json.GetText("status") is "completed"));
    }

    [Fact]
    public async Task A_video_s_analysis_status_and_number_of_scenes_only_move_forward()
    {
        var id = await _api.UploadAndGetIdAsync(Samples.ReadMedia("clip.webm", "video/webm"));

        await ExpectStatusProgressAsync($"/files/{id}/processing-status", "video_analysis_status", "seed 001, Document Operations",
            () => _api.WaitUntilProcessedAsync(id));
        await ExpectStatusProgressAsync($"/videos/{id}/scenes", "count", "Videos API of March 2026, List Scenes",
            () => _api.WaitUntilProcessedAsync(id));
    }

    /// <summary>
    /// Reads at once, while waiting and three times afterwards. No reading is earlier than the one before, and the last ones are
    /// final.
    /// </summary>
    private async Task ExpectStatusProgressAsync(string path, string field, string source, Func<Task> untilDone, ApiClient? api = null)
    {
        var readings = new List<string?>();
        async Task ReadAsync()
        {
            var response = await (api ?? _api).GetAsync(path);
            if (response.Status == 200) readings.Add(GetStatus(response.Json, field));
        }

        for (var i = 0; i < 3; i++) await ReadAsync();
        await untilDone();
        var isDone = readings.Count;
        for (var i = 0; i < 3; i++) await ReadAsync();

        var claim = source.StartsWith("seed", StringComparison.Ordinal) ? Documented(source) : Public(source);
        var ranks = readings.Select(GetRank).ToList();
        claim.Expect(ranks.Order().SequenceEqual(ranks), $"{field} only moves forward, was {string.Join(", ", readings)}");
        claim.Expect(readings.Skip(isDone).Distinct().Count() == 1, $"{field} does not change after it is final");
        if (Array.IndexOf(StatusOrder, readings[^1]) >= 0)
            claim.ExpectEqual("completed", readings[^1], $"the final {field}");
        else
            claim.Expect(GetRank(readings[^1]) > StatusOrder.Length, $"the final {field} is a number, was {readings[^1]}");
    }

    private static string? GetStatus(JsonElement body, string field) =>
        field.StartsWith("items.", StringComparison.Ordinal) ? body.GetArray("items")[0].GetText(field[6..]) : body.GetText(field);

    private static double GetRank(string? value) => Array.IndexOf(StatusOrder, value) is >= 0 and var rank
        ? rank
        : double.TryParse(value, CultureInfo.InvariantCulture, out var number) ? StatusOrder.Length + number : -1;
}
