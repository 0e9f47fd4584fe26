using System.CommandLine;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Scopix.Emulator.Tool.Background;

/// <summary>Starts the emulator as a process in the background, and returns when it accepts requests.</summary>
internal static class StartVerb
{
    /// <summary>The hidden verb that the process in the background is started with.</summary>
    private const string ServeName = "serve-background";

    /// <summary>Creates the verb, which has all options of the server.</summary>
    public static Command Create(IReadOnlyCollection<Option<string?>> options)
    {
        var name = BackgroundPaths.CreateNameOption("Name of this emulator, when several run at a time");
        var verb = new Command("start", "Start the emulator in the background; the command ends when it accepts requests.") { name };
        foreach (var option in options) verb.Options.Add(option);
        verb.SetAction((parsed, _) => BackgroundErrors.ReportAsync(
            () => StartAsync(parsed.GetValue(name) ?? BackgroundPaths.DefaultName, [.. WriteOptions(parsed, options)])));
        return verb;
    }

    /// <summary>Creates the hidden verb of the process in the background.</summary>
    public static Command CreateServe(
        IReadOnlyCollection<Option<string?>> options, Func<ParseResult, Func<BackgroundInstance>, Task<int>> serve)
    {
        var name = BackgroundPaths.CreateNameOption("Name of this emulator");
        var verb = new Command(ServeName) { name };
        verb.Hidden = true;
        foreach (var option in options) verb.Options.Add(option);
        verb.SetAction((parsed, _) => serve(
            parsed, () => BackgroundInstance.Create(parsed.GetValue(name) ?? BackgroundPaths.DefaultName)));
        return verb;
    }

    private static async Task<int> StartAsync(string name, string[] options)
    {
        if (await BackgroundClient.FindAsync(name) is { } running)
            throw new IOException(
                $"An emulator named {name} already {(running.Address is null ? "starts" : $"runs at {running.Address}")}"
                + $" (process {running.Process}). Run scopix-emulator stop{FormatName(name)}, or use --name and --port for another one.");
        var (program, first) = FindProgram();
        using var process = Process.Start(new ProcessStartInfo(program, [.. first, ServeName, "--name", name, .. options])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
        })!;
        process.StandardInput.Close();
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => process.Kill());
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => process.Kill());
        var errors = process.StandardError.ReadToEndAsync();
        // a line, not all: the runtime of the new process keeps copies of its first descriptors open
        var answer = await process.StandardOutput.ReadLineAsync();
        if (answer is null)
        {
            await process.WaitForExitAsync();
            Console.Error.Write(await errors);
            return process.ExitCode == 0 ? 1 : process.ExitCode;
        }
        var state = JsonSerializer.Deserialize(answer, BackgroundJsonContext.Default.BackgroundState)!;
        Console.WriteLine(Describe(state));
        return 0;
    }

    /// <summary>
    /// This program again: a native program, an apphost or an installed tool is the process's own file; otherwise <c>dotnet</c> runs
    /// the DLL.
    /// </summary>
    private static (string Program, string[] First) FindProgram()
    {
        var program = Environment.ProcessPath ?? throw new IOException("The path of this program is unknown.");
        return Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase)
            ? (program, [Path.Combine(AppContext.BaseDirectory, typeof(StartVerb).Assembly.GetName().Name + ".dll")]) : (program, []);
    }

    private static IEnumerable<string> WriteOptions(ParseResult parsed, IEnumerable<Option<string?>> options) => options
        .Where(option => parsed.GetResult(option) is not null)
        .Select(option => parsed.GetValue(option) is { } value ? $"{option.Name}={value}" : option.Name);

    private static string Describe(BackgroundState state) => $"""
        Scopix emulator is ready.
          API      {state.Address}/api/v2
          Key      {state.ApiKey}
          UI       {state.Address}/_emulator/ui (dashboard)
          Data     {state.Data ?? "in memory; it is lost when the program ends"}
          Log      {state.Log}
          Process  {state.Process}
        Set these variables, or run scopix-emulator env{FormatName(state.Name)}:
          {ShellVariables.Format(state, ShellVariables.DefaultShell).Replace("\n", "\n  ", StringComparison.Ordinal)}
        Stop with scopix-emulator stop{FormatName(state.Name)}.
        """;

    private static string FormatName(string name) => name == BackgroundPaths.DefaultName ? "" : $" --name {name}";
}
