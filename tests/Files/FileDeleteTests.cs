using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Files;

public sealed class FileDeleteTests
{
    private const string Unknown = "00000000-0000-4000-8000-000000000000";

    [Fact]
    public async Task A_document_cannot_be_deleted_while_its_text_is_extracted_or_embedded()
    {
        await using var api = await TestApi.StartAsync(o => o with { Pipeline = PipelineMode.Quick });
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var id = await api.UploadAndGetIdAsync(Samples.Note(), "note.txt");

        var statuses = new List<int>();
        foreach (var ms in new[] { 0, 149, 1, 99, 1 })
        {
            await api.AdvanceAsync(TimeSpan.FromMilliseconds(ms));
            statuses.Add((await api.DeleteAsync($"/api/v2/files/{id}")).Status);
        }

        statuses.Should().Equal(409, 409, 409, 409, 200);
    }

    [Theory]
    [InlineData("photo.jpg")]
    [InlineData("clip.mp4")]
    public async Task Images_and_videos_can_be_deleted_at_any_time(string fixture)
    {
        await using var api = await TestApi.StartAsync(o => o with { Pipeline = PipelineMode.Manual });
        var id = await api.UploadAndGetIdAsync(Samples.File(fixture), fixture);

        var (first, second) = (await api.DeleteAsync($"/api/v2/files/{id}"), await api.DeleteAsync($"/api/v2/files/{id}"));

        (first.Status, second.Status).Should().Be((200, 404));
    }

    [Theory]
    [InlineData("photo.jpg", "description")]
    [InlineData("photo.jpg", "variants")]
    [InlineData("clip.mp4", "description")]
    [InlineData("note.txt", "digitization")]
    [InlineData("note.txt", "embedding")]
    public async Task A_batch_deletion_skips_files_until_their_last_stage_ends(string name, string held)
    {
        await using var api = await TestApi.StartAsync(o => o with { Pipeline = PipelineMode.Quick });
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var id = await api.UploadAndGetIdAsync(name == "note.txt" ? Samples.Note() : Samples.File(name), name);
        await api.PostAsync($"/_emulator/files/{id}/stages/{held}", new { action = "hold" });
        await api.AdvanceAsync(TimeSpan.FromMinutes(10));

        var early = await api.PostAsync("/api/v2/files/batch-delete", new { file_ids = new[] { id } });
        var there = await api.GetFileAsync(id);
        await api.PostAsync($"/_emulator/files/{id}/stages/{held}", new { action = "fail" });
        var late = await api.PostAsync("/api/v2/files/batch-delete", new { file_ids = new[] { id } });

        early["summary"].GetRawText().Should().Be("""{"total":1,"deleted":0,"skipped":1,"failed":0}""");
        var skipped = early.Items("skipped").Single();
        (skipped.Text("id"), skipped.Text("status"), skipped.Text("deleted_at")).Should().Be((id, "skipped", null));
        skipped.Text("message").Should().NotBeNullOrEmpty();
        there.Status.Should().Be(200);
        late["summary"].GetProperty("deleted").GetInt32().Should().Be(1, late.Text);
    }

    [Fact]
    public async Task A_batch_deletion_skips_a_link_that_is_being_crawled()
    {
        await using var api = await TestApi.StartAsync(o => o with { Pipeline = PipelineMode.Manual });
        var id = (await api.PostAsync("/api/v2/user-files/links", new { url = "https://example.com/a" })).Json.Text("id");

        var response = await api.PostAsync("/api/v2/files/batch-delete", new { file_ids = new[] { id } });

        response.Items("skipped").Select(item => item.Text("id")).Should().Equal(id);
    }

