namespace Scopix.Contracts;

/// <summary>sessions.list, status, results, cancel, summary, stuck.</summary>
public sealed class SessionsContract(Target target)
{
    private const string Section = "seed 001, Upload Sessions & Status";

    private readonly ApiClient _api = target.Api;

    [Fact]
    public async Task Status_results_and_summary_of_a_finished_session_agree()
    {
        var session = await UploadAndWaitAsync(Samples.CreatePng("a.png"), Samples.CreatePng("b.png"), Samples.CreateText());

        var status = await _api.GetAsync($"/files/sessions/{session}/status");
        var results = await _api.GetAsync($"/files/sessions/{session}/results");
        var summary = await _api.GetAsync($"/files/sessions/{session}/summary");

        ExpectSchema("session-status", status);
        ExpectSchema("session-results", results);
        ExpectSchema("session-summary", summary);
        Documented(Section).ExpectEqual("completed", status.Json.GetText("status"), "status");
        Documented(Section).ExpectEqual(3, status.Json.GetNumber("completed_files"), "completed_files");
        Documented(Section).ExpectEqual(0, status.Json.GetNumber("pending_files"), "pending_files");
        Documented(Section).ExpectEqual(100, status.Json.GetNumber("progress_percentage"), "progress_percentage");
        Documented(Section).Expect(!status.Json.IsNull("completed_at"), "completed_at is set");
        Documented(Section).ExpectEqual($"/api/v2/files/sessions/{session}/results", status.Json.GetText("results_url"), "results_url");
        Documented(Section)
            .ExpectSequence(["a.png", "b.png", "notes.txt"], results.Json.GetTexts("results", "filename").Order(), "the files");
        Documented(Section).ExpectEqual(3, results.Json.GetNumber("total_count"), "total_count");
        Documented(Section).ExpectEqual(3, results.Json.GetNumber("summary.completed"), "summary.completed");
        Documented(Section).ExpectEqual("completed", summary.Json.GetText("overall_status"), "overall_status");
        Documented(Section).ExpectEqual(100, summary.Json.GetNumber("completion_percentage"), "completion_percentage");
        Documented(Section).ExpectEqual(3, summary.Json.GetNumber("counts.total"), "counts.total");
        Documented(Section).ExpectEqual(3, summary.Json.GetNumber("counts.completed"), "counts.completed");
    }

    [Fact]
    public async Task A_session_names_its_channel()
    {
        var session = await UploadAndWaitAsync(Samples.CreatePng());

        var status = await _api.GetAsync($"/files/sessions/{session}/status");
        var withoutUpgrade = await _api.GetAsync($"/ws?channel=batch.{session}");
        var unknownChannel = await _api.GetAsync($"/ws?channel=batch.{Samples.UnknownId}");

        Documented(Section).ExpectEqual($"batch.{session}", status.Json.GetText("websocket_channel"), "websocket_channel");
        Assumed("the channel's address is not documented").ExpectStatus(400, withoutUpgrade);
        Assumed("the channel's address is not documented").ExpectStatus(404, unknownChannel);
    }

    [Fact]
    public async Task A_result_agrees_with_its_file()
    {
        var session = await UploadAndWaitAsync(Samples.CreatePng());
        var result = (await _api.GetAsync($"/files/sessions/{session}/results")).Json.GetArray("results")[0];

        var file = (await _api.GetAsync($"/files/{result.GetText("file_id")}")).Json;
        var status = (await _api.GetAsync($"/files/uploads-status/{result.GetText("file_id")}")).Json;

        Documented(Section).ExpectEqual(file.GetText("upload_description"), result.GetText("description"), "description");
        Documented(Section).ExpectEqual(file.GetText("visible_text"), result.GetText("visible_text"), "visible_text");
        Documented(Section).ExpectEqual(session, status.GetText("session_id"), "session_id");
    }

