namespace Scopix.Contracts;

/// <summary>sessions.list, status, results, cancel, summary, stuck.</summary>
public sealed class SessionsContract(Target target)
{
    private const string Section = "seed 001, Upload Sessions & Status";
    private const string Nowhere = "00000000-0000-4000-8000-000000000000";

    private readonly Api _api = target.Api;

    [Fact]
    public async Task Status_results_and_summary_of_a_finished_session_agree()
    {
        var session = await DoneAsync(Samples.Png("a.png"), Samples.Png("b.png"), Samples.Text());

        var status = await _api.GetAsync($"/files/sessions/{session}/status");
        var results = await _api.GetAsync($"/files/sessions/{session}/results");
        var summary = await _api.GetAsync($"/files/sessions/{session}/summary");

        Fits("session-status", status);
        Fits("session-results", results);
        Fits("session-summary", summary);
        Documented(Section).Equal("completed", status.Json.Text("status"), "status");
        Documented(Section).Equal(3, status.Json.Number("completed_files"), "completed_files");
        Documented(Section).Equal(0, status.Json.Number("pending_files"), "pending_files");
        Documented(Section).Equal(100, status.Json.Number("progress_percentage"), "progress_percentage");
        Documented(Section).That(!status.Json.IsNull("completed_at"), "completed_at is set");
        Documented(Section).Equal($"/api/v2/files/sessions/{session}/results", status.Json.Text("results_url"), "results_url");
        Documented(Section).Sequence(["a.png", "b.png", "notes.txt"], results.Json.Each("results", "filename").Order(), "the files");
        Documented(Section).Equal(3, results.Json.Number("total_count"), "total_count");
        Documented(Section).Equal(3, results.Json.Number("summary.completed"), "summary.completed");
        Documented(Section).Equal("completed", summary.Json.Text("overall_status"), "overall_status");
        Documented(Section).Equal(100, summary.Json.Number("completion_percentage"), "completion_percentage");
        Documented(Section).Equal(3, summary.Json.Number("counts.total"), "counts.total");
        Documented(Section).Equal(3, summary.Json.Number("counts.completed"), "counts.completed");
    }

    [Fact]
    public async Task A_session_names_its_channel()
    {
        var session = await DoneAsync(Samples.Png());

        var status = await _api.GetAsync($"/files/sessions/{session}/status");
        var plain = await _api.GetAsync($"/ws?channel=batch.{session}");
        var nowhere = await _api.GetAsync($"/ws?channel=batch.{Nowhere}");

        Documented(Section).Equal($"batch.{session}", status.Json.Text("websocket_channel"), "websocket_channel");
        Assumed("the channel's address is not documented").Answers(400, plain);
        Assumed("the channel's address is not documented").Answers(404, nowhere);
    }

    [Fact]
    public async Task A_result_repeats_what_the_file_says()
    {
        var session = await DoneAsync(Samples.Png());
        var result = (await _api.GetAsync($"/files/sessions/{session}/results")).Json.List("results")[0];

        var file = (await _api.GetAsync($"/files/{result.Text("file_id")}")).Json;
        var status = (await _api.GetAsync($"/files/uploads-status/{result.Text("file_id")}")).Json;

        Documented(Section).Equal(file.Text("upload_description"), result.Text("description"), "description");
        Documented(Section).Equal(file.Text("visible_text"), result.Text("visible_text"), "visible_text");
        Documented(Section).Equal(session, status.Text("session_id"), "session_id");
    }

    [Fact]
    public async Task A_rejected_file_counts_as_failed()
    {
        var session = await DoneAsync(Samples.Png(), Samples.Script());

        var status = await _api.GetAsync($"/files/sessions/{session}/status");
        var all = await _api.GetAsync($"/files/sessions/{session}/results");
        var good = await _api.GetAsync($"/files/sessions/{session}/results?include_failed=false");

        Fits("session-status", status);
        Fits("session-results", all);
        var reading = Assumed("a rejected file belongs to its session");
        reading.Equal(2, status.Json.Number("total_files"), "total_files");
        reading.Equal(1, status.Json.Number("failed_files"), "failed_files");
        reading.Equal(1, status.Json.List("recent_errors").Count, "recent_errors");
        reading.Equal(1, all.Json.Number("summary.failed"), "summary.failed");
        reading.That(all.Json.List("results").Single(r => r.Text("status") == "failed").IsNull("file_id"), "it has no file_id");
        Documented(Section).Sequence(["completed"], good.Json.Each("results", "status"), "results without the failed ones");
    }

    [Fact]
    public async Task Results_come_in_pages()
    {
        var session = await DoneAsync(Samples.Png("a.png"), Samples.Png("b.png"), Samples.Png("c.png"));

        var first = await _api.GetAsync($"/files/sessions/{session}/results?limit=2");
        var second = await _api.GetAsync($"/files/sessions/{session}/results?limit=2&offset=2");
        var exact = await _api.GetAsync($"/files/sessions/{session}/results?limit=3");

        Documented(Section).That(!exact.Json.Flag("has_more"), "no more after a page that is exactly full");
        Documented(Section).That(first.Json.Flag("has_more") && !second.Json.Flag("has_more"), "has_more is true, then false");
        Documented(Section).Equal(3, first.Json.Number("total_count"), "total_count");
        Documented(Section).Sequence(
            ["a.png", "b.png", "c.png"],
            first.Json.Each("results", "filename").Concat(second.Json.Each("results", "filename")).Order(),
            "the files on both pages");
    }

