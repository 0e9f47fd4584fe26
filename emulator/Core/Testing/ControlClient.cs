using System.Net.Http.Headers;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;
using Scopix.Emulator.Control;

namespace Scopix.Emulator;

/// <summary>Calls the emulator's control API, over a socket or in memory.</summary>
internal sealed class ControlClient : IDisposable
{
    private readonly IServer _server;
    private readonly HttpClient _http;

    public ControlClient(IServer server, Uri address, string? token)
    {
        (_server, Address) = (server, address);
        _http = new HttpClient(CreateHandler()) { BaseAddress = address };
        if (token is not null) _http.DefaultRequestHeaders.Add("X-Emulator-Token", token);
    }

    public Uri Address { get; }

    /// <summary>A handler that sends requests to the emulator and does not follow redirects.</summary>
    public HttpMessageHandler CreateHandler() => _server is TestServer inMemory
        ? inMemory.CreateHandler()
        : new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false };

    /// <summary>Sends a request and reads the JSON response. The status <paramref name="accepted"/> is no failure.</summary>
    /// <exception cref="EmulatorException">The emulator refuses the request.</exception>
    public async Task<T> SendAndReadAsync<T>(
        string? key, HttpMethod method, string path, JsonTypeInfo<T> type, HttpContent? body = null, int? accepted = null)
    {
        var text = await SendAsync(key, method, path, body, accepted);
        return JsonSerializer.Deserialize(text, type)!;
    }

    public async Task<string> SendAsync(string? key, HttpMethod method, string path, HttpContent? body = null, int? accepted = null)
    {
        using var request = CreateRequest(key, method, path, body);
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        if (response.IsSuccessStatusCode || (int)response.StatusCode == accepted) return text;
        throw EmulatorException.FromResponse($"{method} /_emulator/{path}", (int)response.StatusCode, text);
    }

    public async Task DownloadAsync(string key, string path, Stream into)
    {
        using var request = CreateRequest(key, HttpMethod.Get, path, null);
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (!response.IsSuccessStatusCode)
            throw EmulatorException.FromResponse($"GET /_emulator/{path}", (int)response.StatusCode,
                await response.Content.ReadAsStringAsync());
        await response.Content.CopyToAsync(into);
    }

    public static HttpContent ToJsonContent<T>(T value, JsonTypeInfo<T> type) =>
        new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(value, type))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
        };

    /// <summary>Reads a list of rules.</summary>
    public static IReadOnlyList<TRule> ReadRules<TRule>(JsonObject list, Func<JsonObject, TRule> read) =>
        [.. list["items"]!.AsArray().Select(item => read(item!.AsObject()))];

    /// <summary>Removes a property that the emulator adds to a rule, so that the rule itself is left; returns its value.</summary>
    public static T Remove<T>(JsonObject resource, string name)
    {
        var value = resource[name]!.GetValue<T>();
        resource.Remove(name);
        return value;
    }

    /// <summary>Deletes rules or records, and returns their number.</summary>
    public async Task<int> DeleteAsync(string? key, string path) =>
        (await SendAndReadAsync(key, HttpMethod.Delete, path, ControlJsonContext.Shared.RemovalResponse)).Removed;

    private static HttpRequestMessage CreateRequest(string? key, HttpMethod method, string path, HttpContent? body)
    {
        var request = new HttpRequestMessage(method, "_emulator/" + path) { Content = body };
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return request;
    }

    public void Dispose() => _http.Dispose();
}
