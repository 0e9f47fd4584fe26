using FluentAssertions;
using Scopix.Emulator.Tests.Proxy;
using Xunit;

namespace Scopix.Emulator.Tests.Program;

/// <summary>The verb <c>replay</c>: what it prints, and its exit codes.</summary>
public sealed class ReplayVerbTests
{
    [Theory]
    [InlineData(200, 0, "1 requests compared, 1 with equal responses; 0 differences between the recording and the server")]
    [InlineData(404, 1, "1 requests compared, 0 with equal responses; 1 differences between the recording and the server")]
    public async Task A_replay_prints_a_summary(int recorded, int expected, string summary)
    {
        using var folder = new DataDirectory();
        await using var api = await TestApi.StartAsync();
        var file = Write(folder, $$$"""
            {"log":{"entries":[{"startedDateTime":"2026-01-01T00:00:00Z","time":1,
            "request":{"method":"GET","url":"https://x/api/v2/folders"},
            "response":{"status":{{{recorded}}},"headers":[{"name":"Content-Type","value":"application/json"},
            {"name":"X-RateLimit-Limit",
            "value":"1"},{"name":"X-RateLimit-Remaining","value":"1"},{"name":"X-RateLimit-Reset","value":"1"}]}}]}}
            """);

        var (exit, output, errors) = await RunAsync(api.Key, file, "--to", api.Http.BaseAddress!.AbsoluteUri);

        (exit, errors).Should().Be((expected, ""));
        output.TrimEnd().Split('\n')[^1].Should().Be(summary);
        if (recorded == 404)
            output.Should().Contain("GET /api/v2/folders (folders.list): status: the recording says 404, the server says 200");
    }

    [Fact]
    public async Task A_replay_without_a_key_compares_nothing_and_fails()
    {
        using var folder = new DataDirectory();
        var file = Write(folder, """
            {"log":{"entries":[{"startedDateTime":"2026-01-01T00:00:00Z","request":{"method":"GET","url":"https://x/api/v2/files"},
            "response":{"status":200}}]}}
            """);

        var (exit, output, _) = await RunAsync(key: null, file, "--to", "http://127.0.0.1:1");

        exit.Should().Be(1);
        output.Should().Contain("1 requests were not compared, because there is no key for them");
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_an_error()
    {
        using var folder = new DataDirectory();
        var file = Write(folder, """
            {"log":{"entries":[{"startedDateTime":"2026-01-01T00:00:00Z","request":{"method":"GET","url":"https://x/api/v2/files"},
            "response":{"status":200}}]}}
            """);

        var (exit, _, errors) = await RunAsync(EmulatorOptions.DefaultApiKey, file, "--to", "http://127.0.0.1:1");

        exit.Should().Be(1);
        errors.Should().StartWith("scopix-emulator: ").And.Contain("127.0.0.1:1");
    }

    [Fact]
    public async Task An_interrupted_replay_prints_what_it_has_compared()
    {
        using var folder = new DataDirectory();
        var arrived = new TaskCompletionSource();
        await using var server = await LoopbackServer.StartAsync(async http =>
        {
            http.Response.StatusCode = 401;
            if (http.Request.Path != "/api/v2/projects") return;
            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        var file = HarFile.Write(folder, [.. ((string[])["folders", "projects", "files"]) // without a key, since their status is 401
            .Select((path, second) => HarFile.CreateEntry(second, "GET", "/api/v2/" + path, status: 401))]);
        await using var process = EmulatorProcess.StartVerb("replay", file, "--to", LoopbackServer.GetAddress(server).AbsoluteUri);
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        await process.TerminateAsync();

        List<string> lines = [];
        while (await process.ReadLineAsync() is { } line) lines.Add(line);
        (await process.WaitForExitAsync()).Should().Be(1);
        lines[^1].Should().StartWith("1 requests compared");
        lines.Should().Contain("      1 requests were not compared, because the replay ended before their turn");
        (await process.ReadErrorsAsync()).Should().Be("scopix-emulator: The replay was interrupted.\n");
    }

    [Theory]
    [InlineData("missing.har does not exist.", "missing.har", "--to", "http://127.0.0.1:1")]
    [InlineData("--to must be an http or https address", "missing.har", "--to", "api.scopix.ai")]
    [InlineData("The key would be sent unencrypted to api.scopix.ai", "missing.har", "--to", "http://api.scopix.ai")]
    [InlineData("--files nowhere is no folder.", "missing.har", "--to", "http://127.0.0.1:1", "--files", "nowhere")]
    [InlineData("Option '--to' is required", "missing.har")]
    public async Task Wrong_options_are_refused_by_name(string problem, params string[] options)
    {
        var (exit, _, errors) = await EmulatorProcess.RunAsync(["replay", .. options]);

        exit.Should().Be(2);
        errors.Should().Contain(problem).And.Contain("Run scopix-emulator replay --help for all options.");
    }

    private static Task<(int Exit, string Output, string Errors)> RunAsync(string? key, params string[] options) =>
        EmulatorProcess.RunAsync(["replay", .. options], folder: null, ("SCOPIX_API_KEY", key ?? ""));

    private static string Write(DataDirectory folder, string har)
    {
        var file = Path.Combine(folder.Location, "session.har");
        File.WriteAllText(file, har);
        return file;
    }
}
