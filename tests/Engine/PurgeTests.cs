using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Engine;

public sealed class PurgeTests
{
    private static readonly TimeSpan RetentionPeriod = TimeSpan.FromDays(30);

    [Fact]
    public async Task A_deleted_file_is_gone_from_every_answer_and_comes_back_whole()
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg", "tags=roof", "title=North");
        var before = await api.GetAsync($"/api/v2/files/{id}");

        await api.DeleteAsync($"/api/v2/files/{id}");
        TestResponse[] hidden =
        [
            await api.GetAsync($"/api/v2/files/{id}"), await api.GetAsync($"/api/v2/files/{id[..8]}"),
            await api.GetAsync($"/api/v2/files/{id}/download"),
            await api.GetAsync($"/api/v2/files/uploads-status/{id}"), await api.DeleteAsync($"/api/v2/files/{id}"),
        ];
        var list = await api.GetAsync("/api/v2/files?tags=roof&search=north");
        var restored = await api.PostAsync($"/_emulator/files/{id}/restore");
        var after = await api.GetAsync($"/api/v2/files/{id}");

        foreach (var reply in hidden) reply.ShouldFail(404, "HTTP_404");
        list["total_count"].GetInt32().Should().Be(0);
        restored.Text.Should().Be($$"""{"id":"{{id}}","restored_at":"2026-03-01T12:00:00Z"}""");
        after.Text.Should().Be(before.Text);
        (await api.GetAsync("/api/v2/files?tags=roof&search=north"))["total_count"].GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task A_deleted_file_is_purged_with_its_bytes_after_30_days_and_not_a_second_before()
    {
        using var folder = new DataDirectory();
        await using var api = await TestApi.StartAsync(options => options with { Data = folder.Location });
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        var id = await api.UploadAndGetIdAsync(Samples.Note(), "note.txt");

        await api.DeleteAsync($"/api/v2/files/{id}");
        await api.AdvanceAsync(RetentionPeriod - TimeSpan.FromSeconds(1));
        var inTime = await api.PostAsync($"/_emulator/files/{id}/restore");
        await api.DeleteAsync($"/api/v2/files/{id}");
        await api.AdvanceAsync(RetentionPeriod);
        var late = await api.PostAsync($"/_emulator/files/{id}/restore");

        inTime.Status.Should().Be(200);
        late.ShouldFail(404, "HTTP_404");
        folder.ListObjects().Should().BeEmpty();
    }

    [Fact]
    public async Task Bytes_stay_while_another_file_has_them_deleted_or_not()
    {
        using var folder = new DataDirectory();
        await using var api = await TestApi.StartAsync(options => options with { Data = folder.Location });
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        var (first, second) =
            (await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg"), await api.UploadAndGetIdAsync(Samples.Photo(), "b.jpg"));

        await api.DeleteAsync($"/api/v2/files/{first}");
        await api.AdvanceAsync(TimeSpan.FromDays(15));
        await api.DeleteAsync($"/api/v2/files/{second}");
        await api.AdvanceAsync(TimeSpan.FromDays(15));
        var purged = await api.PostAsync($"/_emulator/files/{first}/restore");
        var restored = await api.PostAsync($"/_emulator/files/{second}/restore");
        var bytes = await DownloadAsync(api, second);
        await api.DeleteAsync($"/api/v2/files/{second}");
        await api.AdvanceAsync(RetentionPeriod);
        await api.GetAsync("/api/v2/files");

        purged.ShouldFail(404, "HTTP_404");
        restored.Status.Should().Be(200);
        bytes.Bytes.Should().Equal(Samples.Photo());
        folder.ListObjects().Should().BeEmpty();
    }

    [Fact]
    public async Task The_same_text_as_txt_and_md_outlives_the_purge_of_one_of_them()
    {
        using var folder = new DataDirectory();
        await using var api = await TestApi.StartAsync(options => options with { Data = folder.Location });
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        var (txt, md) =
            (await api.UploadAndGetIdAsync(Samples.Note(), "note.txt"), await api.UploadAndGetIdAsync(Samples.Note(), "note.md"));

        await api.DeleteAsync($"/api/v2/files/{md}");
        await api.AdvanceAsync(RetentionPeriod);
        var kept = await api.GetAsync($"/api/v2/files/{txt}");
        await api.DeleteAsync($"/api/v2/files/{txt}");
        await api.AdvanceAsync(RetentionPeriod);
        await api.GetAsync("/api/v2/files");

        kept["extracted_text"].GetString().Should().StartWith("Inspection note 0");
        folder.ListObjects().Should().BeEmpty();
    }

    [Fact]
    public async Task Only_a_deleted_file_can_be_restored_and_only_by_its_tenant()
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Note(), "note.txt");

        var present = await api.PostAsync($"/_emulator/files/{id}/restore");
        await api.DeleteAsync($"/api/v2/files/{id}");
        var stranger = await api.WithKey(TestApi.CreateKey(1)).PostAsync($"/_emulator/files/{id}/restore");

        present.ShouldFail(409, "HTTP_409");
        stranger.ShouldFail(404, "HTTP_404");
        (await api.WithKey(null).PostAsync($"/_emulator/files/{id}/restore")).ShouldFail(401, "INVALID_API_KEY");
    }

    [Fact]
    public async Task Bytes_of_a_deleted_file_are_no_duplicate()
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Note(), "note.txt");
        await api.DeleteAsync($"/api/v2/files/{id}");

        var again = await api.UploadAsync(Samples.Note(), "note.txt", "skip_duplicates=true");

        again["skipped"].GetBoolean().Should().BeFalse();
        again["file_id"].GetString().Should().NotBe(id);
    }

    [Fact]
    public async Task An_upload_that_is_skipped_leaves_no_bytes()
    {
        using var folder = new DataDirectory();
        await using var api = await TestApi.StartAsync(options => options with { Data = folder.Location });
        await api.UploadAndGetIdAsync(Samples.Note(), "note.txt");
        var before = folder.ListObjects();

        var skipped = await api.UploadAsync(Samples.Note(), "note.md", "skip_duplicates=true");

        skipped["skipped"].GetBoolean().Should().BeTrue();
        folder.ListObjects().Should().Equal(before);
    }

    [Fact]
    public async Task A_purge_amid_uploads_of_the_same_bytes_takes_none_away()
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        var live = new List<string>();

        for (var round = 0; round < 8; round++)
        {
            var ids = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => api.UploadAndGetIdAsync(Samples.Note(), "note.txt")));
            await Task.WhenAll(live.Concat(ids[1..]).Select(id => api.DeleteAsync($"/api/v2/files/{id}")));
            live = [ids[0]];
            var racing = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => api.UploadAndGetIdAsync(Samples.Note(), "note.txt")));
            await api.DeleteAsync($"/api/v2/files/{ids[0]}");
            await api.AdvanceAsync(RetentionPeriod);
            await api.GetAsync("/api/v2/files");
            live = [.. await racing];
            foreach (var id in live) (await DownloadAsync(api, id)).Status.Should().Be(200);
        }
    }

    private static async Task<TestResponse> DownloadAsync(TestApi api, string id) =>
        await api.WithKey(null).GetAsync((await api.GetAsync($"/api/v2/files/{id}/download")).Header("Location")!);
}