    [Fact]
    public async Task A_rejected_file_counts_as_failed()
    {
        var session = await UploadAndWaitAsync(Samples.CreatePng(), Samples.CreateScript());

        var status = await _api.GetAsync($"/files/sessions/{session}/status");
        var all = await _api.GetAsync($"/files/sessions/{session}/results");
        var withoutFailed = await _api.GetAsync($"/files/sessions/{session}/results?include_failed=false");

        ExpectSchema("session-status", status);
        ExpectSchema("session-results", all);
        var reading = Assumed("a rejected file belongs to its session");
        reading.ExpectEqual(2, status.Json.GetNumber("total_files"), "total_files");
        reading.ExpectEqual(1, status.Json.GetNumber("failed_files"), "failed_files");
        reading.ExpectEqual(1, status.Json.GetArray("recent_errors").Count, "recent_errors");
        reading.ExpectEqual(1, all.Json.GetNumber("summary.failed"), "summary.failed");
        reading.Expect(all.Json.GetArray("results").Single(r => r.GetText("status") == "failed").IsNull("file_id"),
            "a rejected file has no file_id");
        Documented(Section).ExpectSequence(["completed"], withoutFailed.Json.GetTexts("results", "status"),
            "results without the failed ones");
    }

    [Fact]
    public async Task Results_come_in_pages()
    {
        var session = await UploadAndWaitAsync(Samples.CreatePng("a.png"), Samples.CreatePng("b.png"), Samples.CreatePng("c.png"));

        var first = await _api.GetAsync($"/files/sessions/{session}/results?limit=2");
        var second = await _api.GetAsync($"/files/sessions/{session}/results?limit=2&offset=2");
        var exact = await _api.GetAsync($"/files/sessions/{session}/results?limit=3");

        Documented(Section).Expect(!exact.Json.GetFlag("has_more"), "no more after a page that is exactly full");
        Documented(Section).Expect(first.Json.GetFlag("has_more") && !second.Json.GetFlag("has_more"), "has_more is true, then false");
        Documented(Section).ExpectEqual(3, first.Json.GetNumber("total_count"), "total_count");
        Documented(Section).ExpectSequence(
            ["a.png", "b.png", "c.png"],
            first.Json.GetTexts("results", "filename").Concat(second.Json.GetTexts("results", "filename")).Order(),
            "the files on both pages");
    }

    [Fact]
    public async Task Sessions_are_listed_newest_first()
    {
        var older = await UploadAndWaitAsync(Samples.CreatePng("a.png"));
        var newer = await UploadAndWaitAsync(Samples.CreatePng("b.png"));

        var page = await _api.GetAsync("/files/sessions?limit=100");

        ExpectSchema("session-list", page);
        var own = page.Json.GetTexts("items", "session_id").Where(id => id == older || id == newer);
        var times = page.Json.GetArray("items").Select(s => s.GetTime("created_at")).ToList();
        Public("OpenAPI file of March 2026").ExpectSequence(times.OrderDescending(), times, "created_at, newest first");
        Assumed("of two sessions with the same created_at, the later one is newer").ExpectSequence([newer, older], own, "the two sessions");
        var item = page.Json.GetArray("items").Single(s => s.GetText("session_id") == newer);
        Documented(Section).ExpectEqual("streaming", item.GetText("upload_method"), "upload_method");
        Documented(Section).ExpectEqual(1, item.GetNumber("total_files"), "total_files");
    }

    [Fact]
    public async Task Sessions_are_filtered_by_status_and_method()
    {
        var session = await UploadAndWaitAsync(Samples.CreatePng());

        async Task<bool> IsListedAsync(string query) =>
            (await _api.GetAsync($"/files/sessions?limit=100&{query}")).Json.GetTexts("items", "session_id").Contains(session);

        Documented(Section).Expect(await IsListedAsync("status=completed"), "the session is listed as completed");
        Documented(Section).Expect(!await IsListedAsync("status=processing"), "the session is not listed as processing");
        Documented(Section).Expect(await IsListedAsync("upload_method=streaming"), "the session is listed as streaming");
        Documented(Section).Expect(!await IsListedAsync("upload_method=presigned"), "the session is not listed as presigned");
    }

    [Fact]
    public async Task A_finished_session_cannot_be_cancelled()
    {
        var session = await UploadAndWaitAsync(Samples.CreatePng());

        var response = await CancelAsync(session);

        Documented(Section).ExpectRefusal(response, 400, code: "HTTP_400");
        var status = await _api.GetAsync($"/files/sessions/{session}/status");
        Documented(Section).ExpectEqual("completed", status.Json.GetText("status"), "status");
    }

