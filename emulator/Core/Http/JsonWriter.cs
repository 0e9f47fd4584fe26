using System.Text.Json.Serialization.Metadata;
using Scopix.Emulator.Http.Hooks;

namespace Scopix.Emulator.Http;

/// <summary>Turns wire records into bytes; the only place that writes JSON.</summary>
internal static class JsonWriter
{
    /// <summary>Serializes a record.</summary>
    public static byte[] Serialize<T>(T body, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(body, type);

    /// <summary>Writes a record as the whole body of the response.</summary>
    public static Task WriteAsync<T>(HttpContext http, T body, JsonTypeInfo<T> type) => WriteAsync(http, Serialize(body, type));

    /// <summary>Writes finished JSON as the response's whole body.</summary>
    public static async Task WriteAsync(HttpContext http, byte[] json)
    {
        RequestHooks.Of(http)?.OnJsonResponse(http, json);
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = json.Length;
        await http.Response.Body.WriteAsync(json, http.RequestAborted);
    }
}
