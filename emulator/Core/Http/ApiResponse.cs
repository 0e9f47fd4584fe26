using System.Text.Json.Serialization.Metadata;

namespace Scopix.Emulator.Http;

/// <summary>The result of a handler: finished bytes, without live state.</summary>
internal sealed class ApiResponse
{
    private ApiResponse(int status, JsonBody? json, Uri? location, string? text = null, (byte[] Bytes, string Type)? content = null) =>
        (Status, Json, Location, _text, _content) = (status, json, location, text, content);

    private readonly string? _text;

    private readonly (byte[] Bytes, string Type)? _content;

    public int Status { get; }

    public JsonBody? Json { get; }

    public Uri? Location { get; }

    public static ApiResponse Ok<T>(T body, JsonTypeInfo<T> type) => new(200, new JsonBody(JsonWriter.Serialize(body, type)), null);

    public static ApiResponse Created<T>(T body, JsonTypeInfo<T> type) => new(201, new JsonBody(JsonWriter.Serialize(body, type)), null);

    public static ApiResponse Accepted<T>(T body, JsonTypeInfo<T> type) => new(202, new JsonBody(JsonWriter.Serialize(body, type)), null);

    public static ApiResponse NoContent() => new(204, null, null);

    public static ApiResponse FromStored(int status, string json) =>
        new(status, new JsonBody(Encoding.UTF8.GetBytes(json)), null);

    public static ApiResponse FromJson(JsonBody json) => new(200, json, null);

    public static ApiResponse FromStatus<T>(int status, T body, JsonTypeInfo<T> type) =>
        new(status, new JsonBody(JsonWriter.Serialize(body, type)), null);

    public static ApiResponse PlainText(string text) => new(200, null, null, text);

    public static ApiResponse FromBytes(byte[] bytes, string contentType) => new(200, null, null, content: (bytes, contentType));

    public static ApiResponse NotModified() => new(304, null, null);

    public static ApiResponse Redirect(Uri location) => new(302, null, location);

    /// <summary>The handler has sent the response itself, over a WebSocket.</summary>
    public static ApiResponse AlreadySent { get; } = new(101, null, null);

    /// <summary>Writes the response; the only place that writes a success.</summary>
    public Task WriteAsync(HttpContext http)
    {
        if (this == AlreadySent) return Task.CompletedTask;
        http.Response.StatusCode = Status;
        if (Location is not null) http.Response.Headers.Location = Location.AbsoluteUri;
        if (_text is not null) return WriteTextAsync(http, _text);
        if (_content is { } content) return WriteContentAsync(http, content.Bytes, content.Type);
        return Json is null ? Task.CompletedTask : JsonWriter.WriteAsync(http, Json);
    }

    private static async Task WriteContentAsync(HttpContext http, byte[] bytes, string contentType)
    {
        http.Response.ContentType = contentType;
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    private static Task WriteTextAsync(HttpContext http, string text)
    {
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(text, http.RequestAborted);
    }
}
