using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Faults;

public sealed class StageFaultTests
{
    [Theory]
    [InlineData("timeout", "timeout", true)]
    [InlineData("rate_limit", "rate_limit", true)]
    [InlineData("vlm_error", "vlm_error", true)]
    [InlineData("validation", "validation", false)]
    [InlineData("resource_limit", "resource_limit", false)]
    [InlineData("The model is on holiday", "unknown", false)]
    public async Task A_description_fails_with_each_error_type(string fail, string type, bool retryable)
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/_emulator/faults", new { stage = "description", fail });

        var failed = await api.GetAsync($"/api/v2/files/{await api.UploadAndGetIdAsync(Samples.Photo(1), "a.jpg")}");
        var next = await api.GetAsync($"/api/v2/files/{await api.UploadAndGetIdAsync(Samples.Photo(2), "b.jpg")}");

        failed["description_status"].GetString().Should().Be("failed");
        failed["description_error_type"].GetString().Should().Be(type);
        failed["description_is_retryable"].GetBoolean().Should().Be(retryable);
        failed["upload_description"].GetString().Should().BeNull();
        failed["primary_status"].GetString().Should().Be("partially_completed");
        next["description_status"].GetString().Should().Be("completed");
    }

    [Fact]
    public async Task A_failed_stage_has_the_message_of_its_fault()
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/_emulator/faults", new { stage = "description", fail = "vlm_error", message = "CUDA out of memory" });

        var failed = await api.GetAsync($"/api/v2/files/{await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg")}");

        (failed["description_error"].GetString(), failed["description_error_type"].GetString()).Should()
            .Be(("CUDA out of memory", "vlm_error"));
    }

    [Fact]
    public async Task A_failing_stage_fails_at_its_regular_end()
    {
        await using var api = await TestApi.StartAsync(options => options with { Pipeline = PipelineMode.Quick });
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        await api.PostAsync("/_emulator/faults", new { stage = "description", fail = "timeout" });
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");

        var before = await api.GetAsync($"/api/v2/files/{id}");
        await api.AdvanceAsync(TimeSpan.FromSeconds(1));
        var after = await api.GetAsync($"/api/v2/files/{id}");

        before["description_status"].GetString().Should().Be("processing");
        after["description_status"].GetString().Should().Be("failed");
    }

    [Fact]
    public async Task A_delay_prolongs_a_stage_on_the_tenants_clock()
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        await api.PostAsync("/_emulator/faults", new { stage = "description", delay_seconds = 90 });
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");

        await api.AdvanceAsync(TimeSpan.FromSeconds(89.9));
        var before = await api.GetAsync($"/api/v2/files/{id}");
        await api.AdvanceAsync(TimeSpan.FromSeconds(0.1));
        var after = await api.GetAsync($"/api/v2/files/{id}");

        (before["description_status"].GetString(), after["description_status"].GetString()).Should().Be(("processing", "completed"));
    }

    [Fact]
    public async Task A_stalled_stage_is_stuck_until_it_is_released()
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        await api.PostAsync("/_emulator/faults", new { stage = "description", stall = true });
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");

        await api.AdvanceAsync(TimeSpan.FromDays(2));
        var stalled = await api.GetAsync($"/api/v2/files/{id}");
        var stuck = await api.GetAsync("/api/v2/files/sessions/stuck");
        await api.PostAsync($"/_emulator/files/{id}/stages/description", new { action = "release" });
        var released = await api.GetAsync($"/api/v2/files/{id}");

        stalled["description_status"].GetString().Should().Be("processing");
        stuck["stuck_count"].GetInt32().Should().Be(1);
        released["description_status"].GetString().Should().Be("completed");
    }

    [Fact]
    public async Task A_stage_can_be_held_in_any_pipeline_mode()
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/_emulator/faults", new { stage = "description", hold = true });
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");

        var held = await api.GetAsync($"/api/v2/files/{id}");
        var released = await api.PostAsync($"/_emulator/files/{id}/stages/description", new { action = "release" });

        held["description_status"].GetString().Should().Be("pending");
        released["status"].GetString().Should().Be("completed");
    }

    [Fact]
    public async Task A_failed_text_extraction_skips_the_following_stages()
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/_emulator/faults", new { stage = "text_extraction", fail = "resource_limit" });

        var id = await api.UploadAndGetIdAsync(Samples.Note(), "note.txt");
        var file = await api.GetAsync($"/api/v2/files/{id}");
        var status = await api.GetAsync($"/api/v2/files/uploads-status/{id}");

        file["text_extraction_status"].GetString().Should().Be("failed");
        file["description_status"].GetString().Should().Be("skipped");
        status["unified_status"].GetString().Should().Be("failed");
        status["error_message"].GetString().Should().Be("The file needs more resources than there are");
    }

    [Fact]
    public async Task A_stage_that_a_file_does_not_have_consumes_no_fault()
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/_emulator/faults", new { stage = "text_extraction", fail = "timeout" });
        await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
        await api.UploadAndGetIdAsync(Samples.Photo(1), "b.jpg", "auto_describe=false");

        (await api.GetAsync("/_emulator/faults"))["items"][0].GetProperty("hits").GetInt32().Should().Be(0);
    }
}
