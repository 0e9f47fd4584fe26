using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Scopix.Emulator.Tests.Security;

/// <summary>Requests written byte by byte, which no HTTP client would send.</summary>
internal static partial class RawHttp
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Sends a request and then, on the same connection, a harmless one with Connection: close; returns everything that is received.
    /// When the server sees the end of the first request elsewhere, the responses differ.
    /// </summary>
    public static async Task<string> SendAsync(TestApi api, string request)
    {
        using var client = await ConnectAsync(api);
        var stream = client.GetStream();
        using var timeout = new CancellationTokenSource(TimeLimit);
        var (host, received) = (api.Http.BaseAddress!.Authority, new MemoryStream());
        try
        {
            await stream
                .WriteAsync(
                    Encoding.Latin1.GetBytes(request + $"GET /_emulator/health HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"),
                    timeout.Token);
            await stream.CopyToAsync(received, timeout.Token);
        }
        catch (IOException)
        {
            // the server closed the connection with unread data
        }
        return Encoding.Latin1.GetString(received.ToArray());
    }

    /// <summary>Opens a connection to the emulator.</summary>
    public static async Task<TcpClient> ConnectAsync(TestApi api)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(api.Http.BaseAddress!.Host, api.Http.BaseAddress.Port);
        return client;
    }

    /// <summary>The statuses of the responses, e.g. <c>201 200</c>.</summary>
    public static string ParseStatuses(
        string responses) => string.Join(' ', StatusLine().Matches(responses).Select(match => match.Groups[1].Value));

    [GeneratedRegex(@"HTTP/1\.1 (\d{3}) ")]
    private static partial Regex StatusLine();
}
