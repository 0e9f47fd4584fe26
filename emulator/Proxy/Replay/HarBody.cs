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

    /// <summary>The body, or the reason why it cannot be sent again; neither for a request without one.</summary>
    public static (HarBody? Body, string? Problem) Read(Operation operation, JsonElement request, string? folder)
    {
        if (operation.Request is null) return (null, null);
        if (request.Find("postData") is not { } post) return (null, request.FindNumber("bodySize") is > 0 ? WithoutBody : null);
        if (operation.RequestType == "multipart/form-data") return ReadForm(post, folder);
        if (post.FindText("text") is not { } text) return (null, WithoutBody);
        var body = new SpooledBody();
        body.Add(Encoding.UTF8.GetBytes(text));
        return (new(body, post.FindText("mimeType") ?? "application/json"), null);
    }

    /// <summary>The headers of a request with the media type of this body.</summary>
    public List<KeyValuePair<string, StringValues>> AddTo(List<KeyValuePair<string, StringValues>> headers) =>
        [.. headers.Where(header => !header.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)),
            KeyValuePair.Create("Content-Type", new StringValues(ContentType))];

    private static (HarBody?, string?) ReadForm(JsonElement post, string? folder)
    {
        if (post.Find("params") is not { ValueKind: JsonValueKind.Array } parts) return (null, WithoutBody);
        using var form = new MultipartFormDataContent();
        foreach (var part in parts.EnumerateArray())
        {
            var name = part.FindText("name") ?? "";
            if (part.FindText("fileName") is not { Length: > 0 } file) form.Add(new StringContent(part.FindText("value") ?? ""), name);
            else if (FindFile(folder, file) is { } path) form.Add(new StreamContent(File.OpenRead(path)), name, file);
            else return (null, WithoutFiles);
        }
        var body = new SpooledBody();
        using var content = form.ReadAsStream();
        var buffer = new byte[64 * 1024];
        while (content.Read(buffer) is > 0 and var count) body.Add(buffer.AsSpan(0, count));
        return (new(body, form.Headers.ContentType!.ToString()), null);
    }

    /// <summary>A file of the folder itself; a recorded name cannot lead out of it.</summary>
    private static string? FindFile(string? folder, string name) =>
        folder is not null && Path.Combine(folder, Path.GetFileName(name.Replace('\\', '/'))) is var path && File.Exists(path)
            ? path : null;
}
