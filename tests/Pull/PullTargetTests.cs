using FluentAssertions;
using Scopix.Emulator.Tests.Imports;
using Scopix.Emulator.Tests.Snapshots;
using Scopix.Emulator.Tool.Pull;
using Xunit;

namespace Scopix.Emulator.Tests.Pull;

/// <summary>What the verb <c>pull</c> selects, and where it puts it.</summary>
public sealed class PullTargetTests
{
    [Fact]
    public async Task A_snapshot_file_has_the_files_and_is_readable_by_the_user_alone()
    {
        using var folder = new DataDirectory();
        await using var source = await TestApi.OpenTenantAsync();
        await using var target = await TestApi.OpenTenantAsync();
        var id = await source.UploadAndGetIdAsync(Samples.Note(), "note.txt", "title=North");
        var file = Path.Combine(folder.Location, "world.tar.gz");

        var run = await source.PullAsync(null, Path.Combine(folder.Location, "state"), options => options with { SaveTo = file });

        run.Exit.Should().Be(0, run.Output);
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(file).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (await target.ImportSnapshotAsync("world", await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)))
            .EnsureStatus(201);
        await target.RestoreSnapshotAsync("world");
        (await target.ReadUnsignedAsync($"/api/v2/files/{id}")).Should().Be(await source.ReadUnsignedAsync($"/api/v2/files/{id}"));
        (await target.DownloadFileAsync(id)).Should().Equal(Samples.Note());
    }

    [Fact]
    public async Task Limit_time_folder_and_tags_select_files()
    {
        using var folder = new DataDirectory();
        await using var source = await TestApi.OpenTenantAsync();
        await source.FreezeAsync("2026-01-01T00:00:00Z");
        var site = (await source.PostAsync("/api/v2/folders", new { name = "Site" }))["id"].GetString();
        var plans = (await source.PostAsync("/api/v2/folders", new { name = "Plans", parent_id = site }))["id"].GetString();
        await source.PostAsync("/api/v2/folders", new { name = "Other" });
        await source.UploadAsync(Samples.Photo(1), "old.jpg", "tags=pier,north");
        await source.AdvanceAsync(TimeSpan.FromDays(10));
        await source.UploadAsync(Samples.Photo(2), "plan.jpg", $"folder_id={plans}", "tags=pier");
        await source.AdvanceAsync(TimeSpan.FromDays(10));
        await source.UploadAsync(Samples.Photo(3), "new.jpg", "tags=north");

        (await SelectAsync(options => options with { Limit = 1 })).Should().Equal("new.jpg");
        (await SelectAsync(options => options with { Since = new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero) })).Should()
            .BeEquivalentTo("plan.jpg", "new.jpg");
        (await SelectAsync(options => options with { Folders = ["site"] })).Should().Equal("plan.jpg");
        (await SelectAsync(options => options with { Folders = ["Site/Plans"] })).Should().Equal("plan.jpg");
        (await SelectAsync(options => options with { Tags = ["pier", "north"] })).Should().Equal("old.jpg");
        var unknown = await source.PullAsync(null, folder.Location, options => options with { Folders = ["Nowhere"], IsDryRun = true });
        (unknown.Exit, unknown.Output).Should().Match<(int Exit, string Output)>(
            run => run.Exit == 2 && run.Output.Contains("The source has no folder Nowhere.", StringComparison.Ordinal));

        async Task<string[]> SelectAsync(Func<PullOptions, PullOptions> change)
        {
            await using var target = await TestApi.OpenTenantAsync();
            (await source.PullAsync(target, folder.Location, change)).Exit.Should().Be(0);
            (await target.GetAsync("/api/v2/folders"))["items"].EnumerateArray().Select(item => item.GetProperty("name").GetString())
                .Should().NotContain("Other", "only folders of the selected files are copied");
            return [.. (await target.ListFilesAsync()).Select(file => file.GetProperty("filename").GetString()!)];
        }
    }

    [Fact]
    public async Task A_dry_run_counts_and_stores_nothing()
    {
        using var folder = new DataDirectory();
        await using var source = await TestApi.OpenTenantAsync();
        await source.UploadAsync(Samples.Photo(), "photo.jpg");

        var run = await source.PullAsync(null, folder.Location, options => options with { IsDryRun = true });

        run.Exit.Should().Be(0, run.Output);
        run.Output.Should().Contain("To be copied: 1 file, ").And.Contain("Not copied:");
        Directory.EnumerateFileSystemEntries(folder.Location).Should().BeEmpty();
    }

    [Fact]
    public async Task Files_with_the_same_name_or_the_same_bytes_stay_different_and_bytes_are_fetched_once()
    {
        using var folder = new DataDirectory();
        using var handler = new GetOnlyHandler();
        await using var source = await TestApi.OpenTenantAsync();
        await using var target = await TestApi.OpenTenantAsync();
        for (var n = 0; n < 3; n++) await source.UploadAsync(Samples.Photo(n / 2), "photo.jpg");

        var run = await source.PullAsync(target, folder.Location, handler: handler);

        run.Exit.Should().Be(0, run.Output);
        (await target.ListFilesAsync()).Select(file => file.GetProperty("filename").GetString()).Should()
            .Equal("photo.jpg", "photo.jpg", "photo.jpg");
        handler.Count("/_s3/").Should().Be(2);
    }

    [Fact]
    public async Task Files_in_progress_and_failed_ones_are_copied_as_they_are()
    {
        using var folder = new DataDirectory();
        await using var source = await TestApi.StartAsync(options => options with { Pipeline = PipelineMode.Manual });
        await using var target = await TestApi.OpenTenantAsync();
        var open = await source.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        var failed = await source.UploadAndGetIdAsync(Samples.Note(), "note.txt");
        await source.PostAsync($"/_emulator/files/{failed}/stages/text_extraction", new { action = "fail", fail = "validation" });

        var run = await source.PullAsync(target, folder.Location);

        run.Exit.Should().Be(0, run.Output);
        run.Output.Should().Contain("Still in progress at the source: 1 file.");
        foreach (var id in (string[])[open, failed])
            (await target.ReadUnsignedAsync($"/api/v2/files/{id}")).Should().Be(await source.ReadUnsignedAsync($"/api/v2/files/{id}"));
    }

    [Fact]
    public async Task Without_bytes_the_texts_are_there_and_no_bytes_are_fetched()
    {
        using var folder = new DataDirectory();
        using var handler = new GetOnlyHandler();
        await using var source = await TestApi.OpenTenantAsync();
        await using var target = await TestApi.OpenTenantAsync();
        var id = await source.UploadAndGetIdAsync(Samples.Note(), "note.txt");

        var run = await source.PullAsync(target, folder.Location, options => options with { WithoutBytes = true }, handler);

        run.Exit.Should().Be(0, run.Output);
        handler.Count("/download").Should().Be(0);
        (await target.ReadUnsignedAsync($"/api/v2/files/{id}/text")).Should()
            .Be(await source.ReadUnsignedAsync($"/api/v2/files/{id}/text"));
    }

    [Fact]
    public async Task A_target_that_is_not_empty_or_no_emulator_is_refused_before_the_source_is_read()
    {
        using var folder = new DataDirectory();
        using var handler = new GetOnlyHandler();
        await using var source = await TestApi.OpenTenantAsync();
        await using var target = await TestApi.OpenTenantAsync();
        await using var guarded = await TestApi.StartAsync(options => options with { ControlToken = "known to the test alone" });
        await source.UploadAsync(Samples.Photo(1), "new.jpg");
        await target.UploadAsync(Samples.Photo(2), "old.jpg");

        var full = await source.PullAsync(target, folder.Location, handler: handler);
        var nobody = await source.PullAsync(
            target, folder.Location, options => options with { Target = new Uri("http://127.0.0.1:1") }, handler);
        var refused = await source.PullAsync(guarded, folder.Location, handler: handler);
        var untouched = handler.Requests.IsEmpty;
        var replaced = await source.PullAsync(target, folder.Location, options => options with { Replace = true }, handler);

        (full.Exit, nobody.Exit, refused.Exit, replaced.Exit).Should().Be((4, 4, 4, 0));
        untouched.Should().BeTrue();
        full.Output.Should().Contain("is not empty. Add --replace");
        nobody.Output.Should().Contain("There is no emulator at http://127.0.0.1:1");
        (await target.ListFilesAsync()).Should().ContainSingle().Which.GetProperty("filename").GetString().Should().Be("new.jpg");
    }

    [Fact]
    public async Task A_source_that_is_larger_than_the_disk_is_refused()
    {
        using var folder = new DataDirectory();
        await using var source = await TestApi.OpenTenantAsync();
        await using var target = await TestApi.OpenTenantAsync();
        (await source.ImportAsync(ImportArchives.WithoutBytes(1L << 60))).EnsureStatus(201);

        var run = await source.PullAsync(target, folder.Location);

        run.Exit.Should().Be(1);
        run.Output.Should().Contain("The disk is too full: the files need 1073741824.0 GB");
    }

    [Fact]
    public async Task LlamaClouds_files_are_copied_into_a_tenant_of_an_llx_key()
    {
        using var folder = new DataDirectory();
        await using var source = await TestApi.OpenTenantAsync("llx-");
        await using var target = await TestApi.OpenTenantAsync("llx-");
        await source.PostAsync("/_emulator/seed", new { dataset = "edge" });

        var run = await source.PullAsync(target, folder.Location);

        run.Exit.Should().Be(0, run.Output);
        var copied = (await target.GetAsync("/api/v1/beta/files?page_size=1000"))["items"].EnumerateArray().ToArray();
        var original = (await source.GetAsync("/api/v1/beta/files?page_size=1000"))["items"].EnumerateArray().ToArray();
        copied.Should().HaveCount(original.Length).And.HaveCountGreaterThan(5);
        copied.Select(file => (file.GetProperty("id").ToString(), file.GetProperty("name").ToString(),
            file.GetProperty("last_modified_at").ToString(), file.GetProperty("purpose").ToString())).Should()
            .Equal(original.Select(file => (file.GetProperty("id").ToString(), file.GetProperty("name").ToString(),
                file.GetProperty("last_modified_at").ToString(), file.GetProperty("purpose").ToString())));
        foreach (var file in original.Take(5))
            (await ReadContentAsync(target, file.GetProperty("id").GetString()!)).Should()
                .Equal(await ReadContentAsync(source, file.GetProperty("id").GetString()!));
    }

    private static async Task<byte[]> ReadContentAsync(TestApi api, string id)
    {
        var url = (await api.GetAsync($"/api/v1/beta/files/{id}/content"))["url"].GetString()!;
        return (await api.GetAsync(url)).EnsureStatus(200).Bytes;
    }

    [Fact]
    public async Task Nothing_but_GET_reaches_the_source()
    {
        using var inner = new SocketsHttpHandler();
        using var handler = new ReadOnlyHandler(inner, TimeProvider.System);
        using var client = new HttpClient(handler);

        var sending = () => client.DeleteAsync(new Uri("http://127.0.0.1:1/api/v2/files/1"));

        await sending.Should().ThrowAsync<InvalidOperationException>().WithMessage("*GET requests alone*");
    }
}
