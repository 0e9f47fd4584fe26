using System.Text.Json.Serialization.Metadata;
using Scopix.Emulator.Http.Hooks;

namespace Scopix.Emulator.Http;

/// <summary>Serializes records; the only place that writes JSON.</summary>
internal static class JsonWriter
{
    public static byte[] Serialize<T>(T body, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(body, type);

    public static Task WriteAsync<T>(HttpContext http, T body, JsonTypeInfo<T> type) =>
        WriteAsync(http, new JsonBody(Serialize(body, type)));

    public static Task WriteAsync(HttpContext http, JsonBody json)
    {
        if (RequestHooks.Of(http) is { } hooks)
        {
            json = hooks.EditJson(http, json);
            hooks.OnJsonResponse(http, json);
        }
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = json.Length;
        return json.WriteAsync(http.Response, http.RequestAborted);
    }
}
