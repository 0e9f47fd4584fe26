using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;
using Scopix.Emulator.Control;
using Scopix.Emulator.Http;

namespace Scopix.Emulator;

/// <summary>How the kit reaches its emulator: by the control API's own routes, over a socket or in memory.</summary>
internal sealed class ControlClient : IDisposable
{
    private readonly IServer _server;
    private readonly HttpClient _http;

    /// <summary>A channel to an emulator that listens.</summary>
    public ControlClient(IServer server, Uri address, string? token)
    {
        (_server, Address) = (server, address);
        _http = new HttpClient(CreateHandler()) { BaseAddress = address };
        if (token is not null) _http.DefaultRequestHeaders.Add("X-Emulator-Token", token);
    }

    /// <summary>Where the emulator is.</summary>
    public Uri Address { get; }

    /// <summary>What sends requests to the emulator; redirects are not followed.</summary>
    public HttpMessageHandler CreateHandler() => _server is TestServer inMemory
        ? inMemory.CreateHandler()
        : new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false };

    /// <summary>Asks, and reads what is answered.</summary>
    /// <param name="key">The tenant's key; null for all tenants.</param>
    /// <param name="method">The verb.</param>
    /// <param name="path">Below <c>/_emulator/</c>.</param>
    /// <param name="answer">What is answered.</param>
    /// <param name="body">What is sent, from <see cref="ToJsonContent"/>; null for nothing.</param>
    /// <param name="accepted">A status that is an answer although it is no success.</param>
    /// <exception cref="EmulatorException">The emulator refuses.</exception>
    public async Task<T> SendAndReadAsync<T>(
        string? key, HttpMethod method, string path, JsonTypeInfo<T> answer, HttpContent? body = null, int? accepted = null)
    {
        var text = await SendAsync(key, method, path, body, accepted);
        return JsonSerializer.Deserialize(text, answer)!;
    }

    /// <summary>Asks, and answers the body as it came.</summary>
    public async Task<string> SendAsync(string? key, HttpMethod method, string path, HttpContent? body = null, int? accepted = null)
    {
        using var request = CreateRequest(key, method, path, body);
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        if (response.IsSuccessStatusCode || (int)response.StatusCode == accepted) return text;
        throw EmulatorException.FromResponse($"{method} /_emulator/{path}", (int)response.StatusCode, text);
    }

    /// <summary>Asks, and copies the body as it comes.</summary>
    public async Task DownloadAsync(string key, string path, Stream into)
    {
        using var request = CreateRequest(key, HttpMethod.Get, path, null);
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (!response.IsSuccessStatusCode)
            throw EmulatorException.FromResponse($"GET /_emulator/{path}", (int)response.StatusCode,
                await response.Content.ReadAsStringAsync());
        await response.Content.CopyToAsync(into);
    }

    /// <summary>JSON to send.</summary>
    public static HttpContent ToJsonContent<T>(
        T value, JsonTypeInfo<T> type) => new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(value, type))
    {
        Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
    };

    /// <summary>The rules of a list, each with what the emulator says of it.</summary>
    public static IReadOnlyList<TRule> ReadRules<TRule>(
        JsonObject list, Func<JsonObject, TRule> read) => [.. list["items"]!.AsArray().Select(item => read(item!.AsObject()))];

    /// <summary>Removes a property that the emulator adds to a rule, so that the rule itself is left; returns its value.</summary>
    public static T Remove<T>(JsonObject resource, string name)
    {
        var value = resource[name]!.GetValue<T>();
        resource.Remove(name);
        return value;
    }

    /// <summary>How many rules went.</summary>
    public async Task<int> DeleteAsync(string? key, string path) =>
        (await SendAndReadAsync(key, HttpMethod.Delete, path, ControlJsonContext.Shared.RemovalResponse)).Removed;

    private static HttpRequestMessage CreateRequest(string? key, HttpMethod method, string path, HttpContent? body)
    {
        var request = new HttpRequestMessage(method, "_emulator/" + path) { Content = body };
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return request;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
