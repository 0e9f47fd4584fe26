using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Scopix.Emulator.Tests.Proxy;

/// <summary>
/// An emulator that plays the live service: its responses do not say that they come from an emulator, and a test can change the responses
/// to its own key.
/// </summary>
internal static class LiveLikeTarget
{
    /// <summary>The header that names the key of the test in a request without a key.</summary>
    public const string KeyOfTest = "X-Key-Of-Test";

    private static readonly ConcurrentDictionary<string, Func<DeviantResponse, bool>> Deviations = new();

    private static readonly Lazy<Task<ScopixEmulator>> Shared = new(() => ScopixEmulator.StartAsync(
        new EmulatorOptions { Port = 0, Pipeline = PipelineMode.Instant, Previews = false },
        host => host.ConfigureServices(services => services.AddSingleton<IStartupFilter>(new Filter()))));

    /// <summary>Starts the emulator that all tests share, if no test has yet.</summary>
    public static async Task<Uri> GetAddressAsync() => (await Shared.Value).BaseAddress;

    /// <summary>Changes the responses to requests with a key. The function returns whether it changed one.</summary>
    public static void Deviate(string key, Func<DeviantResponse, bool> change) => Deviations[key] = change;

    private sealed class Filter : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(AnswerAsync);
            next(app);
        };

        private static async Task AnswerAsync(HttpContext http, RequestDelegate next)
        {
            var key = http.Request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal);
            if (key.Length == 0) key = http.Request.Headers[KeyOfTest].ToString();
            if (http.WebSockets.IsWebSocketRequest || http.Request.Path.StartsWithSegments("/_s3"))
            {
                await next(http);
                return;
            }
            var (body, buffer) = (http.Response.Body, new MemoryStream());
            http.Response.Body = buffer;
            await next(http);
            http.Response.Body = body;
            var own = http.Response.Headers.Keys.Where(name => name.StartsWith("X-Emulator-", StringComparison.Ordinal)).ToArray();
            foreach (var name in own) http.Response.Headers.Remove(name);
            var response = new DeviantResponse(http, buffer.ToArray());
            if (Deviations.TryGetValue(key, out var change) && change(response)) response.Write();
            if (http.Response.StatusCode != 204) await body.WriteAsync(response.Bytes);
        }
    }
}

/// <summary>A response that a test may change before it is sent.</summary>
internal sealed class DeviantResponse(HttpContext http, byte[] bytes)
{
    private JsonNode? _json;

    public string Method => http.Request.Method;

    /// <summary>From the root, without the query.</summary>
    public string Path => http.Request.Path.Value!;

    public string Query => http.Request.QueryString.Value!;

    public int Status
    {
        get => http.Response.StatusCode;
        set => http.Response.StatusCode = value;
    }

    public IHeaderDictionary Headers => http.Response.Headers;

    public byte[] Bytes { get; private set; } = bytes;

    /// <summary>The JSON of the response; changes of it are sent.</summary>
    public JsonNode Json => _json ??= JsonNode.Parse(Bytes)!;

    /// <summary>The changes of one request after the other, to tell the first from later ones.</summary>
    public void Replace(JsonNode json) => _json = json;

    public void ReplaceBytes(byte[] replacement) => (Bytes, _json) = (replacement, null);

    public void Write()
    {
        if (_json is not null) Bytes = System.Text.Encoding.UTF8.GetBytes(_json.ToJsonString());
        http.Response.ContentLength = Status == 204 ? null : Bytes.Length;
    }
}
