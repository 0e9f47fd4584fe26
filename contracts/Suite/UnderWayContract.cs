namespace Scopix.Contracts;

/// <summary>What answers say while something is under way, and that they say more afterwards: with a clock that stands still until it is moved, in process only.</summary>
public sealed class UnderWayContract(Target target)
{
    private const string Analysis = "seed 001, Semantic Search & Analyze";
    private const string Documents = "seed 001, Document Operations";
    private const string Scenes = "Videos API of March 2026, List Scenes";

    private readonly Api _api = target.Alone;

    [Theory]
    [InlineData("/files/analyze", 200)]
    [InlineData("/files/analyze/async", 202)]
    public async Task An_analysis_is_polled_where_its_answer_says(string path, int status)
    {
        await Target.StopTimeAsync(_api);
        var sample = Samples.Text();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(sample.Bytes), "file", sample.Name } };

        var accepted = await _api.SendAsync(HttpMethod.Post, path, form);
        var poll = $"/job/{accepted.Json.Text("job_id")}";
        var early = await _api.GetAsync(poll);
        await Target.PassAsync(_api, TimeSpan.FromMinutes(10));
        var late = await _api.GetAsync(poll);

        Documented(Analysis).Answers(status, accepted);
        foreach (var answer in new[] { early, late }) Fits("analysis-answer", answer);
        Fits("analysis-processing", early);
        NamesEveryProperty("analysis-processing", early.Json);
        foreach (var answer in new[] { accepted, early })
        {
            Documented(Analysis).Equal("processing", answer.Json.Text("status"), "status");
            Documented(Analysis).Equal($"/api/v2{poll}", answer.Json.Text("poll_url"), "poll_url");
        }

        if (status == 200) Documented(Analysis).Equal("pending", accepted.Json.Text("text_extraction_status"), "text_extraction_status");
        Assumed("the answer of a job").Equal("pending", early.Json.Text("text_extraction_status"), "text_extraction_status of the job");

        Assumed("the answer of a job").Equal("completed", late.Json.Text("status"), "status in the end");
        Documented(Analysis).Equal(early.Json.Text("document_id"), late.Json.Text("document_id"), "document_id");
    }

    [Fact]
    public async Task An_analysis_waits_no_longer_than_it_was_asked_to()
    {
        await Target.ControlAsync(_api, "faults", new { stage = "text_extraction", stall = true });
        var sample = Samples.Text();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(sample.Bytes), "file", sample.Name }, { new StringContent("5"), "timeout" } };

        var asked = _api.SendAsync(HttpMethod.Post, "/files/analyze", form);
        await _api.UntilAsync("/files?search_mode=all", a => a.Json.Number("total_count") == 1);
        var isAnswered = false;
        for (var passed = 0; passed < 30 && !isAnswered; passed += 6)
        {
            await Target.PassAsync(_api, TimeSpan.FromSeconds(6));
            isAnswered = await Task.WhenAny(asked, Task.Delay(1000, TestContext.Current.CancellationToken)) == asked;
        }

        await Target.PassAsync(_api, TimeSpan.FromMinutes(2));
        var answer = await asked;
        Documented(Analysis).That(isAnswered, "it is answered within half a minute");
        Documented(Analysis).Equal("processing", answer.Json.Text("status"), "status");
        Fits("analysis-processing", answer);
    }

    [Fact]
    public async Task A_document_whose_text_is_being_read_cannot_be_deleted()
    {
        await Target.StopTimeAsync(_api);
        var id = await _api.UploadedAsync(Samples.Text());

        var (early, batch) = (await _api.DeleteAsync($"/files/{id}"), await _api.PostAsync("/files/batch-delete", new { file_ids = new[] { id } }));
        await Target.PassAsync(_api, TimeSpan.FromMinutes(10));
        var late = await _api.DeleteAsync($"/files/{id}");

        Documented("seed 001, File Updates & Deletion").Refuses(early, 409, code: "HTTP_409");
        Documented("seed 001, File Updates & Deletion").Sequence([id], batch.Json.Each("skipped", "id"), "skipped");
        Documented("seed 001, File Updates & Deletion").Answers(200, late);
    }

    [Fact]
    public async Task A_page_has_its_elements_once_it_is_digitized()
    {
        await Target.StopTimeAsync(_api);
        var id = await _api.UploadedAsync(Samples.Text("manual.md", "# Manual\n\nHelmets are worn."));
        await Target.StageAsync(_api, id, "text_extraction", "complete");

        var (early, whole) = (await _api.GetAsync($"/files/{id}/digitization/pages/1"), await _api.GetAsync($"/files/{id}/digitization"));
        await Target.PassAsync(_api, TimeSpan.FromMinutes(10));
        var (late, again) = (await _api.GetAsync($"/files/{id}/digitization/pages/1"), await _api.GetAsync($"/files/{id}/digitization/pages/1"));

        foreach (var page in new[] { early, late, again }) Fits("digitization-page", page);
        Documented(Documents).That(early.Json.Text("status") is "pending" or "processing", $"status before: {early}");
        Assumed("what is not finished has no elements").Equal(0, early.Json.Number("element_count"), "element_count before");
        Documented(Documents).Equal(0, whole.Json.Number("completed_pages"), "completed_pages before");
        Documented(Documents).Sequence(["completed", "completed"], new[] { late, again }.Select(p => p.Json.Text("status")), "status after");
        Documented(Documents).That(late.Json.Number("element_count") >= 2, "element_count after");
        Documented(Documents).Equal(late.Json.GetRawText(), again.Json.GetRawText(), "the page, read twice");
    }

    [Fact]
    public async Task Scenes_are_listed_in_order_once_they_are_found()
    {
        await Target.ControlAsync(_api, "stubs", new
        {
            media_type = "video",
            scenes = new[] { new { start_time = 0.0, end_time = 0.4, description = "A crane." }, new { start_time = 0.4, end_time = 1.0, description = "A pier." } },
        });
        await Target.StopTimeAsync(_api);
        var id = await _api.UploadedAsync(Samples.Media("clip.webm", "video/webm"));

        var early = await _api.GetAsync($"/videos/{id}/scenes");
        await Target.PassAsync(_api, TimeSpan.FromMinutes(10));
        var late = await _api.GetAsync($"/videos/{id}/scenes");

        foreach (var answer in new[] { early, late }) Fits("video-scenes", answer);
        Assumed("none until they are found").Equal(0, early.Json.Number("count"), "count before");
        Public(Scenes).Equal(2, late.Json.Number("count"), "count after");
        Public(Scenes).Sequence([0, 1], late.Json.List("scenes").Select(s => s.Number("scene_index")), "scene_index");
        Public(Scenes).Sequence(["A crane.", "A pier."], late.Json.Each("scenes", "description"), "what is seen, in order");
        Assumed("a scene is found when its vector is there").Sequence(["completed", "completed"], late.Json.Each("scenes", "embedding_status"), "embedding_status");
    }

    [Fact]
    public async Task A_link_s_crawl_is_as_far_in_its_answer_as_in_its_details()
    {
        await Target.StopTimeAsync(_api);

        var saved = await _api.PostAsync("/user-files/links", new { url = $"https://example.com/{Samples.Mark("link")}" });
        var details = await _api.GetAsync($"/files/{saved.Json.Text("id")}");
        var processing = await _api.GetAsync($"/files/{saved.Json.Text("id")}/processing-status");

        Fits("link-created-answer", saved);
        Assumed("one record, two views").Equal(details.Json.Text("crawl_status"), saved.Json.Text("crawl_status"), "crawl_status");
        Documented("seed 001: media-specific paths answer 400 on other media types").Refuses(processing, 400, code: "HTTP_400");
    }

    [Fact]
    public async Task A_session_that_is_cancelled_names_what_was_completed()
    {
        const string section = "seed 001, Upload Sessions & Status";
        await Target.StopTimeAsync(_api);
        var batch = await _api.UploadBatchAsync([Samples.Png("a.png"), Samples.Png("b.png")]);
        var ids = batch.Json.Each("immediate_results", "file_id");
        await Target.StageAsync(_api, ids[1], "description", "hold");
        await Target.PassAsync(_api, TimeSpan.FromMinutes(10));

        var answer = await _api.SendAsync(HttpMethod.Post, $"/files/sessions/{batch.Json.Text("session_id")}/cancel");

        Documented(section).Answers(200, answer);
        Fits("session-status", answer);
        Documented(section).Sequence(["a.png"], answer.Json.Each("recent_completions", "filename"), "recent_completions");
        Documented(section).Sequence([ids[0]], answer.Json.Each("recent_completions", "file_id"), "their file_id");
        Documented(section).Sequence(["completed"], answer.Json.Each("recent_completions", "status"), "their status");
        Documented(section).Equal(1, answer.Json.Number("completed_files"), "completed_files");
    }
}
