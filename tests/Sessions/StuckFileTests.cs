using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Sessions;

public sealed class StuckFileTests
{
    [Theory]
    [InlineData(1799.999, false)]
    [InlineData(1800, true)]
    public async Task A_file_without_progress_for_30_minutes_is_stuck_everywhere(double seconds, bool stuck)
    {
        await using var api = await TestApi.StartAsync(o => o with { Pipeline = PipelineMode.Manual });
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var batch = await api.UploadBatchAsync([(Samples.Photo(), "a.jpg")]);
        var (session, id) = (batch.Json.Text("session_id")!, batch.Items("immediate_results")[0].Text("file_id")!);

        await api.AdvanceAsync(TimeSpan.FromSeconds(seconds));

        var list = await ListStuckAsync(api, "");
        list["stuck_count"].GetInt32().Should().Be(stuck ? 1 : 0);
        list.Items("images").Select(item => item.Text("file_id")).Should().Equal(stuck ? [id] : []);
        (await api.GetUploadStatusAsync(id))["is_stuck"].GetBoolean().Should().Be(stuck);
        (await api.GetSessionAsync(session, "summary"))["counts"].Number("stuck").Should().Be(stuck ? 1 : 0);
    }

    [Fact]
    public async Task The_threshold_can_be_one_minute_and_progress_restarts_it()
    {
        await using var api = await TestApi.StartAsync(o => o with { Pipeline = PipelineMode.Manual });
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var (older, newer) =
            (await api.UploadAndGetIdAsync(Samples.Photo(1), "a.jpg"), await api.UploadAndGetIdAsync(Samples.Photo(2), "b.jpg"));
        await api.AdvanceAsync(TimeSpan.FromSeconds(59));
        var beforeThreshold = await ListStuckAsync(api, "stuck_minutes=1");
        await api.ReleaseStageAsync(newer, "variants");
        await api.AdvanceAsync(TimeSpan.FromSeconds(1));

        var one = await ListStuckAsync(api, "stuck_minutes=1");
        await api.AdvanceAsync(TimeSpan.FromMinutes(1));
        var both = await ListStuckAsync(api, "stuck_minutes=1&limit=1");

        beforeThreshold["stuck_count"].GetInt32().Should().Be(0);
        one.Items("images").Select(item => item.Text("file_id")).Should().Equal(older);
        one.Items("images")[0].GetProperty("is_stuck").GetBoolean().Should().BeTrue();
        (both["stuck_count"].GetInt32(), both.Items("images").Single().Text("file_id")).Should().Be((2, older));
    }

    [Fact]
    public async Task A_finished_or_deleted_file_is_not_stuck()
    {
        await using var api = await TestApi.StartAsync(o => o with { Pipeline = PipelineMode.Manual });
        await api.UploadAndGetIdAsync(Samples.File("clip.mp4"), "clip.mp4", "auto_describe=false");
        var deleted = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
        await api.DeleteAsync($"/api/v2/files/{deleted}");

        await api.AdvanceAsync(TimeSpan.FromDays(1));

        (await ListStuckAsync(api, ""))["stuck_count"].GetInt32().Should().Be(0);
    }

    [Theory]
    [InlineData("stuck_minutes=0", "stuck_minutes")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=501", "limit")]
    public async Task A_query_beyond_its_limits_is_refused(string query, string field)
    {
        await using var api = await TestApi.StartAsync();

        var response = await ListStuckAsync(api, query);

        (response.Status, response.Field).Should().Be((422, field));
    }

    [Fact]
    public async Task A_summary_counts_each_file_once()
    {
        await using var api = await TestApi.StartAsync(o => o with { Pipeline = PipelineMode.Manual });
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var batch = await api.UploadBatchAsync(
            [(Samples.Photo(1), "a.jpg"), (Samples.Photo(2), "b.jpg"), (Samples.Photo(3), "c.jpg"),
                (Samples.File("hostile/truncated.jpg"), "d.jpg"), (Samples.File("hostile/script.sh"), "e.sh")]);
        var ids = batch.Items("immediate_results").Select(item => item.Text("file_id")!).ToArray();
        foreach (var id in new[] { ids[0], ids[3] })
        {
            await api.ReleaseStageAsync(id, "variants");
            await api.ReleaseStageAsync(id, "description");
        }

        await api.AdvanceAsync(TimeSpan.FromSeconds(1));
        await api.ReleaseStageAsync(ids[1], "variants");

        var summary = await api.GetSessionAsync(batch.Json.Text("session_id")!, "summary");
        summary["counts"].GetRawText().Should().Be("""
            {"total":5,"uploading":0,"confirming":0,"queued":1,"processing":1,"completed":1,"failed":2,"partially_completed":0,
            "stuck":0}
            """.OnOneLine());
        summary["description_counts"].GetRawText().Should().Be("""{"pending":2,"processing":0,"completed":1,"failed":1,"skipped":0}""");
        (summary["error_summary"].Number("count"), summary["error_summary"].GetProperty("messages").GetArrayLength()).Should().Be((2, 2));
        (summary.Json.Text("overall_status"), summary["completion_percentage"].GetDouble(), summary.Json.Text("last_activity_at")).Should()
            .Be(("processing", 60.0, "2026-02-01T00:00:01Z"));
    }

    private static Task<TestResponse> ListStuckAsync(TestApi api, string query) => api.GetAsync("/api/v2/files/sessions/stuck?" + query);
}
