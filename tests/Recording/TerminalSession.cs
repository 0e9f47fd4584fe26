using System.Diagnostics;
using System.Text.RegularExpressions;
using FluentAssertions;
using Scopix.Emulator.Tests.Program;

namespace Scopix.Emulator.Tests.Recording;

/// <summary>A line of the recording; its kind is <c>comment</c>, <c>command</c> or <c>output</c>.</summary>
internal sealed record TerminalLine(string Kind, string Text);

/// <summary>
/// The session that the README's picture shows, in bash. What differs from run to run is replaced: port, process, folder, and the times
/// of the log. A prompt begins on a line of its own, also behind an answer without a line feed.
/// </summary>
internal static class TerminalSession
{
    private const string Log = "~/.local/share/scopix-emulator/background/default.log";

    private static readonly string[] Typed =
    [
        "scopix-emulator start --pipeline instant",
        "eval \"$(scopix-emulator env)\"; AUTH=\"Authorization: Bearer $SCOPIX_API_KEY\"",
        "# A mistyped parameter is ignored. The log says what was probably meant:",
        "curl -s -H \"$AUTH\" \"$SCOPIX_BASE_URL/files?limt=5\"",
        $"tail -n 1 {Log}",
        "# An upload is described at once:",
        "curl -s -H \"$AUTH\" -F file=@photo.jpg $SCOPIX_BASE_URL/files/upload | grep -o '\"file_id[^,]*'",
        "curl -s -H \"$AUTH\" $SCOPIX_BASE_URL/files | grep -o '\"upload_description\":\"[^\"]*\"'",
        "# Make the next list fail:",
        "fault='{\"operation\": \"files.list\", \"status\": 429, \"retry_after\": 2}'",
        "curl -s -H \"$AUTH\" -H \"Content-Type: application/json\" -d \"$fault\" http://127.0.0.1:8340/_emulator/faults",
        "curl -s -H \"$AUTH\" $SCOPIX_BASE_URL/files",
        "scopix-emulator status",
        "scopix-emulator stop",
    ];

    /// <summary>Runs the session, which needs no program but bash, curl and those of Debian.</summary>
    public static async Task<TerminalLine[]> RunAsync()
    {
        using var home = new DataDirectory();
        var start = new ProcessStartInfo("bash", ["-c", WriteScript()])
        {
            WorkingDirectory = Path.Combine(RepositoryRoot.Path, "fixtures", "media"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = home.Location;
        start.Environment["Emulator__Port"] = "0";
        start.Environment.Remove("XDG_DATA_HOME");
        using var bash = Process.Start(start)!;
        var output = bash.StandardOutput.ReadToEndAsync();
        (await bash.StandardError.ReadToEndAsync()).Should().BeEmpty();
        await bash.WaitForExitAsync();
        return [.. Split(Normalize(await output, home.Location))];
    }

    /// <summary>Each line that is typed is printed behind a character that no program prints, and then executed.</summary>
    private static string WriteScript() => $"scopix-emulator() {{ {EmulatorProcess.ShellCommand} \"$@\"; }}\n"
        + "trap 'scopix-emulator stop --all >/dev/null' EXIT\n"
        + string.Concat(Typed.Select(line => $"""
            printf '\036%s\n' {Quote(line)}
            {(line.StartsWith("tail", StringComparison.Ordinal) ? $"until grep -q limt {Log}; do sleep 0.05; done" : "")}
            {line.Replace("http://127.0.0.1:8340", "${SCOPIX_BASE_URL%/api/v2}", StringComparison.Ordinal)}

            """));

    private static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string Normalize(string output, string home)
    {
        output = output.Replace(home, "/home/ada", StringComparison.Ordinal);
        output = Regex.Replace(output, @"127\.0\.0\.1:\d+", "127.0.0.1:8340");
        output = Regex.Replace(output, @"(?i)(?<=\bprocess +)\d+", "4711");
        output = Regex.Replace(output, "; slow$", "", RegexOptions.Multiline); // on a busy machine
        return Regex.Replace(output, @"\d\d:\d\d:\d\d\.\d{3} (.*) \d+\.\d ms ", "10:30:00.000 $1 1.2 ms ");
    }

    private static IEnumerable<TerminalLine> Split(string output)
    {
        foreach (var block in output.Split('\u001e', StringSplitOptions.RemoveEmptyEntries))
        {
            var lines = block.TrimEnd('\n').Split('\n');
            yield return new TerminalLine(lines[0].StartsWith('#') ? "comment" : "command", lines[0]);
            foreach (var line in lines[1..]) yield return new TerminalLine("output", line);
        }
    }
}
