using System.Net.Sockets;

namespace Scopix.Emulator.Tool.Background;

/// <summary>Asks emulators in the background through their sockets. Where nothing answers, none runs.</summary>
internal static class BackgroundClient
{
    private static readonly TimeSpan AnswerTimeLimit = TimeSpan.FromSeconds(5);

    public static async Task<BackgroundState?> FindAsync(string name)
    {
        await using var connection = await TryConnectAsync(name);
        if (connection is null) return null;
        using var timeout = new CancellationTokenSource(AnswerTimeLimit);
        try
        {
            await connection.WriteAsync(BackgroundInstance.StatusRequest, timeout.Token);
            return await JsonSerializer.DeserializeAsync(connection, BackgroundJsonContext.Default.BackgroundState, timeout.Token);
        }
        catch (Exception error) when (error is JsonException || error is IOException { InnerException: SocketException })
        {
            return null; // it ended meanwhile
        }
        catch (OperationCanceledException)
        {
            throw new IOException($"The emulator {name} does not answer.");
        }
    }

    public static async Task<BackgroundState[]> FindAllAsync()
    {
        var found = new List<BackgroundState>();
        foreach (var name in BackgroundPaths.ListNames())
            if (await FindAsync(name) is { } state) found.Add(state);
        return [.. found];
    }

    /// <summary>Asks an emulator to stop, and waits until its process has ended, which closes its connections.</summary>
    /// <exception cref="TimeoutException">It has not ended within the limit.</exception>
    public static async Task StopAsync(string name, TimeSpan limit)
    {
        await using var connection = await TryConnectAsync(name);
        if (connection is null) return;
        using var timeout = new CancellationTokenSource(limit);
        try
        {
            await connection.WriteAsync(BackgroundInstance.StopRequest, timeout.Token);
            while (await connection.ReadAsync(new byte[64], timeout.Token) > 0)
            {
            }
        }
        catch (IOException error) when (error.InnerException is SocketException)
        {
            // it ended without closing the connection
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException();
        }
    }

    private static async Task<NetworkStream?> TryConnectAsync(string name)
    {
        var path = new BackgroundPaths(name).Socket;
        if (!File.Exists(path)) return null;
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }
}
