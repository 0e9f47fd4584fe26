using FluentAssertions;
using Scopix.Emulator.Tests.Client;
using Scopix.Emulator.Tests.Snapshots;
using Scopix.Emulator.Tool.Pull;
using Xunit;

namespace Scopix.Emulator.Tests.Pull;

/// <summary>The verb <c>pull</c> when the source fails, changes or lies.</summary>
public sealed class PullFaultTests : IAsyncLifetime
{
    private readonly DataDirectory _folder = new();
    private TestApi _source = null!, _target = null!;

    [Fact]
    public async Task An_interrupted_run_continues_and_fetches_no_bytes_twice()
    {
        var ids = await UploadAsync(12);
        using var handler = new GetOnlyHandler();
        using var stop = new CancellationTokenSource();
        var first = await _source.PullAsync(_target, _folder.Location, handler: handler, cancel: stop.Token,
            reportProgress: (what, done, _) => CancelAt(stop, what == "Copying" && done == 5));
        var fetched = CountObjects();
        var text = string.Concat(ListState().Select(File.ReadAllText));

        await _source.PatchAsync($"/api/v2/files/{ids[0]}", new { title = "Changed" });
        var second = await _source.PullAsync(_target, _folder.Location, handler: handler);

        first.Exit.Should().Be(1);
        first.Output.Should().Contain("Interrupted.").And.Contain("run the same command again to continue");
        fetched.Should().BeInRange(5, 11);
        text.Should().NotContain("X-Amz-").And.NotContain(_source.Key);
        second.Exit.Should().Be(0, second.Output);
        second.Output.Should().Contain("What an earlier run had fetched was not fetched again.");
        handler.Count("/_s3/").Should().BeInRange(12, 12 + 4, "only downloads that were interrupted are repeated");
        (await _target.ListFilesAsync()).Should().HaveCount(12);
        (await _target.GetAsync($"/api/v2/files/{ids[0]}"))["title"].GetString().Should().Be("Changed", "what has changed is read again");
    }

