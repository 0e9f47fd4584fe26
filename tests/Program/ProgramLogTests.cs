using System.Text.Json;
using System.Text.RegularExpressions;
using FluentAssertions;
using Microsoft.Extensions.Logging;
using Scopix.Emulator.Tool.Logging;
using Xunit;

namespace Scopix.Emulator.Tests.Program;

/// <summary>The log as the program prints it.</summary>
public sealed class ProgramLogTests
{
    [Fact]
    public async Task Problems_are_printed_without_colours_in_a_pipe_and_the_end_is_announced()
    {
        await using var program = await EmulatorProcess.StartAsync([]);
        using var client = program.CreateClient();

        await client.GetAsync("/api/v2/files");
        await client.GetAsync("/api/v2/files?limit=0");
        var line = await ReadLineAsync(program);
        await program.TerminateAsync();

        line.Should().MatchRegex(@"^\d\d:\d\d:\d\d\.\d{3} default GET /api/v2/files\?limit=0 422 files\.list [^\e]+: limit: must [^\e]+$");
        (await program.ReadLineAsync()).Should().Be("Stopped.");
        (await program.WaitForExitAsync()).Should().Be(0);
    }

    [Fact]
    public async Task With_requests_all_are_printed_and_with_off_none()
    {
        await using var all = await EmulatorProcess.StartAsync(["--log", "requests"]);
        await using var none = await EmulatorProcess.StartAsync([], null, ("Emulator__Log", "off"));
        using var ofAll = all.CreateClient();
        using var ofNone = none.CreateClient();

        await ofAll.GetAsync("/api/v2/files");
        await ofNone.GetAsync("/files");
        await none.TerminateAsync();

        (await all.ReadLineAsync()).Should().Contain(" default GET /api/v2/files 200 files.list ");
        (await none.ReadLineAsync()).Should().Be("Stopped.");
    }

    [Fact]
    public async Task As_JSON_every_line_is_an_object_also_of_start_and_end()
    {
        await using var program = EmulatorProcess.StartWithoutBanner(["--log-format", "json"]);
        var start = JsonDocument.Parse((await program.ReadLineAsync())!).RootElement;
        using var client = new HttpClient();

        var address = Regex.Match(start.Text("message")!, "http://[0-9.:]+").Value;
        await client.GetAsync(address + "/api/v2/files?note=%C3%A9");
        var request = JsonDocument.Parse((await program.ReadLineAsync())!).RootElement;
        await program.TerminateAsync();

        (start.Text("level"), start.Text("category")).Should().Be(("information", "Scopix.Emulator.Start"));
        request.Text("time").Should().MatchRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$");
        (request.Text("level"), request.Text("category")).Should().Be(("warning", "Scopix.Emulator.Requests"));
        (request.Text("method"), request.Text("target"), request.Number("status"), request.Text("operation")).Should()
            .Be(("GET", "/api/v2/files?note=%C3%A9", 401, "files.list"));
        request.Text("error").Should().StartWith("Missing API key");
        request.GetProperty("duration_ms").GetDouble().Should().BePositive();
        JsonDocument.Parse((await program.ReadLineAsync())!).RootElement.Text("message").Should().Be("The emulator has stopped");
        (await program.ReadLineAsync()).Should().BeNull();
    }

    [Fact]
    public void A_terminal_shows_the_time_dim_warnings_yellow_and_errors_red()
    {
        var line = new ConsoleEntry("Scopix.Emulator.Requests", LogLevel.Warning, "default GET /x 404", [], null);

        TextLogFormat.Format(line, colours: true).Should().MatchRegex("^\e\\[2m[0-9:.]{12}\e\\[0m \e\\[33mdefault GET /x 404\e\\[0m\n$");
        TextLogFormat.Format(line with { Level = LogLevel.Error }, colours: true).Should().Contain("\e[31mdefault");
        TextLogFormat.Format(line with { Level = LogLevel.Information }, colours: true).Should().EndWith("\e[0m default GET /x 404\n");
    }

    [Fact]
    public void Errors_have_their_stack_trace_in_indented_lines_and_control_characters_are_escaped()
    {
        var entry = new ConsoleEntry("Scopix.Emulator.Http", LogLevel.Error, "GET /\u001b[2J\r\nx failed", [],
            new InvalidDataException("bad\nworse\u0007\u202e"));

        TextLogFormat.Format(entry, colours: false)[13..].Should().Be("error Scopix.Emulator.Http: GET /\\u001B[2J\\u000D\\u000Ax failed\n"
            + "    System.IO.InvalidDataException: bad\n    worse\\u0007\\u202E\n");
        JsonLogFormat.Format(entry).Should().NotContain("\u001b").And.EndWith("}\n").And.Match(json => json.Count(c => c == '\n') == 1);
    }

    [Theory]
    [InlineData("", "\e[33m")]
    [InlineData("NO_COLOR=1", null)]
    [InlineData("TERM=dumb", null)]
    public async Task Colours_are_for_terminals_unless_the_user_wants_none(string variable, string? colour)
    {
        (string, string)[] environment = [("TERM", "xterm"), ("NO_COLOR", ""), .. Parse(variable)];
        await using var program = await EmulatorProcess.StartInTerminalAsync(environment);
        using var client = program.CreateClient();

        await client.GetAsync("/api/v2/files?limit=0");

        var line = await ReadLineAsync(program);
        line.Should().Contain("default GET /api/v2/files?limit=0 422");
        if (colour is null) line.Should().NotContain("\e");
        else line.Should().Contain(colour);

        static (string, string)[] Parse(string text) => text.Length == 0 ? [] : [(text.Split('=')[0], text.Split('=')[1])];
    }

    /// <summary>Reads the next line, except those that say nothing but that a busy machine was slow.</summary>
    private static async Task<string?> ReadLineAsync(EmulatorProcess program)
    {
        while (true)
            if (await program.ReadLineAsync() is var line && line?.Contains(": slow", StringComparison.Ordinal) != true) return line;
    }
}
