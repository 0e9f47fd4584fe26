using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Scopix.Emulator.Tests;

/// <summary>Handwritten multipart bodies, and requests over a socket.</summary>
public static class MultipartRequests
{
    public const string UploadPath = "/api/v2/files/upload";

    public const string ContentType = "multipart/form-data; boundary=BOUNDARY";

    /// <summary>Concatenates texts, as UTF-8, and bytes.</summary>
    public static byte[] Concatenate(params object[] pieces) =>
        [.. pieces.SelectMany(piece => piece as byte[] ?? Encoding.UTF8.GetBytes((string)piece))];

    /// <summary>Joins lines that each end with CR LF.</summary>
    public static string JoinLines(params string[] lines) => string.Concat(lines.Select(line => line + "\r\n"));

    /// <summary>Creates a body with one file part of the given disposition and text.</summary>
    public static byte[] CreateSingleFileBody(string disposition, string text = "Hello") =>
        Concatenate(JoinLines("--BOUNDARY", $"Content-Disposition: {disposition}", "", text, "--BOUNDARY--"));

    /// <summary>Posts a body unchanged.</summary>
    public static Task<TestResponse> PostAsync(this TestApi api, byte[] body, string contentType = ContentType, string path = UploadPath)
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return api.SendAsync(HttpMethod.Post, path, content);
    }

    /// <summary>Sends the head of a request and part of its body, and closes the sending side once the condition is true.</summary>
    /// <returns>The status of the response; null when the connection was closed without a response.</returns>
    public static async Task<int?> PostTruncatedAsync(
        this TestApi api, byte[] bytes, long contentLength, Func<bool> condition, string path = UploadPath)
    {
        using var socket = await ConnectAsync(api, path, contentLength, "");
        try
        {
            var stream = socket.GetStream();
            await stream.WriteAsync(bytes);
            for (var tries = 0; tries < 1_000 && !condition(); tries++) await Task.Delay(10);
            socket.Client.Shutdown(SocketShutdown.Send);
            return ParseStatus(await new StreamReader(stream).ReadToEndAsync());
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Sends only the head of a request and returns the first line of the response.</summary>
    public static async Task<string?> PostHeadAsync(this TestApi api, long contentLength, string headers, string path = UploadPath)
    {
        using var socket = await ConnectAsync(api, path, contentLength, headers);
        return await new StreamReader(socket.GetStream()).ReadLineAsync();
    }

    /// <summary>Sends only the head of a request that expects 100-continue, and returns the lines of the response's head.</summary>
    public static async Task<IReadOnlyList<string>> PostExpectingContinueAsync(this TestApi api, long contentLength, string path)
    {
        using var socket = await ConnectAsync(api, path, contentLength, JoinLines("Expect: 100-continue"));
        var (reader, lines) = (new StreamReader(socket.GetStream()), new List<string>());
        while (await reader.ReadLineAsync() is { Length: > 0 } line) lines.Add(line);
        return lines;
    }

    /// <summary>Starts an upload; the server is waiting for its body when the task completes. Disposing the result ends it.</summary>
    public static async Task<IDisposable> StartPendingUploadAsync(this TestApi api)
    {
        var socket = await ConnectAsync(api, UploadPath, 1_000, JoinLines("Expect: 100-continue"));
        var line = await new StreamReader(socket.GetStream()).ReadLineAsync();
        return line == "HTTP/1.1 100 Continue" ? socket : throw new InvalidOperationException(line);
    }

    private static async Task<TcpClient> ConnectAsync(TestApi api, string path, long contentLength, string headers)
    {
        var socket = new TcpClient();
        var address = api.Http.BaseAddress!;
        await socket.ConnectAsync(address.Host, address.Port);
        await socket.GetStream().WriteAsync(Concatenate(
            JoinLines($"POST {path} HTTP/1.1", $"Host: {address.Authority}", $"Authorization: Bearer {api.Key}",
                $"Content-Type: {ContentType}", $"Content-Length: {contentLength}"),
            headers, "\r\n"));
        return socket;
    }

    private static int? ParseStatus(string response) =>
        response.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) ? int.Parse(response.AsSpan(9, 3), CultureInfo.InvariantCulture) : null;
}
