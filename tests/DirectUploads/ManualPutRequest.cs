using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Scopix.Emulator.Tests.DirectUploads;

/// <summary>A PUT whose body is sent step by step, and can stay open or end early.</summary>
internal sealed class ManualPutRequest : IDisposable
{
    private readonly TcpClient _client;
    private readonly NetworkStream _stream;

    private ManualPutRequest(TcpClient client) => (_client, _stream) = (client, client.GetStream());

    /// <summary>Sends the head and waits until storage reads the body.</summary>
    public static async Task<ManualPutRequest> BeginAsync(string url, long length, JsonElement? headers = null)
    {
        var to = new Uri(url);
        var put = new ManualPutRequest(new TcpClient(to.Host, to.Port) { ReceiveTimeout = 20_000, NoDelay = true });
        var head = new StringBuilder(
            $"PUT {to.PathAndQuery} HTTP/1.1\r\nHost: {to.Authority}\r\nContent-Length: {length}\r\nExpect: "
            + "100-continue\r\nConnection: close\r\n");
        if (headers is { } signed)
            foreach (var header in signed.EnumerateObject()) head.Append($"{header.Name}: {header.Value.GetString()}\r\n");
        await put.SendAsync(Encoding.ASCII.GetBytes(head + "\r\n"));
        var continueResponse = new byte[25]; // HTTP/1.1 100 Continue and two line ends
        await put._stream.ReadExactlyAsync(continueResponse);
        return put;
    }

    public async Task SendAsync(byte[] bytes) => await _stream.WriteAsync(bytes);

    /// <summary>Closes the sending side and reads the response.</summary>
    public async Task<string> EndBodyAsync()
    {
        _client.Client.Shutdown(SocketShutdown.Send);
        return await ReadResponseAsync();
    }

    /// <summary>Reads the head and the body of the response; the connection may be cut afterwards.</summary>
    public async Task<string> ReadResponseAsync()
    {
        var (response, buffer) = (new StringBuilder(), new byte[4096]);
        try
        {
            for (int read; (read = await _stream.ReadAsync(buffer)) > 0;) response.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }
        catch (IOException)
        {
        }

        return response.ToString();
    }

    public void Dispose() => _client.Dispose();
}
