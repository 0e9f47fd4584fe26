using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Engine;

/// <summary>A full disk is simulated at the commit: deletions use the reserve, reads need no space.</summary>
public sealed class DiskReserveTests
{
    private const int NoSpaceErrorCode = 28;

    [Fact]
    public async Task Reading_needs_no_disk_space_even_when_stages_are_due()
    {
        using var folder = new DataDirectory();
        await using var api = await StartAsync(folder, PipelineMode.Realistic);
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        await api.AdvanceAsync(TimeSpan.FromMinutes(1));

        SimulateFullDisk(api, folder, evenWithoutTheReserve: true);
        TestResponse[] reads =
        [
            await api.GetAsync("/api/v2/files"), await api.GetAsync($"/api/v2/files/{id}"),
            await api.GetAsync($"/api/v2/files/{id}/download"),
            await api.GetAsync("/api/v2/files?search=photo"), await api.GetAsync($"/api/v2/files/{id}"),
        ];
        var refused = await api.UploadAsync(Samples.Note(), "note.txt");
        SimulateFreeDisk(api);

        reads.Select(read => read.Status).Should().Equal(200, 200, 302, 200, 200);
        reads[1]["primary_status"].GetString().Should().Be("completed");
        reads[4].Text.Should().Be(reads[1].Text);
        refused.ShouldFail(503, "HTTP_503");
        (await api.GetAsync($"/api/v2/files/{id}")).Text.Should().Be(reads[1].Text, "the state stored later is the same");
    }

    [Fact]
    public async Task Deleting_uses_the_disk_reserve_and_writes_are_refused_until_it_is_restored()
    {
        using var folder = new DataDirectory();
        await using var api = await StartAsync(folder);
        var ids = new List<string>();
        for (var n = 0; n < 4; n++) ids.Add(await api.UploadAndGetIdAsync(Samples.Note(n), "note.txt"));
        var folderId = (await api.PostAsync("/api/v2/folders", new { name = "Site" }))["id"].GetString();

        SimulateFullDisk(api, folder);
        TestResponse[] deleted =
        [
            await api.DeleteAsync($"/api/v2/files/{ids[0]}"),
            await api.PostAsync("/api/v2/files/batch-delete", new { file_ids = ids[1..3] }),
            await api.DeleteAsync($"/api/v2/folders/{folderId}"), await api.AdvanceAsync(TimeSpan.FromDays(31)),
            await api.GetAsync("/api/v2/files"),
        ];
        TestResponse[] refused = [await api.UploadAsync(Samples.Note(9), "note.txt"),
            await api.PostAsync("/api/v2/folders", new { name = "Other" })];
        var stored = folder.ListObjects();
        SimulateFreeDisk(api);

        deleted.Select(response => response.Status).Should()
            .OnlyContain(status => status == 200, string.Join('\n', deleted.Select(response => response.Text)));
        deleted[^1]["total_count"].GetInt32().Should().Be(1);
        foreach (var response in refused) response.ShouldFail(503, "HTTP_503");
        stored.Should()
            .OnlyContain(path => path.Contains(DirectUploads.DirectUploadRequests.ComputeSha256(Samples.Note(3))),
                "the purge has freed space");
        (await api.UploadAsync(Samples.Note(9), "note.txt")).Status.Should().Be(201);
    }

    [Fact]
    public async Task A_disk_reserve_exists_only_in_a_data_folder()
    {
        using var folder = new DataDirectory();
        await using var api = await StartAsync(folder);

        new FileInfo(Path.Combine(folder.Location, "reserve")).Length.Should().Be(1 << 20);
    }

    private static Task<TestApi> StartAsync(DataDirectory folder, PipelineMode pipeline = PipelineMode.Instant) =>
        TestApi.StartAsync(options => options with { Data = folder.Location, Pipeline = pipeline });

    /// <summary>Lets every commit fail until the reserve is released, or always.</summary>
    private static void SimulateFullDisk(TestApi api, DataDirectory folder, bool evenWithoutTheReserve = false)
    {
        var reserve = Path.Combine(folder.Location, "reserve");
        api.Emulator!.Tenants.GetOrOpen(api.Key!).BeforeCommit = () =>
        {
            if (evenWithoutTheReserve || File.Exists(reserve)) throw new IOException("No space left on device", NoSpaceErrorCode);
        };
    }

    private static void SimulateFreeDisk(TestApi api) => api.Emulator!.Tenants.GetOrOpen(api.Key!).BeforeCommit = null;
}
