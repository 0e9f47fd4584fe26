using System.Diagnostics;

namespace Scopix.Emulator.Tests.Contracts;

/// <summary>Runs the contract suite as a process against a target.</summary>
internal static class ContractSuiteProcess
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(3);

    /// <summary>The keys of the two tenants that the suite uses in these tests.</summary>
    public const string Key = "scopix_LiveLike0contractsuitekey";
    public const string OtherKey = "scopix_LiveLik2othertenantskey";

    /// <summary>Starts the suite with some of its classes.</summary>
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

    /// <summary>Runs the suite and waits for its end.</summary>
    public static async Task<(int ExitCode, string Output, TimeSpan Took)> RunAsync(
        Uri target, string[] classes, params (string Name, string Value)[] environment)
    {
        var clock = Stopwatch.StartNew();
        using var process = Start(target, classes, environment);
        var (output, code) = await WaitForExitAsync(process);
        return (code, output, clock.Elapsed);
    }

    /// <summary>Waits for the end of the process.</summary>
    public static async Task<(string Output, int ExitCode)> WaitForExitAsync(Process process)
    {
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var timeout = new CancellationTokenSource(TimeLimit);
        await process.WaitForExitAsync(timeout.Token);
        return (await output + await errors, process.ExitCode);
    }

    private static string FindProgram()
    {
        var configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)))!;
        return Path.Combine(RepositoryRoot.Path, "contracts", "Suite", "bin", configuration, "net10.0", "Scopix.Contracts.dll");
    }
}
