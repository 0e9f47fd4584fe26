using System.Diagnostics;
using System.Text.Json;
using FluentAssertions;

namespace Scopix.Emulator.Tests.Program;

/// <summary>A user's data folder of one test, with the emulators in the background that the test has started.</summary>
internal sealed class BackgroundHome : IAsyncDisposable
{
    private readonly DataDirectory _directory = new();

    public BackgroundHome()
    {
        // .NET asks macOS and Windows themselves for the folder
        if (!OperatingSystem.IsLinux()) Xunit.Assert.Skip("The folder of the user's data can be set for a process on Linux only.");
    }

    /// <summary>The folder of sockets, locks and logs.</summary>
    public string Folder => Path.Combine(_directory.Location, "scopix-emulator", "background");

    public (string Name, string Value) Variable => ("XDG_DATA_HOME", _directory.Location);

    public Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) =>
        EmulatorProcess.RunAsync(arguments, null, Variable);

    /// <summary>Starts an emulator on a free port.</summary>
    public async Task<JsonElement> StartAsync(params string[] arguments)
    {
        var (exit, output, errors) = await RunAsync(["start", "--port", "0", .. arguments]);
        exit.Should().Be(0, errors);
        output.Should().StartWith("Scopix emulator is ready.\n");
        var name = Array.IndexOf(arguments, "--name") is >= 0 and var at ? arguments[at + 1] : "default";
        return await GetStateAsync(name);
    }

    public async Task<JsonElement> GetStateAsync(string name = "default")
    {
        var (exit, output, errors) = await RunAsync("status", "--json", "--name", name);
        exit.Should().Be(0, errors);
        using var states = JsonDocument.Parse(output);
        return states.RootElement[0].Clone();
    }

    /// <summary>Runs the program as a DLL, a native program or whatever it is, by a shell's function of its installed name.</summary>
    public async Task<string> RunInShellAsync(string shell, string script)
    {
        var start = new ProcessStartInfo(ExternalPrograms.Require(shell), ["-c", script]) { RedirectStandardOutput = true };
        start.Environment[Variable.Name] = Variable.Value;
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output;
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("stop", "--all");
        _directory.Dispose();
    }
}
