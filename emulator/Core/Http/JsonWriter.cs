using System.Text.Json.Serialization.Metadata;

namespace Scopix.Emulator.Http;

/// <summary>Turns wire records into bytes; the only place that writes JSON.</summary>
public static class JsonWriter
{
    /// <summary>Serialises a wire record known to <see cref="WireJson"/>.</summary>
    public static byte[] Serialize<T>(T body) =>
        JsonSerializer.SerializeToUtf8Bytes(body, (JsonTypeInfo<T>)WireJson.Wire.GetTypeInfo(typeof(T))!);

    /// <summary>Writes a wire record as the response's whole body.</summary>
    public static Task WriteAsync<T>(HttpContext http, T body) => WriteAsync(http, Serialize(body));

    /// <summary>Writes finished JSON as the response's whole body.</summary>
    public static async Task WriteAsync(HttpContext http, byte[] json)
    {
        if (http.Features.Get<RequestIdentity>()?.JournalEntry is { } entry) entry.ResponseBody = json;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = json.Length;
        await http.Response.Body.WriteAsync(json, http.RequestAborted);
    }
}
