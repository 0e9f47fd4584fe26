using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Images;

public sealed class TriggerVariantsTests
{
    [Fact]
    public async Task Triggering_restarts_the_stage_once_and_a_second_trigger_is_a_duplicate()
    {
        await using var api = await TestApi.StartAsync(o => o with { Pipeline = PipelineMode.Quick, Previews = true });
        var id = await UploadWithFrozenClockAsync(api);
        await api.AdvanceAsync(TimeSpan.FromSeconds(10));

        var (first, second) = (await api.TriggerAsync(id), await api.TriggerAsync(id));
        var during = (await api.GetFileAsync(id)).Json;
        await api.AdvanceAsync(TimeSpan.FromMilliseconds(80));
        var after = (await api.GetFileAsync(id)).Json;
        var third = await api.TriggerAsync(id);

        first.Text.Should().Be($$"""
            {"success":true,"message":"Variant generation triggered","task_id":"task_{{id[..8]}}","current_status":"processing",
            "image_id":"{{id}}"}
            """.OnOneLine());
        second.Text.Should().Be($$"""
            {"success":true,"message":"Variant generation already in progress","task_id":"task_{{id[..8]}}",
            "current_status":"processing","image_id":"{{id}}","skipped_duplicate":true}
            """.OnOneLine());
        (during.Text("variant_status"), during.Text("thumbnail_url"), during.Number("variant_count"), during.Text("primary_status"))
            .Should().Be(("processing", null, 0, "processing"));
        (after.Text("variant_status"), after.Number("variant_count"), after.Text("primary_status")).Should()
            .Be(("completed", 5, "completed"));
        third.Json.TryGetProperty("skipped_duplicate", out _).Should().BeFalse();
    }

    [Fact]
    public async Task A_variant_is_404_until_the_stage_is_over()
    {
        await using var api = await TestApi.StartAsync(o => o with { Pipeline = PipelineMode.Quick, Previews = true });
        var id = await UploadWithFrozenClockAsync(api);

        var early = await api.GetAsync($"/api/v2/files/{id}/variant/small_256");
        var original = await api.GetAsync($"/api/v2/files/{id}/variant/original");
        await api.AdvanceAsync(TimeSpan.FromMilliseconds(80));
        var completed = await api.GetAsync($"/api/v2/files/{id}/variant/small_256");

        early.ShouldFail(404, "HTTP_404");
        (original.Status, completed.Status).Should().Be((302, 302));
    }

    [Fact]
    public async Task In_manual_mode_the_stage_waits_to_be_released_again()
    {
        await using var api = await TestApi.StartAsync(o => o with { Pipeline = PipelineMode.Manual, Previews = true });
        var id = await UploadWithFrozenClockAsync(api);
        var duplicate = await api.TriggerAsync(id);
        await api.ReleaseStageAsync(id, "variants");
        await api.AdvanceAsync(TimeSpan.FromSeconds(1));

        var again = await api.TriggerAsync(id);
        await api.AdvanceAsync(TimeSpan.FromSeconds(1));
        var waiting = (await api.GetFileAsync(id)).Json.Text("variant_status");
        await api.ReleaseStageAsync(id, "variants");
        await api.AdvanceAsync(TimeSpan.FromSeconds(1));

        duplicate["skipped_duplicate"].GetBoolean().Should().BeTrue();
        (again.Json.Text("current_status"), again.Json.TryGetProperty("skipped_duplicate", out _)).Should().Be(("pending", false));
        waiting.Should().Be("pending");
        (await api.GetFileAsync(id)).Json.Text("variant_status").Should().Be("completed");
    }

    [Fact]
    public async Task A_stage_that_failed_by_a_fault_recovers_and_a_damaged_picture_fails_again()
    {
        await using var api = await TestApi.StartAsync(o => o with { Previews = true });
        await api.PostAsync("/_emulator/faults", new { stage = "variants", fail = "timeout", times = 1 });
        var (faulty, damaged) = (await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg"),
            await api.UploadAndGetIdAsync(Samples.File("hostile/truncated.jpg"), "cut.jpg"));
        var before = (await api.GetFileAsync(faulty)).Json.Text("variant_status");

        var (recovered, broken) = (await api.TriggerAsync(faulty), await api.TriggerAsync(damaged));

        before.Should().Be("failed");
        recovered.Json.Text("current_status").Should().Be("completed");
        broken.Json.Text("current_status").Should().Be("failed");
        (await api.GetFileAsync(faulty)).Json.Text("primary_status").Should().Be("completed");
    }

    [Fact]
    public async Task Triggering_makes_the_pictures_again()
    {
        using var folder = new DataDirectory();
        await using var api = await TestApi.StartAsync(o => o with { Data = folder.Location, Previews = false });
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        await api.VariantAsync(id, "tiny_64");
        var before = folder.ListObjects().Count(path => path.Contains("variants", StringComparison.Ordinal));

        await api.TriggerAsync(id);
        var between = folder.ListObjects().Count(path => path.Contains("variants", StringComparison.Ordinal));
        var picture = await api.VariantAsync(id, "tiny_64");

        (before, between).Should().Be((1, 0));
        picture.Status.Should().Be(200);
    }

    [Fact]
    public async Task An_unknown_a_deleted_and_another_tenant_s_file_are_404()
    {
        await using var api = await TestApi.StartAsync(o => o with { Previews = true });
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var (existing, deleted) =
            (await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg"), await api.UploadAndGetIdAsync(Samples.Photo(1), "photo.jpg"));
        await api.DeleteAsync($"/api/v2/files/{deleted}");

        TestResponse[] missing = [await api.TriggerAsync("00000000-0000-4000-8000-000000000000"), await api.TriggerAsync(deleted),
            await api.WithKey(TestApi.CreateKey(1)).TriggerAsync(existing)];

        foreach (var response in missing) response.ShouldFail(404, "HTTP_404");
        (await api.TriggerAsync("photo")).ShouldFail(422, "VALIDATION_ERROR", "file_id");
    }

    private static async Task<string> UploadWithFrozenClockAsync(TestApi api)
    {
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        return await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
    }
}
