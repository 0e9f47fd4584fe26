using System.Buffers;
using System.Collections.Frozen;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Scopix.Emulator.Proxy.Interception;

/// <summary>
/// Answers the CONNECT request at the begin of a connection. A tunnel to a named host continues with TLS in this process; any other
/// request is refused, and the connection closed.
/// </summary>
internal sealed class ConnectMiddleware(FrozenSet<string> hosts, RefusedHosts refused, TimeSpan timeout)
{
    public const int MaxHeadBytes = 8 * 1024;

    private const int MaxDrainedBytes = 1 << 20;

    private static readonly TimeSpan MaxDrainTime = TimeSpan.FromSeconds(1);

    private static ReadOnlySpan<byte> Established => "HTTP/1.1 200 Connection Established\r\n\r\n"u8;

    public async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        using var timer = new CancellationTokenSource(timeout, TimeProvider.System);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, connection.ConnectionClosed,
            connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? default);
        try
        {
            if (await ReadAsync(connection, cancel.Token) is not { } request) return;
            connection.Features.Set(new InterceptedHost(request.Host));
            connection.Transport.Output.Write(Established);
            await connection.Transport.Output.FlushAsync(cancel.Token);
        }
        catch (OperationCanceledException)
        {
            if (timer.IsCancellationRequested) await RefuseAsync(connection, "408 Request Timeout", "The head of the request did not end.");
            return;
        }
        catch (IOException)
        {
            return; // the client is gone
        }
        await next(connection);
    }

    /// <summary>The request for a tunnel to a named host; null after a refusal, or when the client has gone.</summary>
    private async Task<ConnectRequest?> ReadAsync(ConnectionContext connection, CancellationToken cancel)
    {
        var input = connection.Transport.Input;
        while (true)
        {
            var read = await input.ReadAsync(cancel);
            var received = read.Buffer;
            if (ConnectRequest.TryReadHead(received, out var head, out var end) && head.Length <= MaxHeadBytes)
            {
                var (method, request) = ConnectRequest.Parse(head);
                input.AdvanceTo(end);
                if (request is not null && hosts.Contains(request.Host)) return request;
                await RefuseAsync(connection, method, request);
                return null;
            }
            var isHttp = received.IsEmpty || char.IsAsciiLetterUpper((char)received.FirstSpan[0]);
            var isTooLong = received.Length > MaxHeadBytes;
            input.AdvanceTo(received.Start, received.End);
            if (isHttp && !isTooLong && !read.IsCompleted) continue;
            if (read.IsCompleted && received.IsEmpty) return null;
            if (!isHttp || !isTooLong) await RefuseAsync(connection, method: null, request: null);
            else await RefuseAsync(connection, "431 Request Header Fields Too Large", $"A head has at most {MaxHeadBytes} bytes.");
            await DrainAsync(connection, cancel);
            return null;
        }
    }

    private async Task RefuseAsync(ConnectionContext connection, string? method, ConnectRequest? request)
    {
        if (request is not null)
        {
            refused.Count(request);
            await RefuseAsync(connection, "403 Host Not Named by --forward", "This proxy forwards the hosts alone that --forward names: "
                + $"{string.Join(", ", hosts.Order())}. Name others in NO_PROXY, so that the client calls them directly.");
        }
        else if (method is null or "CONNECT")
            await RefuseAsync(connection, "400 Bad Request", "The request is not CONNECT HOST:PORT HTTP/1.1.");
        else
            await RefuseAsync(connection, "405 Method Not Allowed", "This port takes CONNECT alone, which clients send for https "
                + "addresses when HTTPS_PROXY is set.", "Allow: CONNECT\r\n");
    }

    private static async Task RefuseAsync(ConnectionContext connection, string status, string message, string header = "")
    {
        var response = $"HTTP/1.1 {status}\r\nContent-Type: text/plain\r\nContent-Length: {message.Length + 1}\r\n{header}"
            + $"Connection: close\r\n\r\n{message}\n";
        await connection.Transport.Output.WriteAsync(Encoding.ASCII.GetBytes(response));
    }

    /// <summary>Reads what the client still sends: a connection that is closed before that may lose its response.</summary>
    private static async Task DrainAsync(ConnectionContext connection, CancellationToken cancel)
    {
        using var timer = new CancellationTokenSource(MaxDrainTime, TimeProvider.System);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancel);
        try
        {
            for (var drained = 0L; drained < MaxDrainedBytes;)
            {
                var read = await connection.Transport.Input.ReadAsync(end.Token);
                drained += read.Buffer.Length;
                connection.Transport.Input.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted) return;
            }
        }
        catch (OperationCanceledException)
        {
            // the client does not end
        }
    }
}

/// <summary>The host that a client asked for through a tunnel; a feature of its connection and requests.</summary>
internal sealed record InterceptedHost(string Name);
