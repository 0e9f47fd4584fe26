using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Scopix.Emulator.Tests;

/// <summary>Multipart bodies written by hand, and requests over a bare socket.</summary>
public static class Multipart
{
    public const string Upload = "/api/v2/files/upload";

    public const string Type = "multipart/form-data; boundary=BOUNDARY";

    /// <summary>Texts as UTF-8 and bytes as they are, one after the other.</summary>
    public static byte[] Bytes(params object[] pieces) =>
        [.. pieces.SelectMany(piece => piece as byte[] ?? Encoding.UTF8.GetBytes((string)piece))];

    /// <summary>Lines that each end with CR LF.</summary>
    public static string Lines(params string[] lines) => string.Concat(lines.Select(line => line + "\r\n"));

    /// <summary>A body with one file part, whose disposition is given, and a text in it.</summary>
    public static byte[] OneFile(string disposition, string text = "Hello") =>
        Bytes(Lines("--BOUNDARY", $"Content-Disposition: {disposition}", "", text, "--BOUNDARY--"));

    /// <summary>Posts a body as it is.</summary>
    public static Task<Reply> PostAsync(this Api api, byte[] body, string contentType = Type, string path = Upload)
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return api.SendAsync(HttpMethod.Post, path, content);
    }

    /// <summary>Sends the head of a request and a part of its body, and ends the sending side once the server got so far.</summary>
    /// <returns>The status of the answer; null when the connection was closed without one.</returns>
    public static async Task<int?> PostCutAsync(this Api api, byte[] sent, long announced, Func<bool> reached, string path = Upload)
    {
        using var socket = await ConnectAsync(api, path, announced, "");
        try
        {
            var stream = socket.GetStream();
            await stream.WriteAsync(sent);
            for (var tries = 0; tries < 1_000 && !reached(); tries++) await Task.Delay(10);
            socket.Client.Shutdown(SocketShutdown.Send);
            return StatusOf(await new StreamReader(stream).ReadToEndAsync());
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Sends the head of a request alone and answers the first line that comes back.</summary>
    public static async Task<string?> PostHeadAsync(this Api api, long announced, string headers, string path = Upload)
    {
        using var socket = await ConnectAsync(api, path, announced, headers);
        return await new StreamReader(socket.GetStream()).ReadLineAsync();
    }

    /// <summary>Sends the head of a request alone, whose body is held back, and answers the lines of the head that comes back.</summary>
    public static async Task<IReadOnlyList<string>> HoldBodyBackAsync(this Api api, long announced, string path)
    {
        using var socket = await ConnectAsync(api, path, announced, Lines("Expect: 100-continue"));
        var (reader, lines) = (new StreamReader(socket.GetStream()), new List<string>());
        while (await reader.ReadLineAsync() is { Length: > 0 } line) lines.Add(line);
        return lines;
    }

    /// <summary>Begins an upload, which the server is waiting for when this returns; disposing ends it.</summary>
    public static async Task<IDisposable> HoldUploadAsync(this Api api)
    {
        var socket = await ConnectAsync(api, Upload, 1_000, Lines("Expect: 100-continue"));
        var line = await new StreamReader(socket.GetStream()).ReadLineAsync();
        return line == "HTTP/1.1 100 Continue" ? socket : throw new InvalidOperationException(line);
    }

    private static async Task<TcpClient> ConnectAsync(Api api, string path, long announced, string headers)
    {
        var socket = new TcpClient();
        var address = api.Http.BaseAddress!;
        await socket.ConnectAsync(address.Host, address.Port);
        await socket.GetStream().WriteAsync(Bytes(
            Lines($"POST {path} HTTP/1.1", $"Host: {address.Authority}", $"Authorization: Bearer {api.Key}", $"Content-Type: {Type}", $"Content-Length: {announced}"),
            headers, "\r\n"));
        return socket;
    }

    private static int? StatusOf(string answer) =>
        answer.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) ? int.Parse(answer.AsSpan(9, 3), CultureInfo.InvariantCulture) : null;
}
