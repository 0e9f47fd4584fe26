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
    public static Process Start(Uri? target, string[] classes, params (string Name, string Value)[] environment)
    {
        var start = CreateStart(FindProgram("Suite", "Scopix.Contracts.dll"),
            ["-noColor", .. classes.SelectMany(name => (string[])["-class", $"Scopix.Contracts.{name}Contract"])]);
        (string, string)[] address = target is null ? []
            : [("SCOPIX_BASE_URL", target.ToString()), ("SCOPIX_API_KEY", Key), ("SCOPIX_OTHER_API_KEY", OtherKey)];
        foreach (var (name, value) in ((string, string)[])[.. address, ("SCOPIX_CONTRACT_PROBE_SECONDS", "60"), .. environment])
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Runs the suite and waits for its end.</summary>
    public static async Task<(int ExitCode, string Output, TimeSpan Took)> RunAsync(
        Uri? target, string[] classes, params (string Name, string Value)[] environment)
    {
        var clock = Stopwatch.StartNew();
        using var process = Start(target, classes, environment);
        var (output, code) = await WaitForExitAsync(process);
        return (code, output, clock.Elapsed);
    }

    /// <summary>Runs the command <c>scopix-contracts</c>.</summary>
    /// <param name="arguments">The options.</param>
    /// <param name="key">The value of SCOPIX_API_KEY; null leaves it unset.</param>
    /// <param name="input">The standard input.</param>
    public static async Task<(int ExitCode, string Output)> RunToolAsync(string[] arguments, string? key, string? input = null)
    {
        var start = CreateStart(FindProgram("Tool", "Scopix.Contracts.Tool.dll"), arguments);
        start.Environment["SCOPIX_CONTRACT_PROBE_SECONDS"] = "60";
        if (key is not null) start.Environment["SCOPIX_API_KEY"] = key;
        start.RedirectStandardInput = true;
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var (output, code) = await WaitForExitAsync(process);
        return (code, output);
    }

    /// <summary>Waits for the end of the process.</summary>
    public static async Task<(string Output, int ExitCode)> WaitForExitAsync(Process process)
    {
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var timeout = new CancellationTokenSource(TimeLimit);
        await process.WaitForExitAsync(timeout.Token);
        return (await output + await errors, process.ExitCode);
    }

    /// <summary>Starts a program without the settings of this process.</summary>
    private static ProcessStartInfo CreateStart(string program, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[program, .. arguments]) start.ArgumentList.Add(argument);
        foreach (var prefix in (string[])["SCOPIX_", "LLAMA_CLOUD_"])
            foreach (var name in start.Environment.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).ToList())
                start.Environment.Remove(name);
        return start;
    }

    private static string FindProgram(string project, string file)
    {
        var configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)))!;
        return Path.Combine(RepositoryRoot.Path, "contracts", project, "bin", configuration, "net10.0", file);
    }
}
