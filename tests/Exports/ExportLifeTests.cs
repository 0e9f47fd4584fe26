using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Exports;

public sealed class ExportLifeTests
{
    private static readonly object Body = new { format = "csv", columns = Exporting.Columns("filename") };

    [Fact]
    public async Task A_table_can_be_fetched_for_an_hour_and_its_bytes_go_then()
    {
        using var folder = new DataDirectory();
        await using var api = await Api.StartAsync(options => options with { Data = folder.Location });
        await api.FreezeAsync("2026-03-01T12:00:00Z");

        var export = await api.ExportAsync(Body);
        await api.AdvanceAsync(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
        var inTime = await api.FetchAsync(export);
        await api.GetAsync("/api/v2/files");
        var kept = folder.Stored();
        await api.AdvanceAsync(TimeSpan.FromSeconds(2));
        var late = await api.FetchAsync(export);
        await api.GetAsync("/api/v2/files");

        inTime.Text.Should().Be("Filename\r\n");
        kept.Should().ContainSingle().Which.Should().EndWith("files_2026-03-01.csv");
        late.Status.Should().Be(403);
        folder.Stored().Should().BeEmpty();
    }

    [Fact]
    public async Task A_table_outlives_a_restart_and_then_its_hour_ends()
    {
        using var folder = new DataDirectory();
        Reply export;
        await using (var api = await Start(folder))
        {
            await api.FreezeAsync("2026-03-01T12:00:00Z");
            export = await api.ExportAsync(Body);
        }

        await using var again = await Start(folder);
        var key = new Uri(export["download_url"].GetString()!).AbsolutePath.Split('/')[^1];
        var kept = folder.Stored();
        await again.AdvanceAsync(TimeSpan.FromHours(1));
        await again.GetAsync("/api/v2/files");

        kept.Should().ContainSingle().Which.Should().EndWith(key);
        folder.Stored().Should().BeEmpty();
    }

    [Fact]
    public async Task A_reset_takes_the_tables_of_its_tenant_with_it()
    {
        using var folder = new DataDirectory();
        await using var api = await Start(folder);
        var other = api.As(Api.KeyOf(1));
        var (mine, theirs) = (await api.ExportAsync(Body), await other.ExportAsync(Body));

        await api.PostAsync("/_emulator/reset");

        (await api.FetchAsync(mine)).Status.Should().Be(404);
        (await api.FetchAsync(theirs)).Status.Should().Be(200);
        folder.Stored().Should().ContainSingle();
    }

    [Fact]
    public async Task Resets_amid_exports_leave_no_bytes_behind_and_nothing_hangs()
    {
        using var folder = new DataDirectory();
        await using (var first = await Start(folder)) await first.UploadedAsync(Samples.Photo(), "photo.jpg");
        ManyFiles.Multiply(folder, 2_000);
        await using var api = await Start(folder);

        var exports = Enumerable.Range(0, 24).Select(async n =>
        {
            if (n % 8 == 7) await api.PostAsync("/_emulator/reset");
            return await api.ExportAsync(new { format = n % 2 == 0 ? "csv" : "xlsx", columns = Exporting.Columns("id", "upload_description") });
        });
        var replies = await Task.WhenAll(exports);
        await api.PostAsync("/_emulator/reset");

        replies.Should().OnlyContain(reply => reply.Status == 200 || reply.Status == 409);
        (await folder.StoredInTheEndAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_refused_request_leaves_nothing()
    {
        using var folder = new DataDirectory();
        await using var api = await Start(folder);

        (await api.ExportAsync(new { format = "csv", columns = Exporting.Columns("nothing") })).ShouldFail(422, "VALIDATION_ERROR", "columns");

        folder.Stored().Should().BeEmpty();
    }

    private static Task<Api> Start(DataDirectory folder) => Api.StartAsync(options => options with { Data = folder.Location });
}
