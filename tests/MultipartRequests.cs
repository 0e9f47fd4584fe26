using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Scopix.Emulator.Tests;

/// <summary>Multipart bodies written by hand, and requests over a bare socket.</summary>
public static class MultipartRequests
{
    public const string UploadPath = "/api/v2/files/upload";

    public const string ContentType = "multipart/form-data; boundary=BOUNDARY";

    /// <summary>Texts as UTF-8 and bytes as they are, one after the other.</summary>
    public static byte[] Concatenate(params object[] pieces) =>
        [.. pieces.SelectMany(piece => piece as byte[] ?? Encoding.UTF8.GetBytes((string)piece))];

    /// <summary>Lines that each end with CR LF.</summary>
    public static string JoinLines(params string[] lines) => string.Concat(lines.Select(line => line + "\r\n"));

    /// <summary>A body with one file part, whose disposition is given, and a text in it.</summary>
    public static byte[] CreateSingleFileBody(string disposition, string text = "Hello") =>
        Concatenate(JoinLines("--BOUNDARY", $"Content-Disposition: {disposition}", "", text, "--BOUNDARY--"));

    /// <summary>Posts a body as it is.</summary>
    public static Task<TestResponse> PostAsync(this TestApi api, byte[] body, string contentType = ContentType, string path = UploadPath)
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return api.SendAsync(HttpMethod.Post, path, content);
    }

    /// <summary>Sends the head of a request and a part of its body, and ends the sending side once the server got so far.</summary>
    /// <returns>The status of the answer; null when the connection was closed without one.</returns>
    public static async Task<int?> PostTruncatedAsync(
        this TestApi api, byte[] sent, long announced, Func<bool> reached, string path = UploadPath)
    {
        using var socket = await ConnectAsync(api, path, announced, "");
        try
        {
            var stream = socket.GetStream();
            await stream.WriteAsync(sent);
            for (var tries = 0; tries < 1_000 && !reached(); tries++) await Task.Delay(10);
            socket.Client.Shutdown(SocketShutdown.Send);
            return ParseStatus(await new StreamReader(stream).ReadToEndAsync());
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Sends the head of a request alone and answers the first line that comes back.</summary>
    public static async Task<string?> PostHeadAsync(this TestApi api, long announced, string headers, string path = UploadPath)
    {
        using var socket = await ConnectAsync(api, path, announced, headers);
        return await new StreamReader(socket.GetStream()).ReadLineAsync();
    }

    /// <summary>Sends the head of a request alone, whose body is held back, and answers the lines of the head that comes back.</summary>
    public static async Task<IReadOnlyList<string>> PostExpectingContinueAsync(this TestApi api, long announced, string path)
    {
        using var socket = await ConnectAsync(api, path, announced, JoinLines("Expect: 100-continue"));
        var (reader, lines) = (new StreamReader(socket.GetStream()), new List<string>());
        while (await reader.ReadLineAsync() is { Length: > 0 } line) lines.Add(line);
        return lines;
    }

    /// <summary>Begins an upload, which the server is waiting for when this returns; disposing ends it.</summary>
    public static async Task<IDisposable> StartPendingUploadAsync(this TestApi api)
    {
        var socket = await ConnectAsync(api, UploadPath, 1_000, JoinLines("Expect: 100-continue"));
        var line = await new StreamReader(socket.GetStream()).ReadLineAsync();
        return line == "HTTP/1.1 100 Continue" ? socket : throw new InvalidOperationException(line);
    }

    private static async Task<TcpClient> ConnectAsync(TestApi api, string path, long announced, string headers)
    {
        var socket = new TcpClient();
        var address = api.Http.BaseAddress!;
        await socket.ConnectAsync(address.Host, address.Port);
        await socket.GetStream().WriteAsync(Concatenate(
            JoinLines($"POST {path} HTTP/1.1", $"Host: {address.Authority}", $"Authorization: Bearer {api.Key}",
                $"Content-Type: {ContentType}", $"Content-Length: {announced}"),
            headers, "\r\n"));
        return socket;
    }

    private static int? ParseStatus(string answer) =>
        answer.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) ? int.Parse(answer.AsSpan(9, 3), CultureInfo.InvariantCulture) : null;
}
