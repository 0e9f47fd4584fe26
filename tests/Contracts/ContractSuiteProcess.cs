using System.Diagnostics;

namespace Scopix.Emulator.Tests.Contracts;

/// <summary>The contract suite as a process of its own, against a target.</summary>
internal static class ContractSuiteProcess
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(3);

    /// <summary>A key that the suite uses in these tests, and another tenant's.</summary>
    public const string Key = "scopix_LiveLike0contractsuitekey";
    public const string OtherKey = "scopix_LiveLik2othertenantskey";

    /// <summary>Starts it with classes of the suite by their names.</summary>
    public static Process Start(Uri target, string[] classes, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[FindProgram(), "-noColor",
            .. classes.SelectMany(name => (string[])["-class", $"Scopix.Contracts.{name}Contract"])])
            start.ArgumentList.Add(argument);
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("SCOPIX_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        (string, string)[] settings = [("SCOPIX_BASE_URL", target.ToString()), ("SCOPIX_API_KEY", Key), ("SCOPIX_OTHER_API_KEY", OtherKey),
            ("SCOPIX_CONTRACT_PROBE_SECONDS", "60"), .. environment];
        foreach (var (name, value) in settings) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Output, TimeSpan Took)> RunAsync(
        Uri target, string[] classes, params (string Name, string Value)[] environment)
    {
        var clock = Stopwatch.StartNew();
        using var process = Start(target, classes, environment);
        var (output, code) = await WaitForExitAsync(process);
        return (code, output, clock.Elapsed);
    }

    /// <summary>Waits for its end.</summary>
    public static async Task<(string Output, int ExitCode)> WaitForExitAsync(Process process)
    {
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(TimeLimit);
        await process.WaitForExitAsync(patience.Token);
        return (await output + await errors, process.ExitCode);
    }

    private static string FindProgram()
    {
        var configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)))!;
        return Path.Combine(RepositoryRoot.Path, "contracts", "Suite", "bin", configuration, "net10.0", "Scopix.Contracts.dll");
    }
}
