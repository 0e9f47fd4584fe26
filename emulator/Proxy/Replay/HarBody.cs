using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;
using Scopix.Emulator.Proxy.Comparing;

namespace Scopix.Emulator.Proxy.Replay;

/// <summary>The body of a recorded request. A recording has JSON and the texts of a form; the bytes of files come from a folder.</summary>
/// <param name="Bytes">The body.</param>
/// <param name="ContentType">Its media type, with the boundary of a form.</param>
internal sealed record HarBody(SpooledBody Bytes, string ContentType)
{
    private const string WithoutBody = "their bodies are not in the recording";
    private const string WithoutFiles = "the bytes of their files are not in the recording";
    private const string NotKept = "their bodies could not be kept";

    /// <summary>The body, or the reason why it cannot be sent again; neither for a request without one.</summary>
    public static (HarBody? Body, string? Problem) Read(Operation operation, JsonElement request, string? folder)
    {
        if (operation.Request is null) return (null, null);
        if (request.Find("postData") is not { } post) return (null, request.FindNumber("bodySize") is > 0 ? WithoutBody : null);
        if (operation.RequestType == "multipart/form-data") return ReadForm(post, folder);
        if (post.FindText("text") is not { } text) return (null, WithoutBody);
        var body = new SpooledBody();
        body.Add(Encoding.UTF8.GetBytes(text));
        var type = post.FindText("mimeType");
        return (new(body, type is not null && HarHeaders.CanBeSent(type) ? type : "application/json"), null);
    }

    /// <summary>The headers of a request with the media type of this body.</summary>
    public List<KeyValuePair<string, StringValues>> AddTo(List<KeyValuePair<string, StringValues>> headers) =>
        [.. headers.Where(header => !header.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)),
            KeyValuePair.Create("Content-Type", new StringValues(ContentType))];

    private static (HarBody?, string?) ReadForm(JsonElement post, string? folder)
    {
        if (post.Find("params") is not { ValueKind: JsonValueKind.Array } parts) return (null, WithoutBody);
        var boundary = $"scopix-{Convert.ToHexString(RandomNumberGenerator.GetBytes(16))}";
        var body = new SpooledBody();
        foreach (var part in parts.EnumerateArray())
        {
            var (name, file) = (part.FindText("name") ?? "", part.FindText("fileName"));
            body.Add(Encoding.UTF8.GetBytes($"--{boundary}\r\nContent-Disposition: form-data; name=\"{Escape(name)}\""));
            if (string.IsNullOrEmpty(file)) body.Add(Encoding.UTF8.GetBytes($"\r\n\r\n{part.FindText("value")}\r\n"));
            else if (FindFile(folder, file) is { } path) AddFile(body, part, file, path);
            else
            {
                body.Dispose();
                return (null, WithoutFiles);
            }
        }
        body.Add(Encoding.UTF8.GetBytes($"--{boundary}--\r\n"));
        if (!body.IsLost) return (new(body, $"multipart/form-data; boundary={boundary}"), null);
        body.Dispose();
        return (null, NotKept);
    }

    private static void AddFile(SpooledBody body, JsonElement part, string name, string path)
    {
        body.Add(Encoding.UTF8.GetBytes($"; filename=\"{Escape(name)}\"\r\n"));
        if (part.FindText("contentType") is { Length: > 0 } type && HarHeaders.CanBeSent(type))
            body.Add(Encoding.Latin1.GetBytes($"Content-Type: {type}\r\n"));
        body.Add("\r\n"u8);
        using var file = File.OpenRead(path);
        var buffer = new byte[64 * 1024];
        while (file.Read(buffer) is > 0 and var count) body.Add(buffer.AsSpan(0, count));
        body.Add("\r\n"u8);
    }

    /// <summary>As browsers write names (HTML, multipart/form-data).</summary>
    private static string Escape(string name) => name.Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal).Replace("\"", "%22", StringComparison.Ordinal);

    /// <summary>A file of the folder itself; a recorded name cannot lead out of it.</summary>
    private static string? FindFile(string? folder, string name) =>
        folder is not null && Path.Combine(folder, Path.GetFileName(name.Replace('\\', '/'))) is var path && File.Exists(path)
            ? path : null;
}