    [Fact]
    public async Task A_batch_deletion_reports_the_outcome_of_each_file()
    {
        await using var api = await TestApi.StartAsync(o => o with { Pipeline = PipelineMode.Quick });
        await api.FreezeAsync("2026-01-31T23:59:00Z");
        var (photo, gone) =
            (await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg"), await api.UploadAndGetIdAsync(Samples.Photo(1), "c.jpg"));
        await api.DeleteAsync($"/api/v2/files/{gone}");
        await api.AdvanceAsync(TimeSpan.FromMinutes(1));
        var busy = await api.UploadAndGetIdAsync(Samples.Note(), "b.txt");

        var response = await api
            .PostAsync("/api/v2/files/batch-delete", new { file_ids = new[] { Unknown, busy, photo.ToUpperInvariant(), gone } });

        response.Items("deleted").Select(item => (item.Text("id"), item.Text("status"), item.Text("deleted_at"))).Should()
            .Equal((photo, "deleted", "2026-02-01T00:00:00Z"));
        response.Items("skipped").Select(item => item.Text("id")).Should().Equal(busy);
        response.Items("failed").Select(item => item.Text("id")).Should().Equal(Unknown, gone);
        response["summary"].GetRawText().Should().Be("""{"total":4,"deleted":1,"skipped":1,"failed":2}""");
        (await api.ListFilesAsync()).Ids().Should().Equal(busy);
    }

    [Theory]
    [InlineData(0, 422)]
    [InlineData(100, 200)]
    [InlineData(101, 422)]
    public async Task A_batch_deletion_accepts_1_to_100_files(int count, int status)
    {
        await using var api = await TestApi.StartAsync();

        var response = await api
            .PostAsync("/api/v2/files/batch-delete",
                new { file_ids = Enumerable.Range(0, count).Select(n => $"00000000-0000-4000-8000-{n:x12}") });

        response.Status.Should().Be(status, response.Text);
        if (status == 422) response.Field.Should().Be("file_ids");
    }

    [Theory]
    [InlineData("""{"file_ids":["ABCDEF00-0000-4000-8000-000000000000","abcdef00-0000-4000-8000-000000000000"]}""")]
    [InlineData("""{"file_ids":["00000000"]}""")]
    [InlineData("""{"file_ids":[null]}""")]
    [InlineData("""{"file_ids":null}""")]
    [InlineData("{}")]
    public async Task A_batch_deletion_requires_distinct_UUIDs(string body)
    {
        await using var api = await TestApi.StartAsync();

        var response = await api.SendTextAsync(HttpMethod.Post, "/api/v2/files/batch-delete", body);

        (response.Status, response.Field).Should().Be((422, "file_ids"), response.Text);
    }

    [Fact]
    public async Task A_deleted_file_is_purged_with_its_bytes_after_30_days()
    {
        using var data = new DataDirectory();
        await using var api = await TestApi.StartAsync(o => o with { Data = data.Location });
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var id = await api.UploadAndGetIdAsync(Samples.Note(), "note.txt");
        await api.DeleteAsync($"/api/v2/files/{id}");

        await api.AdvanceAsync(TimeSpan.FromDays(30) - TimeSpan.FromMilliseconds(1));
        var restored = await api.PostAsync($"/_emulator/files/{id}/restore");
        await api.DeleteAsync($"/api/v2/files/{id}");
        await api.AdvanceAsync(TimeSpan.FromDays(30));
        var late = await api.PostAsync($"/_emulator/files/{id}/restore");

        (restored.Status, late.Status).Should().Be((200, 404));
        data.ListObjects().Should().BeEmpty();
    }

    [Theory]
    [InlineData("other.txt")]
    [InlineData("other.md")]
    public async Task A_purge_keeps_bytes_and_text_shared_with_another_file(string other)
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var (gone, kept) =
            (await api.UploadAndGetIdAsync(Samples.Note(), "note.txt"), await api.UploadAndGetIdAsync(Samples.Note(), other));
        await api.DeleteAsync($"/api/v2/files/{gone}");

        await api.AdvanceAsync(TimeSpan.FromDays(31));

        (await api.GetFileAsync(kept)).Json.Text("extracted_text").Should().StartWith("Inspection note");
        (await api.DownloadAsync(kept)).Should().Equal(Samples.Note());
    }
}
