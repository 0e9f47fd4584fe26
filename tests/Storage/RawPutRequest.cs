using System.Net.Sockets;
using System.Text;

namespace Scopix.Emulator.Tests.Storage;

/// <summary>A PUT, or another request, written byte by byte, which no HTTP client would send.</summary>
internal sealed class RawPutRequest : IDisposable
{
    private readonly TcpClient _client;
    private readonly StreamReader _response;

    private RawPutRequest(TcpClient client) => (_client, _response) = (client, new(client.GetStream(), Encoding.ASCII));

    /// <summary>Connects and sends the head; Host is added.</summary>
    public static RawPutRequest Begin(StoreHost host, Uri url, params string[] headers) => Begin("PUT", host, url, headers);

    /// <summary>Connects and sends the head of a request with this method.</summary>
    public static RawPutRequest Begin(string method, StoreHost host, Uri url, params string[] headers)
    {
        var put = new RawPutRequest(new(host.Origin.Host, host.Origin.Port) { ReceiveTimeout = 20_000, NoDelay = true });
        put.Send($"{method} {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\n{string.Concat(headers.Select(h => h + "\r\n"))}\r\n");
        return put;
    }

    public void Send(string text) => _client.GetStream().Write(Encoding.ASCII.GetBytes(text));

    /// <summary>Ends the sending side; responses can still be received.</summary>
    public void End() => _client.Client.Shutdown(SocketShutdown.Send);

    /// <summary>Cuts the connection with a reset.</summary>
    public void Reset() => _client.Client.Close(0);

    /// <summary>The next status line; null when the connection was closed instead.</summary>
    public string? ReadStatus()
    {
        var line = _response.ReadLine();
        return line == "" ? _response.ReadLine() : line;
    }

    /// <summary>The lines of the next response's head.</summary>
    public List<string> ReadHead()
    {
        var lines = new List<string>();
        while (ReadStatus() is { Length: > 0 } line)
        {
            lines.Add(line);
            if (_response.Peek() is '\r' or -1) break;
        }

        return lines;
    }

    /// <summary>Everything received until the connection is closed or reset.</summary>
    public string ReadToEnd()
    {
        var rest = new StringBuilder();
        try
        {
            while (_response.Read() is >= 0 and var character) rest.Append((char)character);
        }
        catch (IOException)
        {
        }

        return rest.ToString();
    }

    public void Dispose() => _client.Dispose();
}