    [Fact]
    public async Task Sessions_are_listed_newest_first()
    {
        var older = await DoneAsync(Samples.Png("a.png"));
        var newer = await DoneAsync(Samples.Png("b.png"));

        var page = await _api.GetAsync("/files/sessions?limit=100");

        Fits("session-list", page);
        var mine = page.Json.Each("items", "session_id").Where(id => id == older || id == newer);
        var times = page.Json.List("items").Select(s => s.Time("created_at")).ToList();
        Public("OpenAPI file of March 2026").Sequence(times.OrderDescending(), times, "created_at, newest first");
        Assumed("of two sessions of one moment, the later counts as newer").Sequence([newer, older], mine, "the two sessions");
        var item = page.Json.List("items").Single(s => s.Text("session_id") == newer);
        Documented(Section).Equal("streaming", item.Text("upload_method"), "upload_method");
        Documented(Section).Equal(1, item.Number("total_files"), "total_files");
    }

    [Fact]
    public async Task Sessions_are_filtered_by_status_and_method()
    {
        var session = await DoneAsync(Samples.Png());

        async Task<bool> ListsItAsync(string query) =>
            (await _api.GetAsync($"/files/sessions?limit=100&{query}")).Json.Each("items", "session_id").Contains(session);

        Documented(Section).That(await ListsItAsync("status=completed"), "among the completed");
        Documented(Section).That(!await ListsItAsync("status=processing"), "not among the processing");
        Documented(Section).That(await ListsItAsync("upload_method=streaming"), "among the streaming");
        Documented(Section).That(!await ListsItAsync("upload_method=presigned"), "not among the presigned");
    }

    [Fact]
    public async Task A_finished_session_cannot_be_cancelled()
    {
        var session = await DoneAsync(Samples.Png());

        var answer = await CancelAsync(session);

        Documented(Section).Refuses(answer, 400, code: "HTTP_400");
        var status = await _api.GetAsync($"/files/sessions/{session}/status");
        Documented(Section).Equal("completed", status.Json.Text("status"), "status");
    }

    [Fact]
    public async Task An_unknown_session_is_404()
    {
        foreach (var view in new[] { "status", "results", "summary" })
        {
            var answer = await _api.GetAsync($"/files/sessions/{Nowhere}/{view}");
            Public("OpenAPI file of March 2026").Refuses(answer, 404, code: "HTTP_404");
        }

        Public("OpenAPI file of March 2026").Refuses(await CancelAsync(Nowhere), 404, code: "HTTP_404");
    }

    [Fact]
    public async Task Another_tenants_session_is_404()
    {
        var stranger = target.Stranger;
        var session = await DoneAsync(Samples.Png());

        foreach (var view in new[] { "status", "results", "summary" })
        {
            var answer = await stranger.GetAsync($"/files/sessions/{session}/{view}");
            Public("Error Codes Reference: 404 missing or not yours").Refuses(answer, 404, code: "HTTP_404");
        }

        var list = await stranger.GetAsync("/files/sessions?limit=100");
        Documented(Section).That(!list.Json.Each("items", "session_id").Contains(session), "not in the other tenant's list");
    }

    [Fact]
    public async Task A_fresh_upload_is_not_stuck()
    {
        var id = await _api.UploadedAsync(Samples.Png());

        var answer = await _api.GetAsync("/files/sessions/stuck?stuck_minutes=30&limit=500");

        Fits("stuck-uploads", answer);
        Documented(Section).Equal(answer.Json.List("images").Count, answer.Json.Number("stuck_count"), "stuck_count");
        Documented(Section).That(!answer.Json.Each("images", "file_id").Contains(id), "the fresh upload is not among them");
        Documented(Section).That(answer.Json.List("images").All(i => i.Flag("is_stuck")), "every entry is stuck");
    }

    [Theory]
    [InlineData("/files/sessions?limit=1", "/files/sessions?limit=0", "limit")]
    [InlineData("/files/sessions?limit=100", "/files/sessions?limit=101", "limit")]
    [InlineData("/files/sessions/stuck?limit=1", "/files/sessions/stuck?limit=0", "limit")]
    [InlineData("/files/sessions/stuck?limit=500", "/files/sessions/stuck?limit=501", "limit")]
    [InlineData("/files/sessions/stuck?stuck_minutes=1", "/files/sessions/stuck?stuck_minutes=0", "stuck_minutes")]
    [InlineData("/files/sessions?status=expired", "/files/sessions?status=asleep", "status")]
    [InlineData("/files/sessions?upload_method=presigned", "/files/sessions?upload_method=carrier_pigeon", "upload_method")]
    public async Task A_query_is_taken_at_the_edge_and_refused_beyond(string edge, string beyond, string field)
    {
        var (taken, refused) = (await _api.GetAsync(edge), await _api.GetAsync(beyond));

        Documented(Section).Answers(200, taken);
        Documented(Section).Refuses(refused, 422, field);
    }

    [Fact]
    public async Task A_page_of_results_holds_1_to_500()
    {
        var results = $"/files/sessions/{await DoneAsync(Samples.Png())}/results";

        foreach (var edge in new[] { 1, 500 }) Documented(Section).Answers(200, await _api.GetAsync($"{results}?limit={edge}"));
        foreach (var beyond in new[] { 0, 501 })
            Documented(Section).Refuses(await _api.GetAsync($"{results}?limit={beyond}"), 422, "limit");
    }

    private async Task<string> DoneAsync(params Sample[] samples)
    {
        var batch = await _api.UploadBatchAsync(samples);
        Documented("seed 001, Streaming Upload").Answers(201, batch);
        var session = batch.Json.Text("session_id")!;
        await _api.UntilAsync($"/files/sessions/{session}/status", a => a.Json.Text("status") is "completed" or "failed");
        return session;
    }

    private Task<Answer> CancelAsync(string session)
    {
        Target.Writes();
        return _api.SendAsync(HttpMethod.Post, $"/files/sessions/{session}/cancel");
    }
}
