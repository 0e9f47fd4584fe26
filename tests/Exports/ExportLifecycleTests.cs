using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Exports;

public sealed class ExportLifecycleTests
{
    private static readonly object Body = new { format = "csv", columns = ExportRequests.CreateColumns("filename") };

    [Fact]
    public async Task An_export_can_be_downloaded_for_an_hour_and_is_then_removed()
    {
        using var folder = new DataDirectory();
        await using var api = await TestApi.StartAsync(options => options with { Data = folder.Location });
        await api.FreezeAsync("2026-03-01T12:00:00Z");

        var export = await api.ExportAsync(Body);
        await api.AdvanceAsync(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
        var inTime = await api.DownloadExportAsync(export);
        await api.GetAsync("/api/v2/files");
        var kept = folder.ListObjects();
        await api.AdvanceAsync(TimeSpan.FromSeconds(2));
        var late = await api.DownloadExportAsync(export);
        await api.GetAsync("/api/v2/files");

        inTime.Text.Should().Be("Filename\r\n");
        kept.Should().ContainSingle().Which.Should().EndWith("files_2026-03-01.csv");
        late.Status.Should().Be(403);
        folder.ListObjects().Should().BeEmpty();
    }

    [Fact]
    public async Task An_export_survives_a_restart_until_it_expires()
    {
        using var folder = new DataDirectory();
        TestResponse export;
        await using (var api = await StartAsync(folder))
        {
            await api.FreezeAsync("2026-03-01T12:00:00Z");
            export = await api.ExportAsync(Body);
        }

        await using var again = await StartAsync(folder);
        var key = new Uri(export["download_url"].GetString()!).AbsolutePath.Split('/')[^1];
        var kept = folder.ListObjects();
        await again.AdvanceAsync(TimeSpan.FromHours(1));
        await again.GetAsync("/api/v2/files");

        kept.Should().ContainSingle().Which.Should().EndWith(key);
        folder.ListObjects().Should().BeEmpty();
    }

    [Fact]
    public async Task A_reset_removes_only_the_exports_of_its_tenant()
    {
        using var folder = new DataDirectory();
        await using var api = await StartAsync(folder);
        var other = api.WithKey(TestApi.CreateKey(1));
        var (mine, theirs) = (await api.ExportAsync(Body), await other.ExportAsync(Body));

        await api.PostAsync("/_emulator/reset");

        (await api.DownloadExportAsync(mine)).Status.Should().Be(404);
        (await api.DownloadExportAsync(theirs)).Status.Should().Be(200);
        folder.ListObjects().Should().ContainSingle();
    }

    [Fact]
    public async Task Resets_during_exports_leave_no_bytes_and_cause_no_deadlock()
    {
        using var folder = new DataDirectory();
        await using (var first = await StartAsync(folder)) await first.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        FileRowDuplicator.DuplicateUntil(folder, 2_000);
        await using var api = await StartAsync(folder);

        var exports = Enumerable.Range(0, 24).Select(async n =>
        {
            if (n % 8 == 7) await api.PostAsync("/_emulator/reset");
            return await api
                .ExportAsync(
                    new { format = n % 2 == 0 ? "csv" : "xlsx", columns = ExportRequests.CreateColumns("id", "upload_description") });
        });
        var responses = await Task.WhenAll(exports);
        await api.PostAsync("/_emulator/reset");

        responses.Should().OnlyContain(response => response.Status == 200 || response.Status == 409);
        (await folder.WaitUntilEmptyAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_refused_export_stores_nothing()
    {
        using var folder = new DataDirectory();
        await using var api = await StartAsync(folder);

        (await api.ExportAsync(new { format = "csv", columns = ExportRequests.CreateColumns("nothing") })).ShouldFail(422,
            "VALIDATION_ERROR", "columns");

        folder.ListObjects().Should().BeEmpty();
    }

    private static Task<TestApi> StartAsync(DataDirectory folder) => TestApi.StartAsync(options => options with { Data = folder.Location });
}
