using FluentAssertions;
using Scopix.Emulator.Tests.DirectUploads;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Videos;

public sealed class CreditsTests
{
    private const string InsufficientCreditsMessage = "Insufficient credits: 2 required, 1 available";

    [Fact]
    public async Task Until_credits_are_set_they_are_not_counted_and_every_video_is_analysed()
    {
        await using var api = await TestApi.StartAsync();

        var video = await UploadVideoAsync(api);

        (video.GetProperty("analysis_skipped").GetBoolean(), await GetPrepaidCreditsAsync(api)).Should().Be((false, 0));
        (await api.GetAsync("/_emulator/credits")).Text.Should().Be("""{"prepaid":null,"reserved":0}""");
    }

    [Theory]
    [InlineData(2, 59, false, 1)]
    [InlineData(2, 61, false, 0)]
    [InlineData(5, 300, false, 0)]
    [InlineData(6, 300, false, 1)]
    [InlineData(1, 59, true, 1)]
    [InlineData(4, 300, true, 4)]
    public async Task An_analysis_needs_its_minutes_or_the_reservation_and_costs_its_minutes(
        int prepaid, int seconds, bool skipped, int remaining)
    {
        await using var api = await TestApi.StartAsync(o => o with { Credits = prepaid });

        var video = (await api
            .GetAsync($"/api/v2/files/{await api.UploadAndGetIdAsync(VideoAnalysisTests.CreateVideo(seconds), "long.mov")}")).Json;

        (video.GetProperty("analysis_skipped").GetBoolean(), await GetPrepaidCreditsAsync(api)).Should().Be((skipped, remaining));
        video.GetProperty("credits_required_for_analysis").GetRawText().Should().Be(!skipped ? "null" : seconds < 60 ? "2" : "5");
        if (skipped && seconds < 60) video.Text("analysis_skip_reason").Should().Be(InsufficientCreditsMessage);
    }

    [Fact]
    public async Task Two_credits_are_reserved_while_the_analysis_runs_and_settled_when_it_ends()
    {
        await using var api = await TestApi.StartAsync(o => o with { Credits = 3, Pipeline = PipelineMode.Manual });
        var first = (await UploadVideoAsync(api)).Text("id");
        var second = await UploadVideoAsync(api);

        var whileRunning = (await api.GetAsync("/_emulator/credits")).Text;
        await api.PostAsync($"/_emulator/files/{first}/stages/video_analysis", new { action = "complete" });
        var after = (await api.GetAsync("/_emulator/credits")).Text;
        await api.GetAsync("/_emulator/credits");

        second.Text("analysis_skip_reason").Should().Be(InsufficientCreditsMessage);
        (whileRunning, after).Should().Be(("""{"prepaid":1,"reserved":2}""", """{"prepaid":2,"reserved":0}"""));
    }

    [Fact]
    public async Task A_failed_or_cancelled_analysis_refunds_its_credits()
    {
        await using var api = await TestApi.StartAsync(o => o with { Credits = 4, Pipeline = PipelineMode.Manual });
        var failed = (await UploadVideoAsync(api)).Text("id");
        var batch = await api.UploadBatchAsync([(Samples.File("clip.mov"), "clip.mov")]);
        var reserved = await GetPrepaidCreditsAsync(api);

        await api.PostAsync($"/_emulator/files/{failed}/stages/video_analysis", new { action = "fail", fail = "timeout" });
        var once = await GetPrepaidCreditsAsync(api);
        await api.PostAsync($"/api/v2/files/sessions/{batch.Json.Text("session_id")}/cancel");

        (reserved, once, await GetPrepaidCreditsAsync(api)).Should().Be((0, 2, 4));
        (await api.GetAsync($"/api/v2/files/{batch["immediate_results"][0].Text("file_id")}")).Json.Text("analysis_skip_reason").Should()
            .Be("The upload session was cancelled");
    }

    [Theory]
    [InlineData("abort")]
    [InlineData("expire")]
    public async Task Completing_an_upload_reserves_credits_and_an_upload_that_fails_refunds_them(string end)
    {
        await using var api = await TestApi.StartAsync(o => o with { Credits = 10 });
        await api.FreezeAsync("2026-01-15T10:30:00Z");
        var created = await api
            .PostAsync("/api/v2/files/direct-uploads",
                DirectUploadRequests.CreateIntentBody(Samples.File("clip.mp4"), ("filename", "clip.mp4"), ("content_type", "video/mp4")));
        var path = $"/api/v2/files/direct-uploads/{created.Json.Text("upload_id")}";

        var early = await api.PostAsync(path + "/complete");
        var reserved = await GetPrepaidCreditsAsync(api);
        await api.PostAsync(path + "/complete");
        var again = await GetPrepaidCreditsAsync(api);
        if (end == "abort") await api.DeleteAsync(path);
        else await api.AdvanceAsync(TimeSpan.FromMinutes(10));

        early.ShouldFail(422, "VALIDATION_ERROR", "upload_id");
        (reserved, again, await GetPrepaidCreditsAsync(api)).Should().Be((8, 8, 10));
    }

