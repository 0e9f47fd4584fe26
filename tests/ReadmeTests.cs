using System.Diagnostics;
using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests;

/// <summary>What the README tells to run, runs.</summary>
public sealed partial class ReadmeTests
{
    public static TheoryData<int> BlockNumbers() => [.. Enumerable.Range(0, ReadScripts().Length)];

    [Theory]
    [MemberData(nameof(BlockNumbers))]
    public async Task A_block_of_the_README_runs_as_printed(int block)
    {
        await using var emulator = await ScopixEmulator.StartAsync(new EmulatorOptions { Port = 0 });
        var script = ReadScripts()[block].Replace("http://127.0.0.1:8340", emulator.BaseAddress.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal);

        var (exit, output) = await RunBashAsync(script);

        exit.Should().Be(0, output);
    }

    [Fact]
    public void The_README_has_the_blocks_that_are_run()
    {
        ReadScripts().Should().HaveCountGreaterThan(5);
    }

    private static string[] ReadScripts() =>
        [.. BashBlock().Matches(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "README.md"))).Select(match => match.Groups[1].Value)];

    private static async Task<(int Exit, string Output)> RunBashAsync(string script)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", script])
        {
            WorkingDirectory = RepositoryRoot.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = bash.StandardOutput.ReadToEndAsync();
        var errors = await bash.StandardError.ReadToEndAsync();
        await bash.WaitForExitAsync();
        return (bash.ExitCode, await output + errors);
    }

    [GeneratedRegex("^```bash\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex BashBlock();
}