    [Fact]
    public async Task What_is_fetched_can_be_read_by_the_user_alone()
    {
        if (OperatingSystem.IsWindows()) return;
        await UploadAsync(3);
        await _source.AddFaultAsync(new { storage = "get", corrupt = true, times = 100 });

        var run = await _source.PullAsync(_target, _folder.Location);

        run.Exit.Should().Be(1);
        foreach (var file in ListState())
            File.GetUnixFileMode(file).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
        foreach (var folder in Directory.EnumerateDirectories(_folder.Location, "*", SearchOption.AllDirectories))
            File.GetUnixFileMode(folder).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, folder);
    }

    [Fact]
    public async Task Rate_limits_server_errors_lost_and_truncated_answers_are_overcome()
    {
        await UploadAsync(4);
        await _source.AddFaultAsync(new { operation = "files.list", status = 429, retry_after = 0, times = 2 });
        await _source.AddFaultAsync(new { operation = "files.get", status = 500 });
        await _source.AddFaultAsync(new { operation = "files.download", reset = true });
        await _source.AddFaultAsync(new { storage = "get", truncate_bytes = 1_000 });
        await _source.AddFaultAsync(new { storage = "get", corrupt = true, nth = 2 });
        using var handler = new GetOnlyHandler();

        var run = await _source.PullAsync(_target, _folder.Location, handler: handler);

        run.Exit.Should().Be(0, run.Output);
        handler.Requests.Select(request => request.Status).Should().Contain([429, 500]);
        foreach (var file in await _source.ListFilesAsync())
        {
            var id = file.GetProperty("id").GetString()!;
            (await _target.DownloadFileAsync(id)).Should().Equal(await _source.DownloadFileAsync(id));
        }
    }

    [Fact]
    public async Task No_request_is_sent_while_the_source_asks_to_wait()
    {
        await UploadAsync(12);
        await _source.AddFaultAsync(new { operation = "files.get", status = 429, retry_after = 1, nth = 3 });
        using var handler = new GetOnlyHandler { Before = _ => Task.Delay(40) };

        var run = await _source.PullAsync(_target, _folder.Location, handler: handler);

        run.Exit.Should().Be(0, run.Output);
        var refused = handler.Requests.Single(request => request.Status == 429).Answered;
        handler.Requests.Should().NotContain(
            request => request.Sent > refused.AddMilliseconds(100) && request.Sent < refused.AddSeconds(0.8));
        handler.Requests.Should().Contain(request => request.Sent > refused.AddSeconds(0.8));
    }

    [Fact]
    public async Task Bytes_with_another_hash_fail_and_load_nothing_unless_failures_are_skipped()
    {
        await UploadAsync(3);
        await _source.AddFaultAsync(new { storage = "get", corrupt = true, times = 2 });
        var change = (PullOptions options) => options with { MaxParallel = 1 };

        var run = await _source.PullAsync(_target, _folder.Location, change);
        var loaded = await _target.ListFilesAsync();
        await _source.AddFaultAsync(new { storage = "get", corrupt = true, times = 2 });
        var skipped = await _source.PullAsync(_target, _folder.Location, options => options with { SkipFailed = true });

        run.Exit.Should().Be(1);
        run.Output.Should().Contain("The bytes have the SHA-256").And.Contain("add --skip-failed to load the other files");
        loaded.Should().BeEmpty();
        skipped.Exit.Should().Be(0, skipped.Output);
        (await _target.ListFilesAsync()).Should().HaveCount(2);
    }

    [Fact]
    public async Task A_file_that_is_deleted_meanwhile_is_counted()
    {
        var ids = await UploadAsync(3);
        using var handler = new GetOnlyHandler
        {
            Before = path => path == $"/api/v2/files/{ids[0]}" || path.Contains($"{ids[1]}/download", StringComparison.Ordinal)
                ? _source.DeleteAsync($"/api/v2/files/{path.Split('/')[4]}") : Task.CompletedTask,
        };

        var run = await _source.PullAsync(_target, _folder.Location, handler: handler);

        run.Exit.Should().Be(0, run.Output);
        run.Output.Should().Contain("Deleted at the source meanwhile: 2 files");
        (await _target.ListFilesAsync()).Should().ContainSingle().Which.GetProperty("id").GetString().Should().Be(ids[2]);
    }

    [Fact]
    public async Task A_URL_that_expires_before_it_is_used_is_asked_for_again()
    {
        await UploadAsync(1);
        var expired = 0;
        using var handler = new GetOnlyHandler
        {
            Before = path => path.StartsWith("/_s3/", StringComparison.Ordinal) && expired++ == 0
                ? _source.AdvanceAsync(TimeSpan.FromHours(1)) : Task.CompletedTask,
        };

        var run = await _source.PullAsync(_target, _folder.Location, handler: handler);

        run.Exit.Should().Be(0, run.Output);
        handler.Requests.Select(request => request.Status).Should().Contain(403);
        handler.Count("/download").Should().Be(2);
    }

    [Fact]
    public async Task Bytes_that_the_source_lost_are_left_out_and_said()
    {
        await UploadAsync(2);
        await _source.AddFaultAsync(new { storage = "get", status = 404 });

        var run = await _source.PullAsync(_target, _folder.Location);

        run.Exit.Should().Be(0, run.Output);
        run.Output.Should().Contain("Copied without bytes, which the source does not have: 1 file");
        (await _target.ListFilesAsync()).Should().HaveCount(2);
    }

    [Fact]
    public async Task A_file_that_the_emulator_cannot_hold_is_left_out_and_said()
    {
        var ids = await UploadAsync(3);
        using var handler = new GetOnlyHandler
        {
            Rewrite = (path, json) => path == $"/api/v2/files/{ids[1]}"
                ? json.Replace("\"media_type\":\"image\"", "\"media_type\":\"sound\"", StringComparison.Ordinal) : json,
        };

        var run = await _source.PullAsync(_target, _folder.Location, handler: handler);

        run.Exit.Should().Be(0, run.Output);
        run.Output.Should().Contain("Left out, since the emulator cannot hold them:").And.Contain($"photo 1.jpg ({ids[1]})")
            .And.Contain("media_type: must be image, document, video or link");
        (await _target.ListFilesAsync()).Select(file => file.GetProperty("id").GetString()).Should().BeEquivalentTo([ids[0], ids[2]]);
    }

    [Fact]
    public async Task A_file_without_a_hash_gets_that_of_its_bytes_and_unknown_fields_do_not_matter()
    {
        var ids = await UploadAsync(1);
        using var handler = new GetOnlyHandler
        {
            Rewrite = (path, json) => path == $"/api/v2/files/{ids[0]}"
                ? json.Replace("\"hash\":\"", "\"new_field\":[null,{\"a\":1}],\"old_hash\":\"", StringComparison.Ordinal) : json,
        };

        var run = await _source.PullAsync(_target, _folder.Location, handler: handler);

        run.Exit.Should().Be(0, run.Output);
        (await _target.GetAsync($"/api/v2/files/{ids[0]}"))["hash"].GetString().Should()
            .Be((await _source.GetAsync($"/api/v2/files/{ids[0]}"))["hash"].GetString());
    }

    [Fact]
    public async Task A_refused_key_and_a_lost_source_end_the_run()
    {
        await UploadAsync(1);

        var refused = await _source.PullAsync(_target, _folder.Location, options => new PullOptions(options.Source, "scopix_short", false)
        { Target = options.Target, TargetKey = options.TargetKey, StateFolder = options.StateFolder });
        var lost = await _source.PullAsync(_target, _folder.Location, options =>
            new PullOptions(new Uri("http://127.0.0.1:1"), options.SourceKey, false)
            {
                Target = options.Target,
                TargetKey = options.TargetKey,
                StateFolder = options.StateFolder,
                RetryDelay = options.RetryDelay,
            });

        (refused.Exit, lost.Exit).Should().Be((1, 1));
        refused.Output.Should().Contain("INVALID_API_KEY").And.NotContain("scopix_short");
        lost.Output.Should().Contain("The connection to 127.0.0.1 failed");
    }

    public async ValueTask InitializeAsync() => (_source, _target) = (await TestApi.StartAsync(), await TestApi.OpenTenantAsync());

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await _target.DisposeAsync();
        _folder.Dispose();
    }

    private static void CancelAt(CancellationTokenSource stop, bool condition)
    {
        if (condition) stop.Cancel();
    }

    private async Task<string[]> UploadAsync(int count)
    {
        var ids = new string[count];
        for (var n = 0; n < count; n++) ids[n] = await _source.UploadAndGetIdAsync(Samples.Photo(n), $"photo {n}.jpg");
        return ids;
    }

    private string[] ListState() => Directory.GetFiles(_folder.Location, "*", SearchOption.AllDirectories);

    private int CountObjects() => ListState().Count(file => file.Contains("objects") && !file.EndsWith(".part", StringComparison.Ordinal));
}