    [Fact]
    public async Task A_completed_upload_transfers_its_reservation_to_the_file()
    {
        await using var api = await TestApi.StartAsync(o => o with { Credits = 2, Pipeline = PipelineMode.Manual });

        var upload = await api
            .CreateAndSendAsync(Samples.File("clip.mp4"),
                DirectUploadRequests.CreateIntentBody(Samples.File("clip.mp4"), ("filename", "clip.mp4"), ("content_type", "video/mp4")));
        var done = await api.PostAsync($"/api/v2/files/direct-uploads/{upload.Text("upload_id")}/complete");
        var again = await api.PostAsync($"/api/v2/files/direct-uploads/{upload.Text("upload_id")}/complete");

        (done.Status, again.Text).Should().Be((202, done.Text));
        (await api.GetAsync($"/api/v2/files/{done.Json.Text("file_id")}"))["analysis_skipped"].GetBoolean().Should().BeFalse();
        (await api.GetAsync("/_emulator/credits")).Text.Should().Be("""{"prepaid":0,"reserved":2}""");
    }

    [Fact]
    public async Task Prepaid_credits_are_available_beyond_the_monthly_quota_and_uploads_use_them()
    {
        await using var api = await TestApi.StartAsync(o => o with { Tier = Tier.Free, EnforceLimits = true, Credits = 2 });
        await api.FreezeAsync("2026-01-15T00:00:00Z");
        await api.UploadBatchAsync([.. Enumerable.Range(0, 10).Select(n => (Samples.Photo(n), "photo.jpg"))]);

        var check = await api.GetAsync("/api/v2/files/quota-check?file_count=3");
        int[] statuses = [.. await Task
            .WhenAll(Enumerable.Range(10, 3).Select(async n => (await api.UploadAsync(Samples.Photo(n), "photo.jpg")).Status))];

        (check["available"].GetInt32(), check["prepaid_credits"].GetInt32(), check["can_proceed"].GetBoolean()).Should().Be((2, 2, false));
        statuses.Order().Should().Equal(201, 201, 429);
        (await GetPrepaidCreditsAsync(api)).Should().Be(0);
    }

    [Fact]
    public async Task Credits_can_be_set_per_tenant_and_survive_a_restart_but_not_a_reset()
    {
        using var data = new DataDirectory();
        await using (var first = await TestApi.StartAsync(o => o with { Data = data.Location }))
        {
            (await first.PostAsync("/_emulator/credits", new { prepaid = 7 })).Text.Should().Be("""{"prepaid":7,"reserved":0}""");
            await UploadVideoAsync(first);
        }

        await using var api = await TestApi.StartAsync(o => o with { Data = data.Location });
        var afterReset = await GetPrepaidCreditsAsync(api);
        await api.PostAsync("/_emulator/credits", new { prepaid = 0 });
        var (own, other) = (await UploadVideoAsync(api), await UploadVideoAsync(api.WithKey(TestApi.CreateKey(1))));
        await api.PostAsync("/_emulator/reset");

        afterReset.Should().Be(6);
        (own.GetProperty("analysis_skipped").GetBoolean(), other.GetProperty("analysis_skipped").GetBoolean()).Should().Be((true, false));
        (await api.GetAsync("/_emulator/credits")).Text.Should().Be("""{"prepaid":null,"reserved":0}""");
    }

    [Theory]
    [InlineData("""{"prepaid":-1}""", "prepaid")]
    [InlineData("""{"prepaid":1000001}""", "prepaid")]
    [InlineData("""{"prepaid":1.5}""", "prepaid")]
    [InlineData("""{}""", "prepaid")]
    [InlineData("""{"prepaid":1,"for":"videos"}""", "for")]
    public async Task An_invalid_number_of_credits_is_refused(string body, string field)
    {
        await using var api = await TestApi.StartInMemoryAsync();

        (await api.SendTextAsync(HttpMethod.Post, "/_emulator/credits", body)).ShouldFail(422, "VALIDATION_ERROR", field);
        (await api.SendTextAsync(HttpMethod.Post, "/_emulator/credits", """{"prepaid":1000000}""")).Status.Should().Be(200);
    }

    private static async Task<System.Text.Json.JsonElement> UploadVideoAsync(TestApi api) =>
        (await api.GetAsync($"/api/v2/files/{await api.UploadAndGetIdAsync(Samples.File("clip.mp4"), "clip.mp4")}")).Json;

    private static async Task<int> GetPrepaidCreditsAsync(
        TestApi api) => (await api.GetAsync("/api/v2/files/quota-check?file_count=1"))["prepaid_credits"].GetInt32();
}
