using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Scopix.Emulator.Tests.Program;

/// <summary>The real program in a separate process: as it was built, or the one that <c>SCOPIX_TEST_PROGRAM</c> names, such as a native
/// program.</summary>
internal sealed class EmulatorProcess : IAsyncDisposable
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(20);

    private static readonly string? NativeProgram =
        Environment.GetEnvironmentVariable("SCOPIX_TEST_PROGRAM") is { Length: > 0 } path ? path : null;

    private readonly Process _process;
    private readonly Task<string> _errors;

    private EmulatorProcess(Process process) => (_process, _errors) = (process, process.StandardError.ReadToEndAsync());

    private static string BuiltProgram => NativeProgram ?? Path.Combine(AppContext.BaseDirectory, "Scopix.Emulator.Tool.dll");

    /// <summary>Whether <c>SCOPIX_TEST_PROGRAM</c> names the program.</summary>
    public static bool IsNative => NativeProgram is not null;

    /// <summary>The command that runs the program, for a shell.</summary>
    public static string ShellCommand => string.Join(' ', GetCommand(BuiltProgram).Select(part => $"'{part}'"));

    /// <summary>The output up to the last line of the banner.</summary>
    public string Banner { get; private set; } = "";

    /// <summary>The process id.</summary>
    public int Id => _process.Id;

    /// <summary>Starts the program on a free port and waits for its banner.</summary>
    public static Task<EmulatorProcess> StartAsync(
        string[] arguments, string? folder = null, params (string Name, string Value)[] environment) =>
        StartProgramAsync(BuiltProgram, arguments, folder, environment);

    /// <summary>Starts the program on a free port, for tests that read what it prints.</summary>
    public static EmulatorProcess StartWithoutBanner(string[] arguments) =>
        new(Launch(BuiltProgram, ["--port", "0", .. arguments], null, []));

    /// <summary>Starts a verb that runs until it is stopped.</summary>
    public static EmulatorProcess StartVerb(params string[] arguments) => new(Launch(BuiltProgram, arguments, null, []));

    /// <summary>Starts a native program, or a DLL, which <c>dotnet</c> runs.</summary>
    public static Task<EmulatorProcess> StartProgramAsync(
        string program, string[] arguments, string? folder = null, params (string Name, string Value)[] environment) =>
        WaitForBannerAsync(new EmulatorProcess(Launch(program, ["--port", "0", .. arguments], folder, environment)));

    /// <summary>Starts the program as another user, which takes the rights of root.</summary>
    public static Task<EmulatorProcess> StartAsUserAsync(string userId) => WaitForBannerAsync(new EmulatorProcess(
        Launch("/usr/bin/setpriv", [.. ChangeUser(userId), .. GetCommand(BuiltProgram), "--port", "0"], "/", [])));

    /// <summary>Starts the program in a terminal, which <c>script</c> makes.</summary>
    public static Task<EmulatorProcess> StartInTerminalAsync(params (string Name, string Value)[] environment)
    {
        return WaitForBannerAsync(new EmulatorProcess(
            Launch(ExternalPrograms.Require("script"), ["-qec", ShellCommand + " --port 0", "/dev/null"], null, environment)));
    }

    /// <summary>The arguments of setpriv.</summary>
    public static string[] ChangeUser(string userId) => [$"--reuid={userId}", $"--regid={userId}", "--clear-groups"];

    private static async Task<EmulatorProcess> WaitForBannerAsync(EmulatorProcess emulatorProcess)
    {
        using var timeout = new CancellationTokenSource(TimeLimit);
        while (!emulatorProcess.Banner.Contains("Stop with Ctrl-C.", StringComparison.Ordinal))
        {
            var line = await emulatorProcess._process.StandardOutput.ReadLineAsync(timeout.Token);
            emulatorProcess.Banner += line is null
                ? throw new InvalidOperationException("It ended: " + await emulatorProcess._errors) : line + "\n";
        }
        return emulatorProcess;
    }

    /// <summary>Runs the program until it exits.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        string[] arguments, string? folder = null, params (string Name, string Value)[] environment)
    {
        await using var emulatorProcess = new EmulatorProcess(Launch(BuiltProgram, arguments, folder, environment));
        var output = emulatorProcess._process.StandardOutput.ReadToEndAsync();
        return (await emulatorProcess.WaitForExitAsync(), await output, await emulatorProcess._errors);
    }

    /// <summary>Waits for the next line that the program prints; null after the last one.</summary>
    public async Task<string?> ReadLineAsync()
    {
        using var timeout = new CancellationTokenSource(TimeLimit);
        return await _process.StandardOutput.ReadLineAsync(timeout.Token);
    }

    /// <summary>All that the program has printed to standard error, after its end.</summary>
    public Task<string> ReadErrorsAsync() => _errors;

    /// <summary>Creates a client of the emulator.</summary>
    public HttpClient CreateClient(string key = EmulatorOptions.DefaultApiKey)
    {
        var client = new HttpClient { BaseAddress = new Uri(Regex.Match(Banner, @"API\s+(http://\S+)/api/v2").Groups[1].Value) };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + key);
        return client;
    }

    /// <summary>Ends the standard input of a process that was started with <c>--stop-with-input</c>.</summary>
    public void EndInput() => _process.StandardInput.Close();

    /// <summary>Kills the process, as kill -9 does.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Sends SIGTERM, as a supervisor does.</summary>
    public Task TerminateAsync() => ExternalPrograms.SignalAsync(_process.Id, "TERM");

    /// <summary>Waits for the process to exit; returns its exit code.</summary>
    public async Task<int> WaitForExitAsync()
    {
        using var timeout = new CancellationTokenSource(TimeLimit);
        await _process.WaitForExitAsync(timeout.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string[] GetCommand(string program) =>
        program.EndsWith(".dll", StringComparison.Ordinal) ? ["dotnet", program] : [program];

    private static Process Launch(
        string program, string[] arguments, string? folder, (string Name, string Value)[] environment)
    {
        var command = GetCommand(program);
        var start = new ProcessStartInfo(command[0], [.. command[1..], .. arguments])
        {
            RedirectStandardInput = arguments.Contains("--stop-with-input"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? AppContext.BaseDirectory,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("Emulator__", StringComparison.OrdinalIgnoreCase))
            .ToArray()) start.Environment.Remove(name);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
