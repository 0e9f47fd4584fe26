using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Scopix.Benchmarks.Peers;

/// <summary>
/// A peer's process on a free port of 127.0.0.1, with its own folder. Disposing ends the process and removes the folder.
/// </summary>
internal sealed class PeerProcess : IDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private PeerProcess(Process process, Uri address, string folder) => (_process, Address, Folder) = (process, address, folder);

    /// <summary>The address the process listens on.</summary>
    public Uri Address { get; }

    /// <summary>The folder of the process.</summary>
    public string Folder { get; }

    /// <summary>The time from the start of the process to its first 200.</summary>
    public TimeSpan StartTime { get; private set; }

    /// <summary>Starts the process and polls until it returns 200.</summary>
    /// <exception cref="InvalidOperationException">The process ended, or did not return 200 within a minute.</exception>
    public static async Task<PeerProcess> StartAsync(Peer peer)
    {
        var (port, folder) = (FreePort(), Directory.CreateTempSubdirectory("scopix-bench").FullName);
        var command = peer.Command(port, folder);
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder
        };
        foreach (var (name, value) in peer.Environment) start.Environment[name] = value;
        var watch = Stopwatch.StartNew();
        var server = new PeerProcess(Process.Start(start)!, new Uri($"http://127.0.0.1:{port}"), folder);
        server._process.OutputDataReceived += (_, _) => { };
        server._process.ErrorDataReceived += (_, _) => { };
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        try
        {
            await server.WaitUntilReadyAsync(peer.ReadinessRequest(server.Address));
            server.StartTime = watch.Elapsed;
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Reads a figure of <c>/proc/PID/status</c>, such as <c>VmRSS</c>, the resident memory, or <c>RssAnon</c>, the part of it
    /// that no file backs.</summary>
    public double ReadMemoryMiB(string name) => double.Parse(
        File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith(name + ":", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) / 1024;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task WaitUntilReadyAsync(GetRequest getRequest)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < StartTimeout; await Task.Delay(2))
        {
            if (_process.HasExited) break;
            try
            {
                using var response = await http.SendAsync(getRequest.CreateMessage());
                if (response.StatusCode == HttpStatusCode.OK) return;
            }
            catch (HttpRequestException)
            {
                // The process does not listen yet.
            }
        }
        throw new InvalidOperationException($"No 200 from {getRequest.Url}");
    }
}
