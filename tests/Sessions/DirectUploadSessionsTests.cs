using System.Text.Json;
using FluentAssertions;
using Scopix.Emulator.Tests.DirectUploads;
using Scopix.Emulator.Tests.Stores;
using Xunit;

namespace Scopix.Emulator.Tests.Sessions;

/// <summary>A direct upload is a session of one file with the upload's id, with three statuses of progress and five final ones.</summary>
public sealed class DirectUploadSessionsTests
{
    private static readonly byte[] Long = DirectUploadRequests.CreateLongPhoto();

    [Theory]
    [OnBothStores]
    public async Task A_session_with_one_PUT_is_pending_then_uploading_then_processing_then_completed(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync(options => options with { Pipeline = PipelineMode.Quick });
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var upload = await api.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo()));

        var summaries = new List<string> { await GetSessionSummaryAsync(api, upload) };
        await DirectUploadRequests.PutAsync(upload, Samples.Photo());
        summaries.Add(await GetSessionSummaryAsync(api, upload));
        var file = (await api.CompleteAsync(upload)).Json.Text("file_id")!;
        summaries.Add(await GetSessionSummaryAsync(api, upload));
        await api.AdvanceAsync(TimeSpan.FromHours(1));
        summaries.Add(await GetSessionSummaryAsync(api, upload));

        summaries.Should().Equal(
            "pending 0+0+0+1 0 uploading", "uploading 0+0+0+1 0 confirming", "processing 0+0+0+1 0 processing",
            "completed 1+0+0+0 100 completed");
        (await api.GetUploadStatusAsync(file)).Json.Text("session_id").Should().Be(GetId(upload));
        var result = (await api.GetSessionAsync(GetId(upload), "results")).Items("results").Single();
        (result.Text("file_id"), result.Text("filename"), result.Text("status")).Should().Be((file, "photo.jpg", "completed"));
    }

    [Theory]
    [OnBothStores]
    public async Task A_session_is_uploading_after_the_first_part_and_confirming_after_all_are_confirmed(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var upload = await api.CreateIntentAsync(DirectUploadRequests.CreateMultipartIntentBody(Long));

        var summaries = new List<string> { await GetSessionSummaryAsync(api, upload) };
        await DirectUploadRequests.PutPartAsync(upload, 2, DirectUploadRequests.GetPart(Long, 2));
        summaries.Add(await GetSessionSummaryAsync(api, upload));
        await api.SendPartAsync(upload, Long, 2);
        await api.SendPartAsync(upload, Long, 1);
        summaries.Add(await GetSessionSummaryAsync(api, upload));
        await api.CompleteAsync(upload);
        summaries.Add(await GetSessionSummaryAsync(api, upload));

        summaries.Should().Equal(
            "pending 0+0+0+1 0 uploading", "uploading 0+0+0+1 0 uploading", "uploading 0+0+0+1 0 confirming",
            "completed 1+0+0+0 100 completed");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_upload_that_is_not_completed_in_time_has_an_expired_session_with_a_failed_file(bool isSwept)
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var upload = await api.CreateAndSendAsync(Samples.Photo());
        await api.AdvanceAsync(TimeSpan.FromMinutes(11));

        if (isSwept) await api.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo(1)));
        var session = (await api.GetSessionAsync(GetId(upload))).Json;

        (await GetSessionSummaryAsync(api, upload)).Should().Be("expired 0+1+0+0 100 failed");
        session.Text("completed_at").Should().Be("2026-02-01T00:10:00Z");
        session.GetProperty("recent_errors")[0].Text("error").Should().Be("Upload intent expired");
        var result = (await api.GetSessionAsync(GetId(upload), "results")).Items("results").Single();
        (result.Text("file_id"), result.Text("status")).Should().Be((null, "failed"));
        result.Text("error_message").Should().Be("Upload intent expired");
        (await CancelAsync(api, upload)).Status.Should().Be(400);
    }

    [Fact]
    public async Task Bytes_that_differ_from_the_claimed_hash_fail_the_session()
    {
        await using var api = await TestApi.StartAsync();
        var upload =
            await api.CreateAndSendAsync(DirectUploadRequests.CreateLongPhoto(n: 1), DirectUploadRequests.CreateMultipartIntentBody(Long));

        (await api.CompleteAsync(upload)).Status.Should().Be(409);

        (await GetSessionSummaryAsync(api, upload)).Should().Be("failed 0+1+0+0 100 failed");
        (await api.GetSessionAsync(GetId(upload))).Items("recent_errors").Single().Text("error").Should()
            .StartWith("claimed_file_hash mismatch");
        (await CancelAsync(api, upload)).Status.Should().Be(400);
    }

    [Fact]
    public async Task Aborting_an_upload_cancels_its_session()
    {
        await using var api = await TestApi.StartAsync();
        var upload = await api.CreateAndSendAsync(Samples.Photo());

        await api.AbortAsync(upload, "no more");
        await api.AbortAsync(upload);

        (await GetSessionSummaryAsync(api, upload)).Should().Be("cancelled 0+0+0+1 0 queued");
        (await CancelAsync(api, upload)).Status.Should().Be(400);
    }

    [Theory]
    [OnBothStores("single_shot")]
    [OnBothStores("multipart")]
    public async Task Cancelling_a_session_aborts_its_upload_and_leaves_no_bytes(StoreUnderTest store, string mode)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync(options => options with { Credits = 10 });
        var upload = await api.CreateAndSendAsync(Long, DirectUploadRequests.CreateMultipartIntentBody(Long, ("upload_mode", mode)));

        var cancelled = await CancelAsync(api, upload);

        (cancelled.Status, cancelled.Json.Text("status")).Should().Be((200, "cancelled"));
        var state = (await api.GetIntentAsync(upload)).Json;
        (state.Text("status"), state.Text("error_message")).Should().Be(("FAILED", "Upload aborted: Session cancelled"));
        (await api.CompleteAsync(upload)).Status.Should().Be(409);
        (await CancelAsync(api, upload)).Status.Should().Be(400);
        (await fixture.ListObjectsAsync(0)).Should().BeEmpty();
    }

    [Fact]
    public async Task Cancelling_a_session_whose_file_is_processed_ends_its_stages()
    {
        await using var api = await TestApi.StartAsync(options => options with { Pipeline = PipelineMode.Manual });
        var upload = await api.CreateAndSendAsync(Samples.Photo());
        var file = (await api.CompleteAsync(upload)).Json.Text("file_id")!;

        var cancelled = await CancelAsync(api, upload);

        (cancelled.Status, cancelled.Json.Text("status")).Should().Be((200, "cancelled"));
        (await api.GetFileAsync(file)).Json.Text("description_status").Should().Be("skipped");
        (await api.GetUploadStatusAsync(file))["is_terminal"].GetBoolean().Should().BeTrue();
        (await api.GetIntentStatusAsync(upload)).Should().Be("COMPLETED");
    }

    [Fact]
    public async Task Sessions_of_direct_uploads_are_listed_by_method_and_by_each_status()
    {
        await using var api = await TestApi.StartAsync();
        var expired = await api.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo(1)));
        await api.AdvanceAsync(TimeSpan.FromMinutes(11));
        var pending = await api.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo(2)));
        var uploading = await api.CreateAndSendAsync(Samples.Photo(3));
        var completed = await api.CreateAndSendAsync(Samples.Photo(4));
        await api.CompleteAsync(completed);
        var cancelled = await api.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo(5)));
        await api.AbortAsync(cancelled);
        var batch = (await api.UploadBatchAsync([(Samples.Photo(6), "a.jpg")])).Json.Text("session_id");

        (await ListSessionIdsAsync(api, "")).Should()
            .Equal(batch, GetId(cancelled), GetId(completed), GetId(uploading), GetId(pending), GetId(expired));
        (await ListSessionIdsAsync(api, "upload_method=presigned&limit=2&offset=1")).Should().Equal(GetId(completed), GetId(uploading));
        (await ListSessionIdsAsync(api, "upload_method=streaming")).Should().Equal(batch);
        var each = new[] { ("expired", expired), ("pending", pending), ("uploading", uploading), ("cancelled", cancelled) };
        foreach (var (status, upload) in each)
            (await ListSessionIdsAsync(api, $"status={status}")).Should().Equal([GetId(upload)], status);
        (await ListSessionIdsAsync(api, "status=completed")).Should().Equal(batch, GetId(completed));
    }

    [Fact]
    public async Task A_skipped_duplicate_completes_the_session_with_the_existing_file()
    {
        await using var api = await TestApi.StartAsync();
        var known = await api.UploadAndGetIdAsync(Samples.Photo(), "known.jpg");
        var upload = await api
            .CreateAndSendAsync(Samples.Photo(), DirectUploadRequests.CreateIntentBody(Samples.Photo(), ("skip_duplicates", true)));

        await api.CompleteAsync(upload);

        (await GetSessionSummaryAsync(api, upload)).Should().Be("completed 0+0+1+0 100 completed");
        (await api.GetSessionAsync(GetId(upload), "results")).Items("results").Single().Text("file_id").Should().Be(known);
        (await api.GetUploadStatusAsync(known)).Json.Text("session_id").Should().BeNull();
    }

    [Fact]
    public async Task An_intent_repeated_with_its_idempotency_key_has_one_session()
    {
        await using var api = await TestApi.StartAsync();

        foreach (var _ in new[] { 1, 2 }) await api.PostIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo()), "once");

        (await ListSessionIdsAsync(api, "")).Should().ContainSingle();
    }

    [Fact]
    public async Task A_description_of_a_direct_upload_has_the_source_single()
    {
        await using var api = await TestApi.StartAsync();
        var upload = await api.CreateAndSendAsync(Samples.Photo());
        await api.CompleteAsync(upload);

        var descriptions = await api.GetAsync("/api/v2/data/descriptions");

        descriptions.Items().Single().Text("source_type").Should().Be("single");
        descriptions["statistics"].GetProperty("source_distribution").GetRawText().Should().NotContain("batch");
    }

    private static string GetId(JsonElement upload) => upload.Text("upload_id")!;

    private static Task<TestResponse> CancelAsync(TestApi api, JsonElement upload) =>
        api.PostAsync($"/api/v2/files/sessions/{GetId(upload)}/cancel");

    private static async Task<string[]> ListSessionIdsAsync(TestApi api, string query) =>
        [.. (await api.GetAsync("/api/v2/files/sessions?" + query)).Items().Select(session => session.Text("session_id")!)];

    /// <summary>The status, completed + failed + skipped + pending, the progress, and the unified status that counts the file.</summary>
    private static async Task<string> GetSessionSummaryAsync(TestApi api, JsonElement upload)
    {
        var session = (await api.GetSessionAsync(GetId(upload))).Json;
        var summary = (await api.GetSessionAsync(GetId(upload), "summary")).Json;
        summary.Text("overall_status").Should().Be(session.Text("status"));
        var counted = summary.GetProperty("counts").EnumerateObject()
            .Where(count => count.Name != "total" && count.Value.GetInt32() == 1).Select(count => count.Name);
        var numbers = string.Join('+', new[] { "completed", "failed", "skipped", "pending" }.Select(n => session.Number(n + "_files")));
        return FormattableString.Invariant(
            $"{session.Text("status")} {numbers} {session.GetProperty("progress_percentage").GetDouble()} {string.Join(' ', counted)}");
    }
}
