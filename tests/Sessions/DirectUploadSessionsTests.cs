using System.Text.Json;
using FluentAssertions;
using Scopix.Emulator.Tests.DirectUploads;
using Scopix.Emulator.Tests.Stores;
using Xunit;

namespace Scopix.Emulator.Tests.Sessions;

/// <summary>A direct upload is a session of one file, with the upload's id: pending, uploading, processing, and its five ends.</summary>
public sealed class DirectUploadSessionsTests
{
    private static readonly byte[] Long = Intents.LongPhoto();

    [Theory]
    [OnBothStores]
    public async Task One_PUT_makes_a_session_that_is_pending_then_uploading_then_processing_then_completed(Store store)
    {
        await using var kept = new Kept(store);
        await using var api = await kept.StartAsync(options => options with { Pipeline = PipelineMode.Quick });
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var upload = await api.AnnouncedAsync(Intents.Of(Samples.Photo()));

        var seen = new List<string> { await ShownAsync(api, upload) };
        await Intents.PutAsync(upload, Samples.Photo());
        seen.Add(await ShownAsync(api, upload));
        var file = (await api.CompleteAsync(upload)).Json.Text("file_id")!;
        seen.Add(await ShownAsync(api, upload));
        await api.AdvanceAsync(TimeSpan.FromHours(1));
        seen.Add(await ShownAsync(api, upload));

        seen.Should().Equal(
            "pending 0+0+0+1 0 uploading", "uploading 0+0+0+1 0 confirming", "processing 0+0+0+1 0 processing",
            "completed 1+0+0+0 100 completed");
        (await api.StatusAsync(file)).Json.Text("session_id").Should().Be(Id(upload));
        var result = (await api.SessionAsync(Id(upload), "results")).Items("results").Single();
        (result.Text("file_id"), result.Text("filename"), result.Text("status")).Should().Be((file, "photo.jpg", "completed"));
    }

