using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Scopix.Client;

/// <summary>A request to the API.</summary>
/// <param name="Method">The verb.</param>
/// <param name="Path">The path from <c>/api/v2</c> on, with its query.</param>
internal sealed record Ask(HttpMethod Method, string Path)
{
    /// <summary>Makes the body, anew for each attempt.</summary>
    public Func<Patience, HttpContent>? Content { get; init; }

    /// <summary>A POST that changes nothing the second time.</summary>
    public bool IsRepeatable { get; init; }

    public string? IdempotencyKey { get; init; }

    public bool Anonymous { get; init; }

    /// <summary>True when sending it twice is the same as sending it once.</summary>
    public bool MayRepeat => IsRepeatable || IdempotencyKey is not null || Method == HttpMethod.Get || Method == HttpMethod.Put || Method == HttpMethod.Delete;

    public static Ask Post<T>(string path, T body, JsonTypeInfo<T> type) => new(HttpMethod.Post, path) { Content = Json(body, type) };

    public static Ask Patch<T>(string path, T body, JsonTypeInfo<T> type) => new(HttpMethod.Patch, path) { Content = Json(body, type), IsRepeatable = true };

    public static Ask Post(string path) => new(HttpMethod.Post, path);

    private static Func<Patience, HttpContent> Json<T>(T body, JsonTypeInfo<T> type) => _ => new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, type))
    {
        Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
    };
}
