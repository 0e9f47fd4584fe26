using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Engine;

public sealed class PipelineTests
{
    private const string Noon = "2026-03-01T12:00:00Z";

    [Fact]
    public async Task Instant_mode_finishes_processing_before_the_upload_response()
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync(Noon);

        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        var details = await api.GetAsync($"/api/v2/files/{id}");
        var status = await api.GetAsync($"/api/v2/files/uploads-status/{id}");

        details["primary_status"].GetString().Should().Be("completed");
        details["upload_description"].GetString().Should().NotBeNullOrEmpty();
        details["thumbnail_url"].GetString().Should().NotBeNullOrEmpty();
        status["is_terminal"].GetBoolean().Should().BeTrue();
        status["completed_at"].GetString().Should().Be(Noon);
    }

    [Theory]
    [InlineData(PipelineMode.Quick, 80, 400)]
    [InlineData(PipelineMode.Realistic, 1500, 6000)]
    public async Task A_photo_shows_its_variants_first_and_then_its_description(PipelineMode mode, int variants, int description)
    {
        await using var api = await StartAsync(mode);
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");

        var seen = new List<string>();
        foreach (var ms in (int[])[0, variants - 1, variants, description - 1, description])
        {
            await FreezeAtMillisecondsAsync(api, ms);
            seen.Add(await GetStatesAsync(api, id));
        }

        seen.Should().Equal(
            "processing: variants processing, description processing, no picture, no text",
            "processing: variants processing, description processing, no picture, no text",
            "processing: variants completed, description processing, picture, no text",
            "processing: variants completed, description processing, picture, no text",
            "completed: variants completed, description completed, picture, text");
    }

    [Fact]
    public async Task A_documents_description_is_queued_until_its_text_is_extracted()
    {
        await using var api = await StartAsync(PipelineMode.Quick);
        var id = await api.UploadAndGetIdAsync(Samples.Note(), "note.txt");

        var seen = new List<string>();
        foreach (var ms in (int[])[0, 149, 150, 449, 450])
        {
            await FreezeAtMillisecondsAsync(api, ms);
            var details = await api.GetAsync($"/api/v2/files/{id}");
            seen.Add(
                $"{details["text_extraction_status"]} {details["description_status"]} "
                + $"{details["extracted_text"].GetString() is not null} {details["primary_status"]}");
        }

        seen.Should().Equal(
            "processing queued False processing", "processing queued False processing", "completed processing True processing",
            "completed processing True processing", "completed completed True completed");
    }

    [Fact]
    public async Task Reported_times_are_those_of_the_stages_and_not_of_the_request()
    {
        await using var api = await StartAsync(PipelineMode.Quick);
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");

        await FreezeAtMillisecondsAsync(api, 60_000);
        var details = await api.GetAsync($"/api/v2/files/{id}");
        var status = await api.GetAsync($"/api/v2/files/uploads-status/{id}");

        details["updated_at"].GetString().Should().Be("2026-03-01T12:00:00.400000Z");
        details["description_generated_at"].GetString().Should().Be("2026-03-01T12:00:00.400000Z");
        status["completed_at"].GetString().Should().Be("2026-03-01T12:00:00.400000Z");
        status["last_updated_at"].GetString().Should().Be("2026-03-01T12:00:00.400000Z");
        status["processing_duration_seconds"].GetDouble().Should().Be(0.4);
    }

    [Fact]
    public async Task The_polling_frequency_does_not_change_the_result()
    {
        await using var often = await StartAsync(PipelineMode.Realistic);
        await using var once = await StartAsync(PipelineMode.Realistic);
        var ids = new[] { await often.UploadAndGetIdAsync(Samples.Note(), "note.txt"),
            await once.UploadAndGetIdAsync(Samples.Note(), "note.txt") };

        for (var ms = 500; ms < 8000; ms += 500)
        {
            await FreezeAtMillisecondsAsync(often, ms);
            await often.GetAsync($"/api/v2/files/{ids[0]}");
        }
        await FreezeAtMillisecondsAsync(often, 8000);
        await FreezeAtMillisecondsAsync(once, 8000);
        var (first, second) = (await often.GetAsync($"/api/v2/files/{ids[0]}"), await once.GetAsync($"/api/v2/files/{ids[1]}"));

        first["updated_at"].GetString().Should().Be("2026-03-01T12:00:07.500000Z");
        first["updated_at"].GetString().Should().Be(second["updated_at"].GetString());
        first["upload_description"].GetString().Should().Be(second["upload_description"].GetString());
    }

    [Fact]
    public async Task A_session_is_completed_when_its_last_file_is_completed()
    {
        await using var api = await StartAsync(PipelineMode.Quick);
        var batch = await api.UploadBatchAsync([(Samples.Photo(), "photo.jpg"), (Samples.Note(), "note.txt")]);
        var path = $"/api/v2/files/sessions/{batch["session_id"]}/status";

        var seen = new List<string>();
        foreach (var ms in (int[])[0, 400, 9000])
        {
            await FreezeAtMillisecondsAsync(api, ms);
            var session = await api.GetAsync(path);
            seen.Add(
                $"{session["status"]} {session["completed_files"]}/{session["total_files"]} {session["progress_percentage"]} "
                + $"{session["completed_at"]}");
        }

        seen.Should().Equal("processing 0/2 0.0 ", "processing 1/2 50.0 ", "completed 2/2 100.0 2026-03-01T12:00:00.450000Z");
    }

    [Fact]
    public async Task A_description_is_skipped_with_auto_describe_false()
    {
        await using var api = await StartAsync(PipelineMode.Quick);

        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg", "auto_describe=false");
        await FreezeAtMillisecondsAsync(api, 80);

        (await GetStatesAsync(api, id)).Should().Be("completed: variants completed, description skipped, picture, no text");
    }

    [Fact]
    public async Task Processing_without_progress_for_30_minutes_is_stuck()
    {
        await using var api = await TestApi.StartAsync(options => options with { Pipeline = PipelineMode.Manual });
        await api.FreezeAsync(Noon);
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");

        await api.AdvanceAsync(TimeSpan.FromMinutes(29));
        var before = await api.GetAsync("/api/v2/files/sessions/stuck");
        await api.AdvanceAsync(TimeSpan.FromMinutes(1));
        var after = await api.GetAsync("/api/v2/files/sessions/stuck");

        before["stuck_count"].GetInt32().Should().Be(0);
        after["stuck_count"].GetInt32().Should().Be(1);
        after["images"][0].GetProperty("file_id").GetString().Should().Be(id);
        after["images"][0].GetProperty("is_stuck").GetBoolean().Should().BeTrue();
    }

    private static async Task<TestApi> StartAsync(PipelineMode mode)
    {
        var api = await TestApi.StartAsync(options => options with { Pipeline = mode });
        await api.FreezeAsync(Noon);
        return api;
    }

    private static Task<TestResponse> FreezeAtMillisecondsAsync(
        TestApi api, int ms) => api.FreezeAsync($"2026-03-01T12:{ms / 60_000:00}:{ms / 1000 % 60:00}.{ms % 1000:000}Z");

    private static async Task<string> GetStatesAsync(TestApi api, string id)
    {
        var details = await api.GetAsync($"/api/v2/files/{id}");
        var components = (await api.GetAsync($"/api/v2/files/uploads-status/{id}"))["component_statuses"];
        return $"{details["primary_status"]}: variants {components.GetProperty("variant_status")}, description "
            + $"{components.GetProperty("description_status")}, "
            + $"{(details["thumbnail_url"].GetString() is null ? "no " : "")}picture, "
                + $"{(details["upload_description"].GetString() is null ? "no " : "")}text";
    }
}
