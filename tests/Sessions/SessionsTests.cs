using System.Globalization;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Sessions;

public sealed class SessionsTests
{
    [Fact]
    public async Task Sessions_are_listed_newest_first_in_pages()
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var ids = new List<string>();
        for (var n = 0; n < 7; n++)
        {
            if (n % 2 == 0) await api.AdvanceAsync(TimeSpan.FromMinutes(1));
            ids.Insert(0, await UploadBatchAsync(api, n));
        }

        var pages = new[] { await ListAsync(api, "limit=3"), await ListAsync(api, "limit=3&offset=3"),
            await ListAsync(api, "limit=3&offset=6"), await ListAsync(api, "offset=7") };

        pages.SelectMany(page => page.Items().Select(item => item.Text("session_id"))).Should().Equal(ids);
        pages.Select(page => page["has_more"].GetBoolean()).Should().Equal(true, true, false, false);
        pages.Select(page => page["total_count"].GetInt32()).Should().AllBeEquivalentTo(7);
        (await api.WithKey(TestApi.CreateKey(1)).GetAsync("/api/v2/files/sessions"))["total_count"].GetInt32().Should().Be(0);
    }

    [Fact]
    public async Task Sessions_are_filtered_by_status_and_method()
    {
        await using var api = await TestApi.StartAsync(o => o with { Pipeline = PipelineMode.Manual });
        var (processing, cancelled) = (await UploadBatchAsync(api, 1), await UploadBatchAsync(api, 2));
        await CancelAsync(api, cancelled);
        var completed =
            (await api.UploadBatchAsync([(Samples.File("clip.mp4"), "clip.mp4")], "auto_describe=false")).Json.Text("session_id");
        var failed = (await api.UploadBatchAsync([(Samples.File("hostile/script.sh"), "script.sh")])).Json.Text("session_id");

        foreach (var (query, expected) in new (string, string?)[]
        {
            ("status=processing", processing), ("status=cancelled", cancelled), ("status=completed", completed),
            ("status=failed&upload_method=streaming", failed),
            ("status=pending", null), ("status=uploading", null), ("status=expired", null), ("upload_method=presigned", null),
        })
        {
            var found = (await ListAsync(api, query)).Items().Select(item => item.Text("session_id"));

            found.Should().Equal(expected is null ? [] : [expected], query);
        }
    }

    [Theory]
    [InlineData("status=done", "status")]
    [InlineData("upload_method=multipart", "upload_method")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("offset=-1", "offset")]
    public async Task A_query_beyond_its_limits_is_refused(string query, string field)
    {
        await using var api = await TestApi.StartAsync();

        var response = await ListAsync(api, query);

        (response.Status, response.Field).Should().Be((422, field));
    }

    [Fact]
    public async Task Progress_follows_the_clock_until_completion()
    {
        await using var api = await TestApi.StartAsync(o => o with { Pipeline = PipelineMode.Quick });
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var session = (await api.UploadBatchAsync(
            [(Samples.Photo(), "a.jpg"), (Samples.Note(), "b.txt"), (Samples.File("hostile/truncated.jpg"), "c.jpg"),
                (Samples.File("hostile/script.sh"), "d.sh")]))
            .Json.Text("session_id")!;

        var progressTexts = new List<string>();
        foreach (var ms in new[] { 0, 399, 1, 49, 1 })
        {
            await api.AdvanceAsync(TimeSpan.FromMilliseconds(ms));
            progressTexts.Add(FormatProgress(await api.GetSessionAsync(session)));
        }

        progressTexts.Should()
            .Equal("processing 0+1+0+3 25 -", "processing 0+1+0+3 25 -", "processing 1+2+0+1 75 -", "processing 1+2+0+1 75 -",
                "completed 2+2+0+0 100 2026-02-01T00:00:00.450000Z");
        var end = await api.GetSessionAsync(session);
        end.Items("recent_completions").Select(item => item.Text("filename")).Should().Equal("b.txt", "a.jpg");
        end.Items("recent_errors").Select(item => item.Text("filename")).Should().Equal("c.jpg", "d.sh");
        end.Items("recent_completions").Should().OnlyContain(item => item.Text("description")!.Length <= 100);
    }

    [Theory]
    [InlineData(98, 100)]
    [InlineData(99, 99)]
    [InlineData(100, 100)]
    public async Task A_recent_description_is_cut_at_100_characters_but_not_inside_a_surrogate_pair(int emojiAt, int length)
    {
        await using var api = await TestApi.StartAsync(o => o with { Pipeline = PipelineMode.Instant });
        var description = new string('a', emojiAt) + "\U0001F600 and more";
        await api.PostAsync("/_emulator/stubs", new { filename = "*", description });

        var session = (await api.UploadBatchAsync([(Samples.Photo(), "a.jpg")])).Json.Text("session_id")!;

        var recent = (await api.GetSessionAsync(session)).Items("recent_completions");
        recent.Select(item => item.Text("description")).Should().Equal(description[..length]);
    }

    [Fact]
    public async Task Cancelling_a_running_session_keeps_finished_files_and_cancels_the_rest()
    {
        await using var api = await TestApi.StartAsync(o => o with { Pipeline = PipelineMode.Manual });
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var batch = await api.UploadBatchAsync([(Samples.Photo(1), "a.jpg"), (Samples.Photo(2), "b.jpg"), (Samples.Note(3), "c.txt")]);
        var (session, ids) =
            (batch.Json.Text("session_id")!, batch.Items("immediate_results").Select(item => item.Text("file_id")!).ToArray());
        await api.ReleaseStageAsync(ids[0], "variants");
        await api.ReleaseStageAsync(ids[0], "description");
        await api.ReleaseStageAsync(ids[1], "variants");
        await api.AdvanceAsync(TimeSpan.FromSeconds(1));

        var cancelled = await CancelAsync(api, session);
        var again = await CancelAsync(api, session);
        await api.AdvanceAsync(TimeSpan.FromDays(1));
        var later = await api.GetSessionAsync(session);

        FormatProgress(cancelled).Should().Be("cancelled 1+0+0+2 33.33 2026-02-01T00:00:01Z");
        (again.Status, again.Code).Should().Be((400, "HTTP_400"));
        FormatProgress(later).Should().Be(FormatProgress(cancelled));
        var counts = (await api.GetAsync($"/api/v2/files/sessions/{session}/summary"))["counts"];
        (counts.GetProperty("completed").GetInt32(), counts.GetProperty("queued").GetInt32()).Should().Be((1, 2));
        (await api.GetFileAsync(ids[0])).Json.Text("upload_description").Should().NotBeNull();
        var afterHalf = (await api.GetFileAsync(ids[1])).Json;
        (afterHalf.Text("variant_status"), afterHalf.Text("description_status"), afterHalf.Text("upload_description")).Should()
            .Be(("completed", "skipped", (string?)null));
        foreach (var id in ids) (await api.GetUploadStatusAsync(id))["is_terminal"].GetBoolean().Should().BeTrue();
        (await api.DeleteAsync($"/api/v2/files/{ids[2]}")).Status.Should().Be(200);
    }

    [Fact]
    public async Task A_finished_session_cannot_be_cancelled()
    {
        await using var api = await TestApi.StartAsync();
        var completed = await UploadBatchAsync(api, 1);
        var failed = (await api.UploadBatchAsync([(Samples.File("hostile/script.sh"), "script.sh")])).Json.Text("session_id")!;

        var responses = new[] { await CancelAsync(api, completed), await CancelAsync(api, failed),
            await CancelAsync(api, "00000000-0000-4000-8000-000000000000"), await CancelAsync(api, "x") };

        responses.Select(response => response.Status).Should().Equal(400, 400, 404, 422);
    }

    [Fact]
    public async Task Results_come_in_the_order_of_the_files_in_pages_with_or_without_the_failed_ones()
    {
        await using var api = await TestApi.StartAsync();
        var existing = await api.UploadAndGetIdAsync(Samples.Photo(), "known.jpg");
        var session = (await api.UploadBatchAsync(
            [(Samples.Note(1), "0.txt"), (Samples.File("hostile/script.sh"), "1.sh"), (Samples.Photo(), "2.jpg"),
                (Samples.Photo(2), "3.jpg"), (Samples.File("hostile/truncated.jpg"), "4.jpg"), (Samples.Note(5), "5.txt")],
            "skip_duplicates=yes")).Json.Text("session_id")!;

        var all = await api.GetSessionAsync(session, "results");
        var page = await api.GetSessionAsync(session, "results?limit=2&offset=1");
        var withoutFailed = await api.GetSessionAsync(session, "results?include_failed=false&limit=3");

        all.Items("results").Select(item => item.Text("filename")![..1] + item.Text("status")).Should()
            .Equal("0completed", "1failed", "2skipped", "3completed", "4failed", "5completed");
        all.Items("results")[2].Text("file_id").Should().Be(existing);
        all.Items("results")[1].Text("file_id").Should().BeNull();
        (page["total_count"].GetInt32(), page["has_more"].GetBoolean(), page.Items("results")[0].Text("filename")).Should()
            .Be((6, true, "1.sh"));
        (withoutFailed["total_count"].GetInt32(), withoutFailed["has_more"].GetBoolean(), withoutFailed["summary"].GetRawText()).Should()
            .Be((4, true, """{"total_files":6,"completed":3,"failed":2,"skipped":1}"""));
        (await api.GetSessionAsync(session, "results?limit=501")).Field.Should().Be("limit");
        (await api.GetSessionAsync(session, "results?limit=500")).Status.Should().Be(200);
    }

    [Fact]
    public async Task A_result_remains_after_its_file_is_deleted()
    {
        await using var api = await TestApi.StartAsync();
        var batch = await api.UploadBatchAsync([(Samples.Photo(), "a.jpg")]);
        var session = batch.Json.Text("session_id")!;
        await api.DeleteAsync($"/api/v2/files/{batch.Items("immediate_results")[0].Text("file_id")}");

        var deleted = (await api.GetSessionAsync(session, "results")).Items("results").Single();
        await api.AdvanceAsync(TimeSpan.FromDays(31));
        var purged = (await api.GetSessionAsync(session, "results")).Items("results").Single();

        (deleted.Text("status"), deleted.Text("thumbnail_url")).Should().Be(("completed", (string?)null));
        (purged.Text("status"), purged.Text("filename"), purged.Text("description")).Should().Be(("completed", "a.jpg", (string?)null));
        (await api.GetSessionAsync(session)).Json.Number("completed_files").Should().Be(1);
    }

    [Fact]
    public async Task A_session_whose_pending_file_is_purged_ends()
    {
        await using var api = await TestApi.StartAsync(o => o with { Pipeline = PipelineMode.Manual });
        var batch = await api.UploadBatchAsync([(Samples.Photo(), "a.jpg")]);
        await api.DeleteAsync($"/api/v2/files/{batch.Items("immediate_results")[0].Text("file_id")}");

        await api.AdvanceAsync(TimeSpan.FromDays(31));

        var session = (await api.GetSessionAsync(batch.Json.Text("session_id")!)).Json;
        (session.Text("status"), session.Number("failed_files"), session.Number("pending_files")).Should().Be(("failed", 1, 0));
    }

    private static async Task<string> UploadBatchAsync(
        TestApi api, int n) => (await api.UploadBatchAsync([(Samples.Photo(n), $"{n}.jpg")])).Json.Text("session_id")!;

    private static Task<TestResponse> ListAsync(TestApi api, string query) => api.GetAsync("/api/v2/files/sessions?" + query);

    private static Task<TestResponse> CancelAsync(TestApi api, string session) => api.PostAsync($"/api/v2/files/sessions/{session}/cancel");

    /// <summary>The status, completed + failed + skipped + pending, the progress, and the time of completion.</summary>
    private static string FormatProgress(TestResponse session)
    {
        string[] counts = ["completed_files", "failed_files", "skipped_files", "pending_files"];
        var counted = string.Join('+', counts.Select(name => session.Json.Number(name)));
        var progress = session["progress_percentage"].GetDouble().ToString(CultureInfo.InvariantCulture);
        return $"{session.Json.Text("status")} {counted} {progress} {session.Json.Text("completed_at") ?? "-"}";
    }
}
