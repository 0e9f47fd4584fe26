using FluentAssertions;
using Scopix.Emulator.Engine;
using Scopix.Emulator.Tests.Snapshots;
using Xunit;

namespace Scopix.Emulator.Tests.Upgrades;

/// <summary>This release reads the data of earlier releases.</summary>
public sealed class ReleaseTests
{
    [Fact]
    public async Task Every_record_of_a_data_folder_of_0_1_0_is_read()
    {
        using var folder = Release010.CopyDataFolder();
        await using var api = await TestApi.StartAsync(options => options with { Data = folder.Location });

        await ReadAllAsync(api, files: 13);

        (await api.GetAsync($"/api/v2/files/{Release010.LaterFile}"))["filename"].GetString().Should().Be("later.txt");
        (await api.GetAsync("/_emulator/keys"))["items"].GetArrayLength().Should().Be(2);
        (await api.GetAsync("/_emulator/clock"))["now"].GetString().Should().Be("2026-03-01T12:01:05Z");
        (await api.GetAsync(SnapshotRequests.SnapshotsPath))["items"][0].GetProperty("name").GetString().Should().Be("kept");
        await ReadLlamaAsync(api.WithKey(Release010.LlamaKey));
    }

    [Fact]
    public async Task A_snapshot_in_a_data_folder_of_0_1_0_can_be_compared_restored_and_exported()
    {
        using var folder = Release010.CopyDataFolder();
        await using var api = await TestApi.StartAsync(options => options with { Data = folder.Location });

        var diff = (await api.GetAsync($"{SnapshotRequests.SnapshotsPath}/kept/diff/now")).EnsureStatus(200);
        await api.RestoreSnapshotAsync("kept");
        var exported = await api.ExportSnapshotAsync("kept");

        diff.Text.Should().Contain("later.txt");
        await ReadAllAsync(api, files: 12);
        (await api.WithKey(TestApi.CreateKey(1)).ImportSnapshotAsync("brought", exported)).EnsureStatus(201);
    }

    [Fact]
    public async Task A_snapshot_that_0_1_0_exported_is_imported_by_any_tenant_and_every_record_is_read()
    {
        await using var api = await TestApi.StartAsync();
        var other = api.WithKey(TestApi.CreateKey(1));

        foreach (var tenant in (TestApi[])[api, other])
        {
            (await tenant.ImportSnapshotAsync("brought", Release010.Snapshot)).EnsureStatus(201);
            await tenant.RestoreSnapshotAsync("brought");
            await ReadAllAsync(tenant, files: 12);
        }
        (await api.GetAsync("/_emulator/stubs"))["total_count"].GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task A_data_folder_of_0_1_0_continues_processing_and_accepts_new_files()
    {
        using var folder = Release010.CopyDataFolder();
        await using var api = await TestApi.StartAsync(options => options with { Data = folder.Location });

        await api.AdvanceAsync(TimeSpan.FromMinutes(1));
        var (later, fresh) =
            (await api.GetAsync($"/api/v2/files/{Release010.LaterFile}"), await api.UploadAndGetIdAsync(Samples.Note(7), "fresh.txt"));
        var completed = await api.PostAsync($"/api/v2/files/direct-uploads/{Release010.Uploads[1]}/complete");

        later["primary_status"].GetString().Should().Be("completed");
        completed.Status.Should().Be(202, completed.Text);
        (await api.GetAsync("/api/v2/files?search=fresh"))["items"][0].GetProperty("id").GetString().Should().Be(fresh);
        (await api.PostAsync("/_emulator/reset?snapshots=true")).EnsureStatus(200);
        (await api.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(0);
    }

    [Fact]
    public void A_folder_of_an_earlier_version_ends_with_the_tables_of_a_new_one()
    {
        using var folder = Release010.CopyDataFolder();
        using var fresh = new Database(path: null);

        DataFolder.Open(folder.Location).Dispose();

        foreach (var file in SchemaStepTests.Databases(folder))
        {
            using var db = Database.OpenAnyVersion(file);
            DatabaseSchema.Describe(db).Should().Equal(DatabaseSchema.Describe(fresh), file);
            DatabaseSchema.ReadVersion(db).Should().Be(DatabaseSchema.Version);
            DatabaseSchema.AreCountsCorrect(db).Should().BeTrue();
        }
    }

    private static async Task ReadAllAsync(TestApi api, int files)
    {
        var list = (await api.GetAsync("/api/v2/files?limit=100")).EnsureStatus(200);
        list["total_count"].GetInt32().Should().Be(files);
        foreach (var file in list["items"].EnumerateArray())
            (await api.GetAsync($"/api/v2/files/{file.GetProperty("id").GetString()}")).EnsureStatus(200);
        (await api.GetAsync($"/api/v2/files/{Release010.Photo}"))["title"].GetString().Should().Be("North face");
        (await api.GetAsync($"/api/v2/files/{Release010.Plan}"))["user_description"].GetString().Should().Be("Drawn by hand.");
        (await api.DownloadFileAsync(Release010.Report)).Should().Equal(Samples.File("report.pdf"));
        (await api.DownloadFileAsync(Release010.Clip)).Should().Equal(Samples.File("clip.mp4"));
        foreach (var part in (string[])["text", "chunks", "digitization"])
            (await api.GetAsync($"/api/v2/files/{Release010.Report}/{part}")).EnsureStatus(200);
        (await api.GetAsync($"/api/v2/videos/{Release010.Clip}/scenes")).EnsureStatus(200);
        foreach (var upload in Release010.Uploads) (await api.GetAsync($"/api/v2/files/direct-uploads/{upload}")).EnsureStatus(200);
        foreach (var part in (string[])["status", "results", "summary"])
            (await api.GetAsync($"/api/v2/files/sessions/{Release010.Session}/{part}")).EnsureStatus(200);
        (await api.GetAsync("/api/v2/folders"))["items"].GetArrayLength().Should().Be(2);
        (await api.GetAsync("/api/v2/projects")).Text.Should().Contain("Bridge");
        (await api.GetAsync($"/api/v2/data/export/{Release010.Export}"))["status"].GetString().Should().Be("completed");
        (await api.GetAsync("/api/v2/data/descriptions")).EnsureStatus(200);
        (await api.GetAsync("/api/v2/files?search=gone"))["total_count"].GetInt32().Should().Be(0);
    }

    private static async Task ReadLlamaAsync(TestApi api)
    {
        var list = (await api.GetAsync("/api/v1/beta/files")).EnsureStatus(200);
        list["items"].GetArrayLength().Should().Be(2);
        foreach (var file in list["items"].EnumerateArray())
            (await api.GetAsync($"/api/v1/beta/files/{file.GetProperty("id").GetString()}/content")).EnsureStatus(200);
    }
}
