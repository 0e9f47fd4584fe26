using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Files;

public sealed class ProcessingHistoryTests
{
    private const string StartTime = "2026-02-01T00:00:00Z";

    [Fact]
    public async Task The_history_of_an_image_grows_with_the_clock()
    {
        await using var api = await StartAsync(PipelineMode.Quick);
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");

        var begun = await HistoryAsync(api, id);
        await api.AdvanceAsync(TimeSpan.FromMilliseconds(80));
        var between = await HistoryAsync(api, id);
        await api.AdvanceAsync(TimeSpan.FromMilliseconds(320));
        var done = await HistoryAsync(api, id);

        begun.Should().Equal(FormatEntry(id, "variants", "processing"), FormatEntry(id, "description", "processing"));
        between.Should()
            .Equal(FormatEntry(id, "variants", "completed", "2026-02-01T00:00:00.080000Z"), FormatEntry(id, "description", "processing"));
        done.Should().Equal(
            FormatEntry(id, "variants", "completed", "2026-02-01T00:00:00.080000Z"),
            FormatEntry(id, "description", "completed", "2026-02-01T00:00:00.400000Z"));
    }

    [Fact]
    public async Task A_stage_that_has_not_started_or_is_skipped_has_no_entry()
    {
        await using var api = await StartAsync(PipelineMode.Manual);
        var held = await api.UploadAndGetIdAsync(Samples.Photo(1), "a.jpg");
        var silent = await api.UploadAndGetIdAsync(Samples.Photo(2), "b.jpg", "auto_describe=false");

        var waiting = await HistoryAsync(api, held);
        await api.ReleaseStageAsync(silent, "variants");
        await api.AdvanceAsync(TimeSpan.FromSeconds(1));
        var left = await HistoryAsync(api, silent);

        waiting.Should().BeEmpty();
        left.Should().Equal(FormatEntry(silent, "variants", "completed", "2026-02-01T00:00:00.080000Z"));
    }

    [Fact]
    public async Task The_entry_of_a_failed_stage_has_an_error_message()
    {
        await using var api = await StartAsync(PipelineMode.Manual);
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");

        await api.PostAsync($"/_emulator/files/{id}/stages/description", new { action = "fail", fail = "timeout" });

        (await HistoryAsync(api, id)).Should().Equal(FormatEntry(id, "description", "failed", StartTime, "\"The description timed out\""));
    }

    [Fact]
    public async Task Regenerated_variants_have_the_times_of_their_last_run()
    {
        await using var api = await StartAsync(PipelineMode.Quick);
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        await api.AdvanceAsync(TimeSpan.FromMinutes(1));

        await api.PostAsync($"/api/v2/files/{id}/trigger-variants");
        var during = await HistoryAsync(api, id);
        await api.AdvanceAsync(TimeSpan.FromMinutes(1));
        var after = await HistoryAsync(api, id);

        during.Should().Equal(
            FormatEntry(id, "description", "completed", "2026-02-01T00:00:00.400000Z"),
            FormatEntry(id, "variants", "processing", began: "2026-02-01T00:01:00Z"));
        after.Should().Equal(
            FormatEntry(id, "description", "completed", "2026-02-01T00:00:00.400000Z"),
            FormatEntry(id, "variants", "completed", "2026-02-01T00:01:00.080000Z", began: "2026-02-01T00:01:00Z"));
    }

    [Theory]
    [InlineData("clip.mp4")]
    [InlineData("note.txt")]
    public async Task Only_images_have_a_processing_history(string name)
    {
        await using var api = await StartAsync(PipelineMode.Instant);

        var id = await api.UploadAndGetIdAsync(name == "note.txt" ? Samples.Note() : Samples.File(name), name);

        (await api.GetFileAsync(id)).Json.TryGetProperty("processing_history", out _).Should().BeFalse();
    }

    private static async Task<TestApi> StartAsync(PipelineMode mode)
    {
        var api = await TestApi.StartAsync(options => options with { Pipeline = mode });
        await api.FreezeAsync(StartTime);
        return api;
    }

    private static async Task<string[]> HistoryAsync(TestApi api, string id) =>
        [.. (await api.GetFileAsync(id)).Items("processing_history").Select(entry => entry.GetRawText())];

    private static string FormatEntry(
        string id, string stage, string status, string? ended = null, string error = "null", string began = StartTime)
    {
        var operation = stage == "variants" ? "generate_variants" : "describe";
        var completed = ended is null ? "null" : $"\"{ended}\"";
        return $$"""
            {"id":"task_{{id[..8]}}_{{stage}}","operation_type":"{{operation}}","status":"{{status}}","created_at":"{{began}}",
            "completed_at":{{completed}},"error_message":{{error}}}
            """.OnOneLine();
    }
}
