using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Engine;

public sealed class StageActionTests
{
    [Fact]
    public async Task A_held_running_stage_restarts_when_it_is_released()
    {
        await using var api = await StartAsync(PipelineMode.Quick);
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");

        await api.AdvanceAsync(TimeSpan.FromMilliseconds(200));
        var held = await ApplyStageActionAsync(api, id, "description", new { action = "hold" });
        await api.AdvanceAsync(TimeSpan.FromDays(1));
        var waiting = await api.GetAsync($"/api/v2/files/{id}");
        await ApplyStageActionAsync(api, id, "description", new { action = "release" });
        await api.AdvanceAsync(TimeSpan.FromMilliseconds(399));
        var nearly = await api.GetAsync($"/api/v2/files/{id}");
        await api.AdvanceAsync(TimeSpan.FromMilliseconds(1));
        var done = await api.GetAsync($"/api/v2/files/{id}");

        held["status"].GetString().Should().Be("processing");
        waiting["description_status"].GetString().Should().Be("processing");
        nearly["description_status"].GetString().Should().Be("processing");
        done["description_status"].GetString().Should().Be("completed");
    }

    [Fact]
    public async Task A_manually_completed_stage_has_its_result()
    {
        await using var api = await StartAsync(PipelineMode.Manual);
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");

        var completed = await ApplyStageActionAsync(api, id, "description", new { action = "complete" });
        var file = await api.GetAsync($"/api/v2/files/{id}");

        completed["status"].GetString().Should().Be("completed");
        file["upload_description"].GetString().Should().NotBeNullOrEmpty();
        file["tags"].GetArrayLength().Should().BeGreaterThan(0);
    }

    [Theory]
    [InlineData("timeout", null, "timeout", "The description timed out")]
    [InlineData("vlm_error", "No GPU", "vlm_error", "No GPU")]
    [InlineData("No idea", null, "unknown", "No idea")]
    [InlineData(null, null, "unknown", "Processing failed")]
    public async Task A_manually_failed_stage_has_the_given_error(string? fail, string? message, string type, string expectedMessage)
    {
        await using var api = await StartAsync(PipelineMode.Manual);
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");

        var failed = await ApplyStageActionAsync(api, id, "description", new { action = "fail", fail, message });
        var file = await api.GetAsync($"/api/v2/files/{id}");

        failed["status"].GetString().Should().Be("failed");
        (file["description_error_type"].GetString(), file["description_error"].GetString()).Should().Be((type, expectedMessage));
    }

    [Fact]
    public async Task A_stage_cannot_be_completed_before_its_prerequisite()
    {
        await using var api = await StartAsync(PipelineMode.Manual);
        var id = await api.UploadAndGetIdAsync(Samples.Note(), "note.txt");

        var early = await ApplyStageActionAsync(api, id, "description", new { action = "complete" });
        await ApplyStageActionAsync(api, id, "text_extraction", new { action = "complete" });
        var late = await ApplyStageActionAsync(api, id, "description", new { action = "complete" });

        early.ShouldFail(409, "HTTP_409");
        late["status"].GetString().Should().Be("completed");
    }

    [Fact]
    public async Task Acting_on_an_ended_stage_or_holding_a_held_stage_returns_409()
    {
        await using var api = await StartAsync(PipelineMode.Manual);
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");

        var heldAgain = await ApplyStageActionAsync(api, id, "description", new { action = "hold" });
        await ApplyStageActionAsync(api, id, "description", new { action = "complete" });

        heldAgain.ShouldFail(409, "HTTP_409");
        foreach (var action in (string[])["hold", "release", "complete", "fail"])
            (await ApplyStageActionAsync(api, id, "description", new { action })).ShouldFail(409, "HTTP_409");
    }

    [Theory]
    [InlineData("""{"action":"complete","fail":"timeout"}""", "fail")]
    [InlineData("""{"action":"fail","message":"x"}""", "message")]
    [InlineData("""{"action":"fail","fail":""}""", "fail")]
    [InlineData("""{"action":"fail","fail":"timeout","message":""}""", "message")]
    [InlineData("""{"action":"stall"}""", "action")]
    public async Task An_invalid_stage_action_is_refused_with_its_field(string body, string field)
    {
        await using var api = await StartAsync(PipelineMode.Manual);
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");

        (await api.SendTextAsync(HttpMethod.Post, $"/_emulator/files/{id}/stages/description", body)).ShouldFail(422, "VALIDATION_ERROR",
            field);
    }

    private static async Task<TestApi> StartAsync(PipelineMode mode)
    {
        var api = await TestApi.StartAsync(options => options with { Pipeline = mode });
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        return api;
    }

    private static Task<TestResponse> ApplyStageActionAsync(
        TestApi api, string id, string stage, object action) => api.PostAsync($"/_emulator/files/{id}/stages/{stage}", action);
}