    [Fact]
    public async Task An_unknown_session_is_404()
    {
        foreach (var view in new[] { "status", "results", "summary" })
        {
            var response = await _api.GetAsync($"/files/sessions/{Samples.UnknownId}/{view}");
            Public("OpenAPI file of March 2026").ExpectRefusal(response, 404, code: "HTTP_404");
        }

        Public("OpenAPI file of March 2026").ExpectRefusal(await CancelAsync(Samples.UnknownId), 404, code: "HTTP_404");
    }

    [Fact]
    public async Task Another_tenants_session_is_404()
    {
        var otherTenant = target.OtherTenant;
        var session = await UploadAndWaitAsync(Samples.CreatePng());

        foreach (var view in new[] { "status", "results", "summary" })
        {
            var response = await otherTenant.GetAsync($"/files/sessions/{session}/{view}");
            Public("Error Codes Reference: 404 missing or not yours").ExpectRefusal(response, 404, code: "HTTP_404");
        }

        var list = await otherTenant.GetAsync("/files/sessions?limit=100");
        Documented(Section).Expect(!list.Json.GetTexts("items", "session_id").Contains(session),
            "the session is not in the other tenant's list");
    }

    [Fact]
    public async Task A_fresh_upload_is_not_stuck()
    {
        var id = await _api.UploadAndGetIdAsync(Samples.CreatePng());

        var response = await _api.GetAsync("/files/sessions/stuck?stuck_minutes=30&limit=500");

        ExpectSchema("stuck-uploads", response);
        Documented(Section).ExpectEqual(response.Json.GetArray("images").Count, response.Json.GetNumber("stuck_count"), "stuck_count");
        Documented(Section).Expect(!response.Json.GetTexts("images", "file_id").Contains(id), "the fresh upload is not listed");
        Documented(Section).Expect(response.Json.GetArray("images").All(i => i.GetFlag("is_stuck")), "every entry is stuck");
    }

    [Theory]
    [InlineData("/files/sessions?limit=1", "/files/sessions?limit=0", "limit")]
    [InlineData("/files/sessions?limit=100", "/files/sessions?limit=101", "limit")]
    [InlineData("/files/sessions/stuck?limit=1", "/files/sessions/stuck?limit=0", "limit")]
    [InlineData("/files/sessions/stuck?limit=500", "/files/sessions/stuck?limit=501", "limit")]
    [InlineData("/files/sessions/stuck?stuck_minutes=1", "/files/sessions/stuck?stuck_minutes=0", "stuck_minutes")]
    [InlineData("/files/sessions?status=expired", "/files/sessions?status=asleep", "status")]
    [InlineData("/files/sessions?upload_method=presigned", "/files/sessions?upload_method=carrier_pigeon", "upload_method")]
    public async Task A_query_is_accepted_at_its_limit_and_refused_beyond(string edge, string beyond, string field)
    {
        var (accepted, refused) = (await _api.GetAsync(edge), await _api.GetAsync(beyond));

        Documented(Section).ExpectStatus(200, accepted);
        Documented(Section).ExpectRefusal(refused, 422, field);
    }

    [Fact]
    public async Task A_page_of_results_has_1_to_500()
    {
        var results = $"/files/sessions/{await UploadAndWaitAsync(Samples.CreatePng())}/results";

        foreach (var edge in new[] { 1, 500 }) Documented(Section).ExpectStatus(200, await _api.GetAsync($"{results}?limit={edge}"));
        foreach (var beyond in new[] { 0, 501 })
            Documented(Section).ExpectRefusal(await _api.GetAsync($"{results}?limit={beyond}"), 422, "limit");
    }

    private async Task<string> UploadAndWaitAsync(params SampleFile[] samples)
    {
        var batch = await _api.UploadBatchAsync(samples);
        Documented("seed 001, Streaming Upload").ExpectStatus(201, batch);
        var session = batch.Json.GetText("session_id")!;
        await _api.PollUntilAsync($"/files/sessions/{session}/status", a => a.Json.GetText("status") is "completed" or "failed");
        return session;
    }

    private Task<ApiResponse> CancelAsync(string session)
    {
        Target.RequireWriteAccess();
        return _api.SendAsync(HttpMethod.Post, $"/files/sessions/{session}/cancel");
    }
}
