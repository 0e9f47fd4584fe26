using System.Diagnostics;
using Xunit;

namespace Scopix.Emulator.Tests;

/// <summary>
/// Programs that tests run. A machine needs .NET, git, curl and the basic programs of Debian; other programs may be missing.
/// </summary>
internal static class ExternalPrograms
{
    /// <summary>Set to 1 where every program is installed, as in CI: a missing program then fails the test.</summary>
    public const string RequiredVariable = "SCOPIX_TESTS_NEED_PROGRAMS";

    /// <summary>Finds the program's file on the PATH; null when there is none.</summary>
    public static string? FindOnPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    /// <summary>Returns the file of the first program found on the PATH; otherwise skips or fails the running test.</summary>
    public static string Require(params string[] names)
    {
        if (names.Select(FindOnPath).FirstOrDefault(file => file is not null) is { } found) return found;
        throw SkipOrFail($"{string.Join(" or ", names)} on the PATH");
    }

    /// <summary>Skips the running test, or fails it where everything must be installed.</summary>
    public static Exception SkipOrFail(string what)
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable(RequiredVariable) != "1", $"needs {what}");
        Assert.Fail($"needs {what}, and {RequiredVariable} is 1");
        return new UnreachableException();
    }

    /// <summary>Sends a signal with bash's built-in <c>kill</c>: not every machine has the program.</summary>
    public static async Task SignalAsync(int process, string signal)
    {
        using var bash = Process.Start("bash", ["-c", $"kill -{signal} {process}"]);
        await bash.WaitForExitAsync();
    }

    /// <summary>
    /// Whether this process, and so each that it starts, ignores SIGINT, as a shell's background jobs do. Known on Linux alone.
    /// </summary>
    public static bool IgnoresInterrupts()
    {
        const ulong interrupt = 1 << 1;
        if (!File.Exists("/proc/self/status")) return false;
        var ignored = File.ReadLines("/proc/self/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal));
        return (Convert.ToUInt64(ignored.Split('\t')[1], 16) & interrupt) != 0;
    }
}
