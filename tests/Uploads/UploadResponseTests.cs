using FluentAssertions;
using Scopix.Emulator.Engine;
using Xunit;

namespace Scopix.Emulator.Tests.Uploads;

public sealed class UploadResponseTests
{
    [Fact]
    public async Task Known_content_is_skipped_on_request_and_uses_no_quota()
    {
        using var data = new DataDirectory();
        await using var api = await TestApi.StartAsync(o => o with { Data = data.Location });
        var first = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg", "title=First");
        var stored = data.ListObjects();

        var second = await api.UploadAsync(Samples.Photo(), "other name.jpg", "title=Second", "skip_duplicates=true");

        second.Status.Should().Be(201);
        (second.Json.Text("status"), second["skipped"].GetBoolean(), second.Json.Text("existing_file_id")).Should()
            .Be(("skipped", true, first));
        (second["analysis_started"].GetBoolean(), second["thumbnail_generation_started"].GetBoolean()).Should().Be((false, false));
        (await api.ListFilesAsync()).Ids().Should().Equal(first);
        (await api.GetFileAsync(first)).Json.Text("title").Should().Be("First");
        (await api.GetMonthlyUsageAsync()).Should().Be(1);
        data.ListObjects().Should().Equal(stored);
    }

    [Fact]
    public async Task A_skipped_text_leaves_no_bytes_under_its_other_extension()
    {
        using var data = new DataDirectory();
        await using var api = await TestApi.StartAsync(o => o with { Data = data.Location });
        await api.UploadAndGetIdAsync(Samples.Note(), "note.txt");
        var stored = data.ListObjects();

        await api.UploadAndGetIdAsync(Samples.Note(), "note.md", "skip_duplicates=true");

        data.ListObjects().Should().Equal(stored);
    }

    [Fact]
    public async Task The_same_bytes_are_two_files_unless_skipping_is_requested()
    {
        await using var api = await TestApi.StartAsync();

        var first = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
        var second = await api.UploadAndGetIdAsync(Samples.Photo(), "b.jpg");

        second.Should().NotBe(first);
        (await api.ListFilesAsync("sort_by=created_at&sort_order=asc")).Ids().Should().Equal(first, second);
        (await api.GetMonthlyUsageAsync()).Should().Be(2);
    }

    [Fact]
    public async Task A_deleted_file_is_not_a_duplicate()
    {
        await using var api = await TestApi.StartAsync();
        var first = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
        await api.DeleteAsync($"/api/v2/files/{first}");

        var second = await api.UploadAsync(Samples.Photo(), "b.jpg", "skip_duplicates=true");

        second["skipped"].GetBoolean().Should().BeFalse();
        second.Json.Text("file_id").Should().NotBe(first);
    }

    [Theory]
    [InlineData("photo.jpg", true)]
    [InlineData("notes.txt", false)]
    public async Task Without_a_description_nothing_is_described(string fixture, bool thumbnails)
    {
        await using var api = await TestApi.StartAsync();

        var uploaded = await api.UploadAsync(Samples.File(fixture), fixture, "auto_describe=false");

        uploaded["thumbnail_generation_started"].GetBoolean().Should().Be(thumbnails);
        var file = (await api.GetFileAsync(uploaded.Json.Text("file_id")!)).Json;
        (file.Text("description_status"), file.Text("primary_status")).Should().Be(("skipped", "completed"));
        file.Text("upload_description").Should().BeNull();
        file.GetProperty("has_full_description").GetBoolean().Should().BeFalse();
        file.GetProperty("tags").Texts().Should().BeEmpty();
    }

    [Theory]
    [InlineData(PipelineMode.Instant, "photo.jpg", "completed", null)]
    [InlineData(PipelineMode.Quick, "photo.jpg", "completed", null)]
    [InlineData(PipelineMode.Manual, "photo.jpg", "completed", null)]
    [InlineData(PipelineMode.Instant, "notes.txt", "completed", "completed")]
    [InlineData(PipelineMode.Quick, "notes.txt", "processing", "processing")]
    [InlineData(PipelineMode.Manual, "notes.txt", "processing", "pending")]
    [InlineData(PipelineMode.Manual, "report.pdf", "processing", "pending")]
    [InlineData(PipelineMode.Manual, "clip.mp4", "processing", null)]
    public async Task The_response_reports_the_processing_state_of_the_file(
        PipelineMode mode, string fixture, string status, string? extraction)
    {
        await using var api = await TestApi.StartAsync(o => o with { Pipeline = mode });
        await api.FreezeAsync("2026-02-01T00:00:00Z");

        var uploaded = await api.UploadAsync(Samples.File(fixture), fixture);

        (uploaded.Json.Text("status"), uploaded.Json.Text("text_extraction_status")).Should().Be((status, extraction));
        uploaded["upload_completed"].GetBoolean().Should().BeTrue();
        uploaded["processing_time_ms"].GetDouble().Should().Be(0);
        uploaded.Json.Text("upload_method").Should().Be("STREAMING");
    }

    [Fact]
    public async Task The_ids_of_uploads_follow_from_the_seed()
    {
        await using var api = await TestApi.StartAsync(o => o with { Seed = 7 });
        var tenant = Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(EmulatorOptions.DefaultApiKey)))[..16];

        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");

        id.Should().Be(new IdGenerator(7, tenant).Next());
    }

    [Fact]
    public async Task A_refused_upload_leaves_no_gap_in_the_ids()
    {
        await using var withoutRefusal = await TestApi.StartAsync();
        await using var other = await TestApi.StartAsync();
        await other.UploadAsync(Samples.File("hostile/script.sh"), "script.sh");

        var (id, same) = (await withoutRefusal.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg"),
            await other.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg"));

        same.Should().Be(id);
    }
}
