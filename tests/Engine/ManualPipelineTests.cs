using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Engine;

public sealed class ManualPipelineTests
{
    [Fact]
    public async Task A_held_stage_runs_after_its_release()
    {
        await using var api = await StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");

        await api.AdvanceAsync(TimeSpan.FromDays(1));
        var held = await api.GetAsync($"/api/v2/files/uploads-status/{id}");
        var released = await ReleaseAsync(api, id, "description");
        await api.AdvanceAsync(TimeSpan.FromMilliseconds(400));
        var described = await api.GetAsync($"/api/v2/files/{id}");

        held["unified_status"].GetString().Should().Be("queued");
        held["component_statuses"].GetProperty("description_status").GetString().Should().Be("pending");
        released.Text.Should().Be($$"""{"file_id":"{{id}}","stage":"description","status":"processing"}""");
        described["description_status"].GetString().Should().Be("completed");
        described["updated_at"].GetString().Should().Be("2026-03-02T12:00:00.400000Z");
        described["primary_status"].GetString().Should().Be("processing");
        described["thumbnail_url"].GetString().Should().BeNull();
    }

    [Fact]
    public async Task A_stage_released_before_its_prerequisite_is_queued()
    {
        await using var api = await StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Note(), "note.txt");

        var queued = await ReleaseAsync(api, id, "description");
        await ReleaseAsync(api, id, "text_extraction");
        await ReleaseAsync(api, id, "embedding");
        await ReleaseAsync(api, id, "digitization");
        await api.AdvanceAsync(TimeSpan.FromSeconds(5));
        var details = await api.GetAsync($"/api/v2/files/{id}");

        queued["status"].GetString().Should().Be("queued");
        details["primary_status"].GetString().Should().Be("completed");
        details["updated_at"].GetString().Should().Be("2026-03-01T12:00:00.450000Z");
    }

    [Fact]
    public async Task A_stage_can_be_released_only_once()
    {
        await using var api = await StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");

        await ReleaseAsync(api, id, "variants");
        var again = await ReleaseAsync(api, id, "variants");
        await api.AdvanceAsync(TimeSpan.FromSeconds(1));
        var over = await ReleaseAsync(api, id, "variants");

        again.ShouldFail(409, "HTTP_409");
        over.ShouldFail(409, "HTTP_409");
    }

    [Theory]
    [InlineData("rendering", """{"action":"release"}""", 422, "stage")]
    [InlineData("Description", """{"action":"release"}""", 422, "stage")]
    [InlineData("description", """{"action":"explode"}""", 422, "action")]
    [InlineData("description", """{"action":null}""", 422, "action")]
    [InlineData("description", """{}""", 422, "action")]
    [InlineData("description", """{"action":"release","now":true}""", 422, "now")]
    [InlineData("text_extraction", """{"action":"release"}""", 404, null)]
    [InlineData("video_analysis", """{"action":"release"}""", 404, null)]
    public async Task An_unknown_stage_or_one_that_a_photo_does_not_have_cannot_be_released(
        string stage, string body, int status, string? field)
    {
        await using var api = await StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");

        var response = await api.SendTextAsync(HttpMethod.Post, $"/_emulator/files/{id}/stages/{stage}", body);

        response.ShouldFail(status, status == 404 ? "HTTP_404" : "VALIDATION_ERROR", field);
    }

    [Fact]
    public async Task Releasing_a_stage_of_an_unknown_deleted_or_foreign_file_returns_404()
    {
        await using var api = await StartAsync();
        var (kept, gone) =
            (await api.UploadAndGetIdAsync(Samples.Photo(1), "a.jpg"), await api.UploadAndGetIdAsync(Samples.Photo(2), "b.jpg"));
        await api.DeleteAsync($"/api/v2/files/{gone}");

        TestResponse[] responses =
        [
            await ReleaseAsync(api, "00000000-0000-4000-8000-000000000000", "description"),
            await ReleaseAsync(api, gone, "description"),
            await ReleaseAsync(api.WithKey(TestApi.CreateKey(1)), kept, "description"),
        ];

        foreach (var response in responses) response.ShouldFail(404, "HTTP_404");
        (await ReleaseAsync(api.WithKey(null), kept, "description")).ShouldFail(401, "INVALID_API_KEY");
    }

    [Fact]
    public async Task A_document_cannot_be_deleted_while_its_text_is_extracted_or_embedded()
    {
        await using var api = await StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Note(), "note.txt");

        var early = await api.DeleteAsync($"/api/v2/files/{id}");
        await ReleaseAsync(api, id, "text_extraction");
        await api.AdvanceAsync(TimeSpan.FromSeconds(1));
        var between = await api.DeleteAsync($"/api/v2/files/{id}");
        await ReleaseAsync(api, id, "embedding");
        await api.AdvanceAsync(TimeSpan.FromSeconds(1));
        var late = await api.DeleteAsync($"/api/v2/files/{id}");

        early.ShouldFail(409, "HTTP_409");
        between.ShouldFail(409, "HTTP_409");
        late.Status.Should().Be(200);
    }

    private static async Task<TestApi> StartAsync()
    {
        var api = await TestApi.StartAsync(options => options with { Pipeline = PipelineMode.Manual });
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        return api;
    }

    private static Task<TestResponse> ReleaseAsync(TestApi api, string id, string stage) =>
        api.PostAsync($"/_emulator/files/{id}/stages/{stage}", new { action = "release" });
}
