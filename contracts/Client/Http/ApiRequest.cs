using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Scopix.Client;

/// <summary>A request to the API.</summary>
/// <param name="Operation">The operation's id in the contracts, e.g. <c>files.list</c>.</param>
/// <param name="Method">The verb.</param>
/// <param name="Path">The path from <c>/api/v2</c> on, with its query.</param>
internal sealed record ApiRequest(string Operation, HttpMethod Method, string Path)
{
    /// <summary>Creates the body, again for each attempt.</summary>
    public Func<IdleTimeout, HttpContent>? Content { get; init; }

    /// <summary>A POST that has the same effect when it is repeated.</summary>
    public bool IsIdempotent { get; init; }

    public string? IdempotencyKey { get; init; }

    public bool IsAnonymous { get; init; }

    /// <summary>True when the request may be sent twice.</summary>
    public bool CanRetry => IsIdempotent || IdempotencyKey is not null || Method == HttpMethod.Get || Method == HttpMethod.Put
        || Method == HttpMethod.Delete;

    public static ApiRequest Post<T>(string operation, string path, T body, JsonTypeInfo<T> type) =>
        new(operation, HttpMethod.Post, path) { Content = CreateJsonContent(body, type) };

    public static ApiRequest Patch<T>(string operation, string path, T body, JsonTypeInfo<T> type) =>
        new(operation, HttpMethod.Patch, path) { Content = CreateJsonContent(body, type), IsIdempotent = true };

    public static ApiRequest Post(string operation, string path) => new(operation, HttpMethod.Post, path);

    private static Func<IdleTimeout, HttpContent> CreateJsonContent<T>(T body, JsonTypeInfo<T> type) =>
        _ => new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, type))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
        };
}
