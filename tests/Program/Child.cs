using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Scopix.Emulator.Tests.Program;

/// <summary>The real program, as a process of its own.</summary>
internal sealed class Child : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly Task<string> _errors;

    private Child(Process process) => (_process, _errors) = (process, process.StandardError.ReadToEndAsync());

    /// <summary>What it printed up to the line that ends the banner.</summary>
    public string Banner { get; private set; } = "";

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>Starts it on a free port and waits for its banner.</summary>
    public static async Task<Child> StartAsync(string[] arguments, string? folder = null, params (string Name, string Value)[] environment)
    {
        var child = new Child(Launch(["--port", "0", .. arguments], folder, environment));
        using var patience = new CancellationTokenSource(Patience);
        while (!child.Banner.Contains("Stop with Ctrl-C.", StringComparison.Ordinal))
        {
            var line = await child._process.StandardOutput.ReadLineAsync(patience.Token);
            child.Banner += line is null ? throw new InvalidOperationException("It ended: " + await child._errors) : line + "\n";
        }
        return child;
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string[] arguments, string? folder = null, params (string Name, string Value)[] environment)
    {
        await using var child = new Child(Launch(arguments, folder, environment));
        var output = child._process.StandardOutput.ReadToEndAsync();
        return (await child.EndAsync(), await output, await child._errors);
    }

    /// <summary>A client of it.</summary>
    public HttpClient Client(string key = EmulatorOptions.DefaultApiKey)
    {
        var client = new HttpClient { BaseAddress = new Uri(Regex.Match(Banner, @"API\s+(http://\S+)/api/v2").Groups[1].Value) };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + key);
        return client;
    }

    /// <summary>Ends it at once, as kill -9 does.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Asks it to stop, as a supervisor does.</summary>
    public Task TerminateAsync() => Programs.SignalAsync(_process.Id, "TERM");

    /// <summary>Waits for its end; answers its exit code.</summary>
    public async Task<int> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static Process Launch(string[] arguments, string? folder, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Scopix.Emulator.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? AppContext.BaseDirectory,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("Emulator__", StringComparison.OrdinalIgnoreCase)).ToArray()) start.Environment.Remove(name);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
