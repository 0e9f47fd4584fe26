namespace Scopix.Contracts;

/// <summary>
/// Responses while processing is unfinished, and that they have more data afterwards. Only in this process, with a frozen clock.
/// </summary>
public sealed class UnfinishedProcessingContract(Target target)
{
    private const string Analysis = "seed 001, Semantic Search & Analyze";
    private const string Documents = "seed 001, Document Operations";
    private const string Scenes = "Videos API of March 2026, List Scenes";

    private readonly ApiClient _api = target.IsolatedTenant;

    [Theory]
    [InlineData("/files/analyze", 200)]
    [InlineData("/files/analyze/async", 202)]
    public async Task An_analysis_is_polled_at_the_URL_of_its_response(string path, int status)
    {
        await EmulatorControl.FreezeClockAsync(_api);
        var sample = Samples.CreateText();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(sample.Bytes), "file", sample.Name } };

        var accepted = await _api.SendAsync(HttpMethod.Post, path, form);
        var poll = $"/job/{accepted.Json.GetText("job_id")}";
        var early = await _api.GetAsync(poll);
        await EmulatorControl.AdvanceClockAsync(_api, TimeSpan.FromMinutes(10));
        var late = await _api.GetAsync(poll);
        var again = await _api.GetAsync(poll);

        Documented(Analysis).ExpectStatus(status, accepted);
        foreach (var response in new[] { early, late }) ExpectSchema("analysis-answer", response);
        ExpectSchema("analysis-processing", early);
        ExpectEveryProperty("analysis-processing", early.Json);
        foreach (var response in new[] { accepted, early })
        {
            Documented(Analysis).ExpectEqual("processing", response.Json.GetText("status"), "status");
            Documented(Analysis).ExpectEqual($"/api/v2{poll}", response.Json.GetText("poll_url"), "poll_url");
        }

        if (status == 200)
            Documented(Analysis).ExpectEqual("pending", accepted.Json.GetText("text_extraction_status"), "text_extraction_status");
        Assumed("the response of a job")
            .ExpectEqual("pending", early.Json.GetText("text_extraction_status"), "text_extraction_status of the job");

        Assumed("the response of a job").ExpectEqual("completed", late.Json.GetText("status"), "the final status");
        Assumed("the response of a job").ExpectEqual("completed", again.Json.GetText("status"), "the final status, read again");
        Documented(Analysis).ExpectEqual(early.Json.GetText("document_id"), late.Json.GetText("document_id"), "document_id");
    }

    [Fact]
    public async Task An_analysis_waits_no_longer_than_its_timeout()
    {
        await EmulatorControl.PostAsync(_api, "faults", new { stage = "text_extraction", stall = true });
        var sample = Samples.CreateText();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(sample.Bytes), "file", sample.Name },
            { new StringContent("5"), "timeout" } };

        var pending = _api.SendAsync(HttpMethod.Post, "/files/analyze", form);
        await _api.PollUntilAsync("/files?search_mode=all", a => a.Json.GetNumber("total_count") == 1);
        var isAnswered = false;
        for (var elapsed = 0; elapsed < 30 && !isAnswered; elapsed += 6)
        {
            await EmulatorControl.AdvanceClockAsync(_api, TimeSpan.FromSeconds(6));
            isAnswered = await Task.WhenAny(pending, Task.Delay(1000, TestContext.Current.CancellationToken)) == pending;
        }

        await EmulatorControl.AdvanceClockAsync(_api, TimeSpan.FromMinutes(2));
        var response = await pending;
        Documented(Analysis).Expect(isAnswered, "the response arrives within half a minute");
        Documented(Analysis).ExpectEqual("processing", response.Json.GetText("status"), "status");
        ExpectSchema("analysis-processing", response);
    }

    [Fact]
    public async Task A_document_whose_text_is_being_extracted_cannot_be_deleted()
    {
        await EmulatorControl.FreezeClockAsync(_api);
        var id = await _api.UploadAndGetIdAsync(Samples.CreateText());

        var (early, batch) =
            (await _api.DeleteAsync($"/files/{id}"), await _api.PostAsync("/files/batch-delete", new { file_ids = new[] { id } }));
        await EmulatorControl.AdvanceClockAsync(_api, TimeSpan.FromMinutes(10));
        var late = await _api.DeleteAsync($"/files/{id}");

        Documented("seed 001, File Updates & Deletion").ExpectRefusal(early, 409, code: "HTTP_409");
        Documented("seed 001, File Updates & Deletion").ExpectSequence([id], batch.Json.GetTexts("skipped", "id"), "skipped");
        Documented("seed 001, File Updates & Deletion").ExpectStatus(200, late);
    }

    [Fact]
    public async Task A_page_has_its_elements_once_it_is_digitized()
    {
        await EmulatorControl.FreezeClockAsync(_api);
        var id = await _api.UploadAndGetIdAsync(Samples.CreateText("manual.md", "# Manual\n\nHelmets are worn."));
        await EmulatorControl.ControlStageAsync(_api, id, "text_extraction", "complete");

        var (early, whole) = (await _api.GetAsync($"/files/{id}/digitization/pages/1"), await _api.GetAsync($"/files/{id}/digitization"));
        await EmulatorControl.AdvanceClockAsync(_api, TimeSpan.FromMinutes(10));
        var (late, again) =
            (await _api.GetAsync($"/files/{id}/digitization/pages/1"), await _api.GetAsync($"/files/{id}/digitization/pages/1"));

        foreach (var page in new[] { early, late, again }) ExpectSchema("digitization-page", page);
        Documented(Documents)
            .Expect(early.Json.GetText("status") is "pending" or "processing", $"the status is not final yet, was {early}");
        Assumed("an unfinished page has no elements").ExpectEqual(0, early.Json.GetNumber("element_count"), "element_count before");
        Documented(Documents).ExpectEqual(0, whole.Json.GetNumber("completed_pages"), "completed_pages before");
        Documented(Documents)
            .ExpectSequence(["completed", "completed"], new[] { late, again }.Select(p => p.Json.GetText("status")), "status after");
        Documented(Documents).Expect(late.Json.GetNumber("element_count") >= 2, "element_count after");
        Documented(Documents).ExpectEqual(late.Json.GetRawText(), again.Json.GetRawText(), "both responses for the page");
    }

    [Fact]
    public async Task Scenes_are_listed_in_order_once_they_are_found()
    {
        await EmulatorControl.PostAsync(_api, "stubs", new
        {
            media_type = "video",
            scenes = new[] { new { start_time = 0.0, end_time = 0.4, description = "A crane." },
                new { start_time = 0.4, end_time = 1.0, description = "A pier." } },
        });
        await EmulatorControl.FreezeClockAsync(_api);
        var id = await _api.UploadAndGetIdAsync(Samples.ReadMedia("clip.webm", "video/webm"));

        var early = await _api.GetAsync($"/videos/{id}/scenes");
        await EmulatorControl.AdvanceClockAsync(_api, TimeSpan.FromMinutes(10));
        var late = await _api.GetAsync($"/videos/{id}/scenes");

        foreach (var response in new[] { early, late }) ExpectSchema("video-scenes", response);
        Assumed("no scenes before the analysis").ExpectEqual(0, early.Json.GetNumber("count"), "count before");
        Public(Scenes).ExpectEqual(2, late.Json.GetNumber("count"), "count after");
        Public(Scenes).ExpectSequence([0, 1], late.Json.GetArray("scenes").Select(s => s.GetNumber("scene_index")), "scene_index");
        Public(Scenes).ExpectSequence(["A crane.", "A pier."], late.Json.GetTexts("scenes", "description"),
            "the descriptions of the scenes, in order");
        Assumed("a scene is found when its vector is there")
            .ExpectSequence(["completed", "completed"], late.Json.GetTexts("scenes", "embedding_status"), "embedding_status");
    }

    [Fact]
    public async Task The_response_to_a_saved_link_has_the_crawl_status_of_its_details()
    {
        await EmulatorControl.FreezeClockAsync(_api);

        var saved = await _api.PostAsync("/user-files/links", new { url = $"https://example.com/{Samples.CreateMarker("link")}" });
        var details = await _api.GetAsync($"/files/{saved.Json.GetText("id")}");
        var processing = await _api.GetAsync($"/files/{saved.Json.GetText("id")}/processing-status");

        ExpectSchema("link-created-answer", saved);
        Assumed("one record, two views")
            .ExpectEqual(details.Json.GetText("crawl_status"), saved.Json.GetText("crawl_status"), "crawl_status");
        Documented("seed 001: media-specific paths answer 400 on other media types").ExpectRefusal(processing, 400, code: "HTTP_400");
    }

    [Fact]
    public async Task A_cancelled_session_lists_its_completed_files()
    {
        const string section = "seed 001, Upload Sessions & Status";
        await EmulatorControl.FreezeClockAsync(_api);
        var batch = await _api.UploadBatchAsync([Samples.CreatePng("a.png"), Samples.CreatePng("b.png")]);
        var ids = batch.Json.GetTexts("immediate_results", "file_id");
        await EmulatorControl.ControlStageAsync(_api, ids[1], "description", "hold");
        await EmulatorControl.AdvanceClockAsync(_api, TimeSpan.FromMinutes(10));

        var response = await _api.SendAsync(HttpMethod.Post, $"/files/sessions/{batch.Json.GetText("session_id")}/cancel");

        Documented(section).ExpectStatus(200, response);
        ExpectSchema("session-status", response);
        Documented(section).ExpectSequence(["a.png"], response.Json.GetTexts("recent_completions", "filename"), "recent_completions");
        Documented(section).ExpectSequence([ids[0]], response.Json.GetTexts("recent_completions", "file_id"), "their file_id");
        Documented(section).ExpectSequence(["completed"], response.Json.GetTexts("recent_completions", "status"), "their status");
        Documented(section).ExpectEqual(1, response.Json.GetNumber("completed_files"), "completed_files");
    }
}
