using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Scopix.Emulator.Tests.Security;

/// <summary>Requests written byte by byte, for what no HTTP client would send.</summary>
internal static partial class RawHttp
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Sends a request and behind it, on the same connection, a harmless one that ends it; answers all that comes until it is closed.
    /// Where the first is taken for more or less than it is, the answers are others.
    /// </summary>
    public static async Task<string> SendAsync(TestApi api, string request)
    {
        using var client = await ConnectAsync(api);
        var stream = client.GetStream();
        using var patience = new CancellationTokenSource(TimeLimit);
        var (host, all) = (api.Http.BaseAddress!.Authority, new MemoryStream());
        try
        {
            await stream
                .WriteAsync(
                    Encoding.Latin1.GetBytes(request + $"GET /_emulator/health HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"),
                    patience.Token);
            await stream.CopyToAsync(all, patience.Token);
        }
        catch (IOException)
        {
            // it was closed with something unread
        }
        return Encoding.Latin1.GetString(all.ToArray());
    }

    /// <summary>A connection to the emulator.</summary>
    public static async Task<TcpClient> ConnectAsync(TestApi api)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(api.Http.BaseAddress!.Host, api.Http.BaseAddress.Port);
        return client;
    }

    /// <summary>The statuses of the answers, e.g. <c>201 200</c>.</summary>
    public static string ParseStatuses(
        string answers) => string.Join(' ', StatusLine().Matches(answers).Select(match => match.Groups[1].Value));

    [GeneratedRegex(@"HTTP/1\.1 (\d{3}) ")]
    private static partial Regex StatusLine();
}
