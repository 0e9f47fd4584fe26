using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Uploads;

public sealed class UploadStatusTests
{
    [Fact]
    public async Task A_photo_goes_through_its_stages_as_they_are_released()
    {
        await using var api = await TestApi.StartAsync(o => o with { Pipeline = PipelineMode.Manual });
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");

        var queued = await api.GetUploadStatusAsync(id);
        await api.ReleaseStageAsync(id, "variants");
        await api.AdvanceAsync(TimeSpan.FromMilliseconds(40));
        var processing = await api.GetUploadStatusAsync(id);
        await api.ReleaseStageAsync(id, "description");
        await api.AdvanceAsync(TimeSpan.FromSeconds(10));
        var completed = await api.GetUploadStatusAsync(id);

        FormatStatus(queued).Should().Be("queued pending pending pending null 2 False");
        FormatStatus(processing).Should().Be("processing processing pending processing null 2 False");
        processing["processing_duration_seconds"].GetDouble().Should().Be(0.04);
        FormatStatus(completed).Should().Be("completed completed completed completed 2026-02-01T00:00:00.440000Z 0 True");
        completed["processing_duration_seconds"].GetDouble().Should().Be(0.44);
        completed.Json.Text("last_updated_at").Should().Be("2026-02-01T00:00:00.440000Z");
    }

    [Fact]
    public async Task A_text_is_queued_behind_its_extraction_by_the_clock()
    {
        await using var api = await TestApi.StartAsync(o => o with { Pipeline = PipelineMode.Quick });
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var id = await api.UploadAndGetIdAsync(Samples.Note(), "note.txt");

        var statuses = new List<string>();
        foreach (var ms in new[] { 0, 149, 1, 99, 1, 199, 1 })
        {
            await api.AdvanceAsync(TimeSpan.FromMilliseconds(ms));
            var file = (await api.GetFileAsync(id)).Json;
            statuses.Add(
                $"{file.Text("primary_status")} {file.Text("text_extraction_status")} {file.Text("description_status")} "
                + $"{file.Text("extracted_text") is not null} {(await api.GetUploadStatusAsync(id))["processing_ids"].GetArrayLength()}");
        }

        statuses.Should().Equal(
            "processing processing queued False 4", "processing processing queued False 4",
            "processing completed processing True 3", "processing completed processing True 3",
            "processing completed processing True 2", "processing completed processing True 1",
            "completed completed completed True 0");
    }

    [Fact]
    public async Task A_failed_file_reports_its_error_and_time()
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var id = await api.UploadAndGetIdAsync(Samples.File("hostile/truncated.jpg"), "truncated.jpg");

        var status = (await api.GetUploadStatusAsync(id)).Json;

        (status.Text("unified_status"), status.GetProperty("is_terminal").GetBoolean(), status.Text("last_error_at")).Should()
            .Be(("failed", true, "2026-02-01T00:00:00Z"));
        status.Text("error_message").Should().Be((await api.GetFileAsync(id)).Json.Text("description_error"));
    }

    [Fact]
    public async Task A_status_names_the_session_and_a_deleted_file_has_none()
    {
        await using var api = await TestApi.StartAsync();
        var batch = await api.UploadBatchAsync([(Samples.Photo(), "a.jpg")]);
        var id = batch.Items("immediate_results")[0].Text("file_id")!;

        var status = await api.GetUploadStatusAsync(id);
        await api.DeleteAsync($"/api/v2/files/{id}");

        status.Json.Text("session_id").Should().Be(batch.Json.Text("session_id"));
        (await api.GetUploadStatusAsync(id)).Status.Should().Be(404);
        (await api.WithKey(TestApi.CreateKey(1)).GetUploadStatusAsync(id)).Status.Should().Be(404);
        (await api.GetUploadStatusAsync(id[..8])).Status.Should().Be(422);
    }

    private static string FormatStatus(TestResponse status)
    {
        var parts = status["component_statuses"];
        return string.Join(' ',
            status.Json.Text("unified_status"), parts.Text("variant_status"), parts.Text("description_status"),
            parts.Text("processing_status"),
            status.Json.Text("completed_at") ?? "null", status["processing_ids"].GetArrayLength(), status["is_terminal"].GetBoolean());
    }
}
