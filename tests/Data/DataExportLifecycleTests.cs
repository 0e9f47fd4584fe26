using FluentAssertions;
using Scopix.Emulator.Tests.Exports;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Data;

public sealed class DataExportLifecycleTests
{
    private static readonly object Body = new { data_type = "descriptions", format = "jsonl" };

    [Theory]
    [InlineData(PipelineMode.Quick, 0.3)]
    [InlineData(PipelineMode.Realistic, 8)]
    public async Task An_export_is_processing_until_its_estimated_completion_time(PipelineMode mode, double seconds)
    {
        await using var api = await StartAsync(mode);

        var accepted = await api.ExportDataAsync(Body);
        await api.AdvanceAsync(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
        var before = await api.GetExportStatusAsync(accepted);
        await api.AdvanceAsync(TimeSpan.FromMilliseconds(1));
        var after = await api.GetExportStatusAsync(accepted);

        var (id, due) = (accepted["export_id"].GetString(), seconds == 8 ? "2026-03-01T12:00:08Z" : "2026-03-01T12:00:00.300000Z");
        accepted.Status.Should().Be(202);
        accepted.Text.Should().Be($$"""
            {"export_id":"{{id}}","status":"processing","download_url":null,"record_count":null,"format":"jsonl",
            "created_at":"2026-03-01T12:00:00Z","estimated_completion_time":"{{due}}","error_message":null}
            """.OnOneLine());
        before.Text.Should().Be(accepted.Text);
        (after["status"].GetString(), after["record_count"].GetInt32(), after["created_at"].GetString()).Should()
            .Be(("completed", 0, "2026-03-01T12:00:00Z"));
        after["estimated_completion_time"].GetString().Should().BeNull();
        after["error_message"].GetString().Should().BeNull();
        (await api.DownloadExportAsync(after)).Status.Should().Be(200);
    }

    [Fact]
    public async Task An_instant_export_is_completed_in_the_response()
    {
        await using var api = await StartAsync(PipelineMode.Instant);

        var accepted = await api.ExportDataAsync(Body);

        accepted.Status.Should().Be(202);
        accepted["status"].GetString().Should().Be("completed");
        (await api.GetExportStatusAsync(accepted)).Text.Should().Be(accepted.Text);
    }

    [Fact]
    public async Task An_export_contains_nothing_that_happened_after_its_request()
    {
        await using var api = await StartAsync(PipelineMode.Realistic);
        await api.UploadAndGetIdAsync(Samples.Photo(1), "a.jpg");
        await api.AdvanceAsync(TimeSpan.FromMinutes(1));

        var accepted = await api.ExportDataAsync(Body);
        await api.UploadAndGetIdAsync(Samples.Photo(2), "b.jpg");
        await api.AdvanceAsync(TimeSpan.FromMinutes(1));
        var done = await api.GetExportStatusAsync(accepted);

        done["record_count"].GetInt32().Should().Be(1);
        (await api.DownloadExportAsync(done)).ParseJsonLines().Should().ContainSingle();
    }

    [Fact]
    public async Task A_download_URL_is_valid_for_an_hour_and_renewed_by_each_status_for_a_day()
    {
        using var folder = new DataDirectory();
        await using var api = await TestApi.StartAsync(options => options with { Data = folder.Location });
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        var first = await api.ExportDataAsync(Body);

        await api.AdvanceAsync(TimeSpan.FromSeconds(3601));
        var (stale, second) = (await api.DownloadExportAsync(first), await api.GetExportStatusAsync(first));
        var fresh = await api.DownloadExportAsync(second);
        await api.AdvanceAsync(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(3602));
        var last = await api.DownloadExportAsync(await api.GetExportStatusAsync(first));
        await api.AdvanceAsync(TimeSpan.FromSeconds(1));
        var over = await api.GetExportStatusAsync(first);

        stale.Status.Should().Be(403);
        stale.Text.Should().Contain("expired");
        fresh.Status.Should().Be(200);
        last.Status.Should().Be(200);
        over.Status.Should().Be(200);
        (over["status"].GetString(), over["download_url"].GetString(), over["record_count"].GetInt32()).Should().Be(("completed", null, 0));
        folder.ListObjects().Should().BeEmpty();
    }

    [Fact]
    public async Task A_held_export_is_pending_until_it_is_released()
    {
        await using var api = await StartAsync(PipelineMode.Manual);
        var accepted = await api.ExportDataAsync(Body);

        await api.AdvanceAsync(TimeSpan.FromDays(3));
        var held = await api.GetExportStatusAsync(accepted);
        var released = await ApplyActionAsync(api, accepted, "release");
        var running = await api.GetExportStatusAsync(accepted);
        await api.AdvanceAsync(TimeSpan.FromMilliseconds(300));
        var done = await api.GetExportStatusAsync(accepted);

        accepted["status"].GetString().Should().Be("pending");
        accepted["estimated_completion_time"].GetString().Should().BeNull();
        held.Text.Should().Be(accepted.Text);
        released.Text.Should().Be($$"""{"export_id":"{{accepted["export_id"].GetString()}}","stage":"export","status":"processing"}""");
        running["estimated_completion_time"].GetString().Should().Be("2026-03-04T12:00:00.300000Z");
        (done["status"].GetString(), done["record_count"].GetInt32()).Should().Be(("completed", 0));
        (await api.DownloadExportAsync(done)).Status.Should().Be(200);
        (await ApplyActionAsync(api, accepted, "release")).ShouldFail(409, "HTTP_409");
        (await ApplyActionAsync(api, accepted, "fail")).ShouldFail(409, "HTTP_409");
    }

    [Fact]
    public async Task A_held_export_can_be_made_to_fail()
    {
        await using var api = await StartAsync(PipelineMode.Manual);
        var accepted = await api.ExportDataAsync(Body);

        var failed = await ApplyActionAsync(api, accepted, "fail");
        var state = await api.GetExportStatusAsync(accepted);

        failed["status"].GetString().Should().Be("failed");
        (state["status"].GetString(), state["error_message"].GetString()).Should().Be(("failed", "Export failed"));
        state["download_url"].GetString().Should().BeNull();
        state["record_count"].ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
    }

    [Theory]
    [InlineData("""{"action":"explode"}""", "action")]
    [InlineData("""{"action":null}""", "action")]
    [InlineData("""{}""", "action")]
    [InlineData("""{"action":"fail","now":true}""", "now")]
    public async Task An_unknown_action_is_refused_with_its_field(string body, string field)
    {
        await using var api = await StartAsync(PipelineMode.Manual);
        var accepted = await api.ExportDataAsync(Body);

        var response = await api
            .SendTextAsync(HttpMethod.Post, $"/_emulator/data/exports/{accepted["export_id"].GetString()}/stages/export", body);

        response.ShouldFail(422, "VALIDATION_ERROR", field);
    }

    [Fact]
    public async Task An_export_is_visible_only_to_its_tenant()
    {
        await using var api = await StartAsync(PipelineMode.Manual);
        var (accepted, other) = (await api.ExportDataAsync(Body), api.WithKey(TestApi.CreateKey(1)));

        (await other.GetExportStatusAsync(accepted)).ShouldFail(404, "HTTP_404");
        (await ApplyActionAsync(other, accepted, "release")).ShouldFail(404, "HTTP_404");
        (await api.WithKey(null).GetExportStatusAsync(accepted)).ShouldFail(401, "INVALID_API_KEY");
        (await api.GetAsync("/api/v2/data/export/00000000-0000-4000-8000-000000000000")).ShouldFail(404, "HTTP_404");
        (await api.GetAsync("/api/v2/data/export/desc_1")).ShouldFail(422, "VALIDATION_ERROR", "export_id");
    }

    [Fact]
    public async Task A_running_export_continues_after_a_restart_and_is_removed_by_a_reset()
    {
        using var folder = new DataDirectory();
        TestResponse accepted;
        await using (var first = await Start(folder))
        {
            await first.FreezeAsync("2026-03-01T12:00:00Z");
            accepted = await first.ExportDataAsync(Body);
        }

        await using var api = await Start(folder);
        var before = await api.GetExportStatusAsync(accepted);
        await api.AdvanceAsync(TimeSpan.FromSeconds(8));
        var after = await api.DownloadExportAsync(await api.GetExportStatusAsync(accepted));
        await api.PostAsync("/_emulator/reset");

        before.Text.Should().Be(accepted.Text);
        after.Status.Should().Be(200);
        (await api.GetExportStatusAsync(accepted)).ShouldFail(404, "HTTP_404");
        folder.ListObjects().Should().BeEmpty();

        static Task<TestApi> Start(DataDirectory folder) =>
            TestApi.StartAsync(options => options with { Data = folder.Location, Pipeline = PipelineMode.Realistic });
    }

    private static async Task<TestApi> StartAsync(PipelineMode mode)
    {
        var api = await TestApi.StartAsync(options => options with { Pipeline = mode });
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        return api;
    }

    private static Task<TestResponse> ApplyActionAsync(TestApi api, TestResponse export, string action) =>
        api.PostAsync($"/_emulator/data/exports/{export["export_id"].GetString()}/stages/export", new { action });
}
