using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Engine;

public sealed class PurgeTests
{
    private static readonly TimeSpan RetentionPeriod = TimeSpan.FromDays(30);

    [Fact]
    public async Task A_deleted_file_is_in_no_response_until_it_is_restored()
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

        foreach (var response in hidden) response.ShouldFail(404, "HTTP_404");
        list["total_count"].GetInt32().Should().Be(0);
        restored.Text.Should().Be($$"""{"id":"{{id}}","restored_at":"2026-03-01T12:00:00Z"}""");
        after.Text.Should().Be(before.Text);
        (await api.GetAsync("/api/v2/files?tags=roof&search=north"))["total_count"].GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task A_deleted_file_is_purged_with_its_bytes_exactly_30_days_later()
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
    public async Task Bytes_are_kept_while_another_file_shares_them()
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
    public async Task Extracted_text_shared_by_two_files_survives_the_purge_of_one()
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
        var byOtherTenant = await api.WithKey(TestApi.CreateKey(1)).PostAsync($"/_emulator/files/{id}/restore");

        present.ShouldFail(409, "HTTP_409");
        byOtherTenant.ShouldFail(404, "HTTP_404");
        (await api.WithKey(null).PostAsync($"/_emulator/files/{id}/restore")).ShouldFail(401, "INVALID_API_KEY");
    }

    [Fact]
    public async Task Bytes_of_a_deleted_file_do_not_count_as_a_duplicate()
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Note(), "note.txt");
        await api.DeleteAsync($"/api/v2/files/{id}");

        var again = await api.UploadAsync(Samples.Note(), "note.txt", "skip_duplicates=true");

        again["skipped"].GetBoolean().Should().BeFalse();
        again["file_id"].GetString().Should().NotBe(id);
    }

    [Fact]
    public async Task A_skipped_upload_stores_no_bytes()
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
    public async Task A_purge_during_uploads_of_the_same_bytes_removes_none_of_theirs()
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