    [Theory]
    [OnBothStores]
    public async Task Parts_make_a_session_uploading_with_the_first_and_confirming_when_all_are_confirmed(Store store)
    {
        await using var kept = new Kept(store);
        await using var api = await kept.StartAsync();
        var upload = await api.AnnouncedAsync(Intents.InParts(Long));

        var seen = new List<string> { await ShownAsync(api, upload) };
        await Intents.PutPartAsync(upload, 2, Intents.PartOf(Long, 2));
        seen.Add(await ShownAsync(api, upload));
        await api.SendPartAsync(upload, Long, 2);
        await api.SendPartAsync(upload, Long, 1);
        seen.Add(await ShownAsync(api, upload));
        await api.CompleteAsync(upload);
        seen.Add(await ShownAsync(api, upload));

        seen.Should().Equal(
            "pending 0+0+0+1 0 uploading", "uploading 0+0+0+1 0 uploading", "uploading 0+0+0+1 0 confirming",
            "completed 1+0+0+0 100 completed");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_upload_that_is_not_completed_in_time_makes_an_expired_session_with_a_failed_file(bool swept)
    {
        await using var api = await Api.StartAsync();
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var upload = await api.SentAsync(Samples.Photo());
        await api.AdvanceAsync(TimeSpan.FromMinutes(11));

        if (swept) await api.AnnouncedAsync(Intents.Of(Samples.Photo(1)));
        var session = (await api.SessionAsync(Id(upload))).Json;

        (await ShownAsync(api, upload)).Should().Be("expired 0+1+0+0 100 failed");
        session.Text("completed_at").Should().Be("2026-02-01T00:10:00Z");
        session.GetProperty("recent_errors")[0].Text("error").Should().Be("Upload intent expired");
        var result = (await api.SessionAsync(Id(upload), "results")).Items("results").Single();
        (result.Text("file_id"), result.Text("status")).Should().Be((null, "failed"));
        result.Text("error_message").Should().Be("Upload intent expired");
        (await CancelAsync(api, upload)).Status.Should().Be(400);
    }

    [Fact]
    public async Task Bytes_that_are_not_what_was_claimed_make_a_failed_session()
    {
        await using var api = await Api.StartAsync();
        var upload = await api.SentAsync(Intents.LongPhoto(n: 1), Intents.InParts(Long));

        (await api.CompleteAsync(upload)).Status.Should().Be(409);

        (await ShownAsync(api, upload)).Should().Be("failed 0+1+0+0 100 failed");
        (await api.SessionAsync(Id(upload))).Items("recent_errors").Single().Text("error").Should().StartWith("claimed_file_hash mismatch");
        (await CancelAsync(api, upload)).Status.Should().Be(400);
    }

    [Fact]
    public async Task Aborting_an_upload_cancels_its_session()
    {
        await using var api = await Api.StartAsync();
        var upload = await api.SentAsync(Samples.Photo());

        await api.AbortAsync(upload, "no more");
        await api.AbortAsync(upload);

        (await ShownAsync(api, upload)).Should().Be("cancelled 0+0+0+1 0 queued");
        (await CancelAsync(api, upload)).Status.Should().Be(400);
    }

    [Theory]
    [OnBothStores("single_shot")]
    [OnBothStores("multipart")]
    public async Task Cancelling_a_session_aborts_its_upload_and_leaves_no_bytes(Store store, string mode)
    {
        await using var kept = new Kept(store);
        await using var api = await kept.StartAsync(options => options with { Credits = 10 });
        var upload = await api.SentAsync(Long, Intents.InParts(Long, ("upload_mode", mode)));

        var cancelled = await CancelAsync(api, upload);

        (cancelled.Status, cancelled.Json.Text("status")).Should().Be((200, "cancelled"));
        var state = (await api.StateAsync(upload)).Json;
        (state.Text("status"), state.Text("error_message")).Should().Be(("FAILED", "Upload aborted: Session cancelled"));
        (await api.CompleteAsync(upload)).Status.Should().Be(409);
        (await CancelAsync(api, upload)).Status.Should().Be(400);
        (await kept.StoredAsync(0)).Should().BeEmpty();
    }

    [Fact]
    public async Task Cancelling_a_session_whose_file_is_processed_ends_its_stages()
    {
        await using var api = await Api.StartAsync(options => options with { Pipeline = PipelineMode.Manual });
        var upload = await api.SentAsync(Samples.Photo());
        var file = (await api.CompleteAsync(upload)).Json.Text("file_id")!;

        var cancelled = await CancelAsync(api, upload);

        (cancelled.Status, cancelled.Json.Text("status")).Should().Be((200, "cancelled"));
        (await api.FileAsync(file)).Json.Text("description_status").Should().Be("skipped");
        (await api.StatusAsync(file))["is_terminal"].GetBoolean().Should().BeTrue();
        (await api.StatusOfAsync(upload)).Should().Be("COMPLETED");
    }

    [Fact]
    public async Task Sessions_of_direct_uploads_are_listed_by_method_and_by_each_status()
    {
        await using var api = await Api.StartAsync();
        var expired = await api.AnnouncedAsync(Intents.Of(Samples.Photo(1)));
        await api.AdvanceAsync(TimeSpan.FromMinutes(11));
        var pending = await api.AnnouncedAsync(Intents.Of(Samples.Photo(2)));
        var uploading = await api.SentAsync(Samples.Photo(3));
        var completed = await api.SentAsync(Samples.Photo(4));
        await api.CompleteAsync(completed);
        var cancelled = await api.AnnouncedAsync(Intents.Of(Samples.Photo(5)));
        await api.AbortAsync(cancelled);
        var batch = (await api.UploadBatchAsync([(Samples.Photo(6), "a.jpg")])).Json.Text("session_id");

        (await ListedAsync(api, "")).Should().Equal(batch, Id(cancelled), Id(completed), Id(uploading), Id(pending), Id(expired));
        (await ListedAsync(api, "upload_method=presigned&limit=2&offset=1")).Should().Equal(Id(completed), Id(uploading));
        (await ListedAsync(api, "upload_method=streaming")).Should().Equal(batch);
        var each = new[] { ("expired", expired), ("pending", pending), ("uploading", uploading), ("cancelled", cancelled) };
        foreach (var (status, upload) in each)
            (await ListedAsync(api, $"status={status}")).Should().Equal([Id(upload)], status);
        (await ListedAsync(api, "status=completed")).Should().Equal(batch, Id(completed));
    }

    [Fact]
    public async Task A_duplicate_that_is_skipped_makes_a_completed_session_that_names_the_file_there_was()
    {
        await using var api = await Api.StartAsync();
        var known = await api.UploadedAsync(Samples.Photo(), "known.jpg");
        var upload = await api.SentAsync(Samples.Photo(), Intents.Of(Samples.Photo(), ("skip_duplicates", true)));

        await api.CompleteAsync(upload);

        (await ShownAsync(api, upload)).Should().Be("completed 0+0+1+0 100 completed");
        (await api.SessionAsync(Id(upload), "results")).Items("results").Single().Text("file_id").Should().Be(known);
        (await api.StatusAsync(known)).Json.Text("session_id").Should().BeNull();
    }

    [Fact]
    public async Task An_announcement_that_is_repeated_with_its_key_is_one_session()
    {
        await using var api = await Api.StartAsync();

        foreach (var _ in new[] { 1, 2 }) await api.AnnounceAsync(Intents.Of(Samples.Photo()), "once");

        (await ListedAsync(api, "")).Should().ContainSingle();
    }

    [Fact]
    public async Task A_description_of_a_direct_upload_has_the_source_single()
    {
        await using var api = await Api.StartAsync();
        var upload = await api.SentAsync(Samples.Photo());
        await api.CompleteAsync(upload);

        var descriptions = await api.GetAsync("/api/v2/data/descriptions");

        descriptions.Items().Single().Text("source_type").Should().Be("single");
        descriptions["statistics"].GetProperty("source_distribution").GetRawText().Should().NotContain("batch");
    }

    private static string Id(JsonElement upload) => upload.Text("upload_id")!;

    private static Task<Reply> CancelAsync(Api api, JsonElement upload) => api.PostAsync($"/api/v2/files/sessions/{Id(upload)}/cancel");

    private static async Task<string[]> ListedAsync(Api api, string query) =>
        [.. (await api.GetAsync("/api/v2/files/sessions?" + query)).Items().Select(session => session.Text("session_id")!)];

    /// <summary>Status, completed + failed + skipped + pending, progress, and under which unified status the file is counted.</summary>
    private static async Task<string> ShownAsync(Api api, JsonElement upload)
    {
        var session = (await api.SessionAsync(Id(upload))).Json;
        var summary = (await api.SessionAsync(Id(upload), "summary")).Json;
        summary.Text("overall_status").Should().Be(session.Text("status"));
        var counted = summary.GetProperty("counts").EnumerateObject()
            .Where(count => count.Name != "total" && count.Value.GetInt32() == 1).Select(count => count.Name);
        var numbers = string.Join('+', new[] { "completed", "failed", "skipped", "pending" }.Select(n => session.Number(n + "_files")));
        return FormattableString.Invariant(
            $"{session.Text("status")} {numbers} {session.GetProperty("progress_percentage").GetDouble()} {string.Join(' ', counted)}");
    }
}
