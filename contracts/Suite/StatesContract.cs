namespace Scopix.Contracts;

/// <summary>While a file is worked on, every view of it moves forward and stays where it has arrived.</summary>
public sealed class StatesContract(Target target)
{
    private static readonly string[] Order =
        ["uploading", "pending", "confirming", "queued", "processing", "partially_completed", "completed", "failed", "skipped"];

    private readonly Api _api = target.Api;

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
        var id = await _api.UploadedAsync(Samples.Text("manual.md", "# Manual\n\nHelmets are worn.\n\n## Fire\n\nExtinguishers are inspected."));

        await MovesForwardAsync(view.Replace("{id}", id, StringComparison.Ordinal), field, source, () => _api.DoneAsync(id));
    }

    [Theory]
    [InlineData("status", "status")]
    [InlineData("summary", "overall_status")]
    [InlineData("results", "summary.completed")]
    public async Task A_session_s_state_only_moves_forward(string view, string field)
    {
        const string section = "seed 001, Upload Sessions & Status";
        var session = (await _api.UploadBatchAsync([Samples.Png("a.png"), Samples.Png("b.png")])).Json.Text("session_id");

        await MovesForwardAsync($"/files/sessions/{session}/{view}", field, section, () => _api.UntilAsync(
            $"/files/sessions/{session}/status", a => a.Json.Text("status") == "completed"));
    }

    [Fact]
    public async Task The_state_of_the_only_session_in_a_list_only_moves_forward()
    {
        var alone = target.Alone;
        var session = (await alone.UploadBatchAsync([Samples.Png()])).Json.Text("session_id");

        await MovesForwardAsync("/files/sessions", "items.status", "seed 001, Upload Sessions & Status", () => alone.UntilAsync(
            $"/files/sessions/{session}/status", a => a.Json.Text("status") == "completed"), alone);
    }

    [Fact]
    public async Task A_job_only_moves_forward()
    {
        Target.Writes();
        var sample = Samples.Text();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(sample.Bytes), "file", sample.Name } };
        var job = (await _api.SendAsync(HttpMethod.Post, "/files/analyze/async", form)).Json.Text("poll_url")![7..];

        await MovesForwardAsync(job, "status", "seed 001, Semantic Search & Analyze", () => _api.UntilAsync(job, a => a.Json.Text("status") != "processing"));

        target.Remember((await _api.GetAsync(job)).Json.Text("document_id"));
    }

    [Fact]
    public async Task A_data_export_only_moves_forward()
    {
        Target.Writes();
        var accepted = await _api.PostAsync("/data/export", new { data_type = "descriptions", format = "csv", limit = 10 });
        var path = $"/data/export/{accepted.Json.Text("export_id")}";

        await MovesForwardAsync(path, "status", "seed 004, Data Export", () => _api.UntilAsync(path, a => a.Json.Text("status") is "completed"));
    }

    [Fact]
    public async Task An_image_s_or_a_video_s_scenes_and_statuses_come_once_they_are_there()
    {
        var id = await _api.UploadedAsync(Samples.Media("clip.webm", "video/webm"));

        await MovesForwardAsync($"/files/{id}/processing-status", "video_analysis_status", "seed 001, Document Operations", () => _api.DoneAsync(id));
        await MovesForwardAsync($"/videos/{id}/scenes", "count", "Videos API of March 2026, List Scenes", () => _api.DoneAsync(id));
    }

    /// <summary>Reads at once, while waiting and three times after; every reading is at or after the one before, the last are the end.</summary>
    private async Task MovesForwardAsync(string path, string field, string source, Func<Task> untilDone, Api? api = null)
    {
        var readings = new List<string?>();
        async Task ReadAsync()
        {
            var answer = await (api ?? _api).GetAsync(path);
            if (answer.Status == 200) readings.Add(Value(answer.Json, field));
        }

        for (var i = 0; i < 3; i++) await ReadAsync();
        await untilDone();
        var isDone = readings.Count;
        for (var i = 0; i < 3; i++) await ReadAsync();

        var claim = source.StartsWith("seed", StringComparison.Ordinal) ? Documented(source) : Public(source);
        var ranks = readings.Select(Rank).ToList();
        claim.Sequence(ranks.Order(), ranks, $"{field} of {path} as read: {string.Join(", ", readings)}");
        claim.That(readings.Skip(isDone).Distinct().Count() == 1, $"{field} of {path} stays at its end");
        if (Array.IndexOf(Order, readings[^1]) >= 0)
            claim.Equal("completed", readings[^1], $"{field} of {path} at the end");
        else
            claim.That(Rank(readings[^1]) > Order.Length, $"{field} of {path} at the end: {readings[^1]}");
    }

    private static string? Value(JsonElement body, string field) =>
        field.StartsWith("items.", StringComparison.Ordinal) ? body.List("items")[0].Text(field[6..]) : body.Text(field);

    private static double Rank(string? value) => Array.IndexOf(Order, value) is >= 0 and var rank
        ? rank
        : double.TryParse(value, CultureInfo.InvariantCulture, out var number) ? Order.Length + number : -1;
}
