using System.Diagnostics;
using Xunit;

namespace Scopix.Emulator.Tests;

/// <summary>Other programs that tests run. A machine needs .NET, git, curl and what every Debian has; the rest may be missing.</summary>
internal static class ExternalPrograms
{
    /// <summary>Set to 1 where every program is installed, as in CI: a missing one then fails the test that needs it.</summary>
    public const string RequiredVariable = "SCOPIX_TESTS_NEED_PROGRAMS";

    /// <summary>The program's file in a folder of the PATH; null without one.</summary>
    public static string? FindOnPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    /// <summary>Skips the running test, or fails it, unless one of the programs is on the PATH; answers its file.</summary>
    public static string Require(params string[] names)
    {
        if (names.Select(FindOnPath).FirstOrDefault(file => file is not null) is { } found) return found;
        throw SkipOrFail($"{string.Join(" or ", names)} on the PATH");
    }

    /// <summary>Ends the running test as skipped, or as failed, for want of something that a machine may lack.</summary>
    public static Exception SkipOrFail(string what)
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable(RequiredVariable) != "1", $"needs {what}");
        Assert.Fail($"needs {what}, and {RequiredVariable} is 1");
        return new UnreachableException();
    }

    /// <summary>Sends a signal; the program <c>kill</c> is not on every machine, bash's own is.</summary>
    public static async Task SignalAsync(int process, string signal)
    {
        using var bash = Process.Start("bash", ["-c", $"kill -{signal} {process}"]);
        await bash.WaitForExitAsync();
    }
}
