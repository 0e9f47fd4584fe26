using System.Net;
using System.Runtime.Versioning;
using System.Text.Json;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Program;

/// <summary>The verbs <c>start</c>, <c>status</c> and <c>stop</c>, with real processes.</summary>
public sealed class BackgroundTests
{
    [Fact]
    public async Task Start_ends_when_requests_are_accepted_and_stop_when_the_process_has_ended()
    {
        await using var home = new BackgroundHome();

        var state = await home.StartAsync();
        using var http = CreateClient(state);
        var before = await http.GetAsync("/_emulator/health", TestContext.Current.CancellationToken);
        var (exit, output, _) = await home.RunAsync("stop");
        var after = () => http.GetAsync("/_emulator/health", TestContext.Current.CancellationToken);
        var status = await home.RunAsync("status");

        before.StatusCode.Should().Be(HttpStatusCode.OK);
        (exit, output).Should().Be((0, $"Stopped default, process {state.GetProperty("process")}.\n"));
        await after.Should().ThrowAsync<HttpRequestException>();
        status.Should().Be((1, "", "scopix-emulator: No emulator runs in the background.\n"));
        Directory.EnumerateFiles(home.Folder, "*.sock").Should().BeEmpty();
    }

    [Fact]
    public async Task A_second_start_is_refused_with_the_address_of_the_first()
    {
        await using var home = new BackgroundHome();
        var state = await home.StartAsync();

        var (exit, output, errors) = await home.RunAsync("start", "--port", "0");

        (exit, output).Should().Be((1, ""));
        errors.Should().Contain($"An emulator named default already runs at {state.GetProperty("address")}").And
            .Contain("scopix-emulator stop").And.Contain("--name and --port");
        (await home.GetStateAsync()).GetProperty("process").GetInt32().Should().Be(state.GetProperty("process").GetInt32());
    }

    [Fact]
    public async Task Of_starts_at_the_same_time_one_succeeds()
    {
        await using var home = new BackgroundHome();

        var starts = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => home.RunAsync("start", "--port", "0")));

        starts.Where(start => start.ExitCode == 0).Should().ContainSingle();
        starts.Where(start => start.ExitCode != 0).Should().OnlyContain(
            start => start.ExitCode == 1 && start.Errors.StartsWith("scopix-emulator: An emulator named default "));
        (await home.GetStateAsync()).GetProperty("address").GetString().Should().StartWith("http://127.0.0.1:");
    }

    [Fact]
    public async Task Emulators_of_different_names_run_at_a_time_and_are_stopped_together()
    {
        await using var home = new BackgroundHome();
        await home.StartAsync("--name", "one");
        await home.StartAsync("--name", "two");

        var both = await home.RunAsync("status");
        var stopped = await home.RunAsync("stop", "--all");
        var none = await home.RunAsync("status", "--json");

        both.ExitCode.Should().Be(0);
        both.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]).Should().Equal("one", "two");
        stopped.ExitCode.Should().Be(0);
        none.Should().Be((1, "[]\n", ""));
    }

    [Fact]
    public async Task What_a_killed_emulator_left_is_not_taken_for_a_running_one()
    {
        await using var home = new BackgroundHome();
        var killed = await home.StartAsync();
        await ExternalPrograms.SignalAsync(killed.GetProperty("process").GetInt32(), "KILL");
        await WaitForEndAsync(killed);
        var isSocketLeft = File.Exists(Path.Combine(home.Folder, "default.sock"));

        var status = await home.RunAsync("status");
        var stop = await home.RunAsync("stop");
        var next = await home.StartAsync();

        isSocketLeft.Should().BeTrue("the killed process could not remove its socket");
        status.ExitCode.Should().Be(1);
        stop.Should().Be((1, "",
            "scopix-emulator: No emulator named default runs in the background. Run scopix-emulator start.\n"));
        next.GetProperty("process").GetInt32().Should().NotBe(killed.GetProperty("process").GetInt32());
    }

    [Fact]
    public async Task Options_of_the_server_are_passed_on()
    {
        await using var home = new BackgroundHome();
        using var data = new DataDirectory();

        var state = await home.StartAsync("--data", data.Location, "--seed", "-7", "--enforce-limits", "--tier", "free");
        using var http = CreateClient(state);
        var info = await http.GetStringAsync("/_emulator/info", TestContext.Current.CancellationToken);

        state.GetProperty("data").GetString().Should().Be(data.Location);
        info.Should().Contain("\"seed\":-7").And.Contain("\"enforce_limits\":true").And.Contain("\"tier\":\"FREE\"");
    }

    [Theory]
    [InlineData(2, "--port must be a number from 0 to 65535; it is x.", "--port", "x")]
    [InlineData(2, "Unrecognized command or argument '--prot'.", "--prot", "1")]
    [InlineData(2, "--name must be 1 to 32 letters", "--name", "../x")]
    [InlineData(2, "--name must be 1 to 32 letters", "--name", "")]
    [InlineData(1, "The data folder /dev/null", "--port", "0", "--data", "/dev/null")]
    public async Task A_start_that_fails_says_why(int expected, string problem, params string[] arguments)
    {
        await using var home = new BackgroundHome();

        var (exit, output, errors) = await home.RunAsync(["start", .. arguments]);

        (exit, output).Should().Be((expected, ""));
        errors.Should().Contain(problem).And.NotContain("   at ");
        (await home.RunAsync("status")).ExitCode.Should().Be(1);
    }

    [Fact, UnsupportedOSPlatform("windows")]
    public async Task The_process_has_a_session_of_its_own_and_files_that_only_the_user_can_read()
    {
        await using var home = new BackgroundHome();

        var state = await home.StartAsync();
        var process = state.GetProperty("process").GetInt32();
        var stat = await File.ReadAllTextAsync($"/proc/{process}/stat", TestContext.Current.CancellationToken);
        using var http = CreateClient(state);
        await http.GetAsync("/api/v2/files?limit=0", TestContext.Current.CancellationToken);
        await home.RunAsync("stop");

        stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[3].Should().Be($"{process}", "it is the leader of its session");
        File.GetUnixFileMode(home.Folder).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var log = state.GetProperty("log").GetString()!;
        File.GetUnixFileMode(log).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken)).Should().StartWith("Scopix emulator is ready.\n").And
            .Contain("/api/v2/files?limit=0 401").And.EndWith("Stopped.\n");
    }

    private static HttpClient CreateClient(JsonElement state) => new() { BaseAddress = new Uri(state.GetProperty("address").GetString()!) };

    /// <summary>Waits until nothing listens on the port of a killed process: a connection to it ends with the process.</summary>
    private static async Task WaitForEndAsync(JsonElement state)
    {
        try
        {
            using var http = CreateClient(state);
            while (true) await http.GetAsync("/_emulator/health", TestContext.Current.CancellationToken);
        }
        catch (HttpRequestException)
        {
            // it has ended
        }
    }
}
