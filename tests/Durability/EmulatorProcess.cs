using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Scopix.Durability;

/// <summary>The process of the built emulator, on a port that stays the same over restarts.</summary>
internal sealed class EmulatorProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task<string> _errors;

    private EmulatorProcess(Process process, Uri address)
    {
        (_process, Address) = (process, address);
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>The address the emulator listens on.</summary>
    public Uri Address { get; }

    /// <summary>The process id.</summary>
    public int Id => _process.Id;

    /// <summary>The output on stderr; completes when the process has ended.</summary>
    public Task<string> Errors => _errors;

    /// <summary>Finds a free port.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts the emulator and waits for its banner.</summary>
    /// <param name="program">A native program, or a DLL, which <c>dotnet</c> runs.</param>
    /// <param name="port">The port.</param>
    /// <param name="arguments">Further arguments.</param>
    /// <exception cref="InvalidOperationException">The process ended; the message contains its stderr.</exception>
    public static async Task<EmulatorProcess> StartAsync(string program, int port, params string[] arguments)
    {
        string[] command = program.EndsWith(".dll", StringComparison.Ordinal) ? ["dotnet", program] : [program];
        var start = new ProcessStartInfo(command[0], [.. command[1..], "--port", $"{port}", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        var server = new EmulatorProcess(Process.Start(start)!, new Uri($"http://127.0.0.1:{port}"));
        using var timeout = new CancellationTokenSource(StartTimeout);
        while (await server._process.StandardOutput.ReadLineAsync(timeout.Token) is { } line)
            if (line.Contains("Stop with Ctrl-C.", StringComparison.Ordinal)) return server;
        throw new InvalidOperationException("The emulator did not start: " + await server._errors);
    }

    /// <summary>Sends SIGKILL and waits for the end of the process.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }
}
