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
    private readonly TenantRegistry _tenants;
    private readonly Lazy<HttpClient> _http;
    private volatile bool _isDisposed;

    public ControlClient(IServer server, TenantRegistry tenants, Uri address, string? token)
    {
        (_server, _tenants, Address) = (server, tenants, address);
        _http = new Lazy<HttpClient>(() => CreateHttpClient(token)); // the program never needs it
    }

    public Uri Address { get; }

    /// <summary>A handler that sends requests to the emulator and does not follow redirects.</summary>
    /// <exception cref="ObjectDisposedException">The emulator has ended.</exception>
    public HttpMessageHandler CreateHandler()
    {
        ThrowIfDisposed();
        return _server is TestServer inMemory
            ? inMemory.CreateHandler()
            : new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false };
    }

    /// <summary>The state of a tenant, which is created if it does not exist.</summary>
    /// <exception cref="ObjectDisposedException">The emulator has ended.</exception>
    public TenantState GetTenant(string key)
    {
        ThrowIfDisposed();
        return _tenants.GetOrOpen(key);
    }

    /// <exception cref="ObjectDisposedException">The emulator has ended.</exception>
    public void ThrowIfDisposed()
    {
        if (_isDisposed) throw CreateDisposedException();
    }

    /// <summary>What the end of the emulator cuts off fails like what comes later.</summary>
    /// <exception cref="ObjectDisposedException">The emulator has ended.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled, whatever that did to the request.</exception>
    public async Task<T> UseAsync<T>(Func<Task<T>> use, CancellationToken cancellationToken)
    {
        ThrowIfDisposed();
        try
        {
            return await use();
        }
        catch (Exception error) when (_isDisposed && error is not EmulatorException)
        {
            throw CreateDisposedException();
        }
        catch (Exception error) when (error is HttpRequestException or IOException && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The call was cancelled.", error, cancellationToken);
        }
    }

    /// <summary>Sends a request and reads the JSON response. The status <paramref name="accepted"/> is no failure.</summary>
    /// <exception cref="EmulatorException">The emulator refuses the request.</exception>
    /// <exception cref="ObjectDisposedException">The emulator has ended.</exception>
    public async Task<T> SendAndReadAsync<T>(
        string? key, HttpMethod method, string path, JsonTypeInfo<T> type, HttpContent? body, CancellationToken cancellationToken,
        int? accepted = null)
    {
        var text = await SendAsync(key, method, path, body, cancellationToken, accepted);
        return JsonSerializer.Deserialize(text, type)!;
    }

    public Task<T> SendAndReadAsync<T>(
        string? key, HttpMethod method, string path, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        SendAndReadAsync(key, method, path, type, null, cancellationToken);

    public Task<string> SendAsync(string? key, HttpMethod method, string path, CancellationToken cancellationToken) =>
        SendAsync(key, method, path, null, cancellationToken);

    public Task DownloadAsync(string key, string path, Stream into, CancellationToken cancellationToken) =>
        UseAsync(async () =>
        {
            using var request = CreateRequest(key, HttpMethod.Get, path, null);
            using var response = await _http.Value.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!response.IsSuccessStatusCode)
                throw EmulatorException.FromResponse($"GET /_emulator/{path}", (int)response.StatusCode,
                    await response.Content.ReadAsStringAsync(cancellationToken));
            await response.Content.CopyToAsync(into, cancellationToken);
            return true;
        }, cancellationToken);

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
    public async Task<int> DeleteAsync(string? key, string path, CancellationToken cancellationToken) =>
        (await SendAndReadAsync(key, HttpMethod.Delete, path, ControlJsonContext.Shared.RemovalResponse, cancellationToken)).Removed;

    public void Dispose()
    {
        _isDisposed = true;
        if (_http.IsValueCreated) _http.Value.Dispose();
    }

    private HttpClient CreateHttpClient(string? token)
    {
        var http = new HttpClient(CreateHandler()) { BaseAddress = Address };
        if (token is not null) http.DefaultRequestHeaders.Add("X-Emulator-Token", token);
        return http;
    }

    private Task<string> SendAsync(
        string? key, HttpMethod method, string path, HttpContent? body, CancellationToken cancellationToken, int? accepted = null) =>
        UseAsync(async () =>
        {
            using var request = CreateRequest(key, method, path, body);
            using var response = await _http.Value.SendAsync(request, cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            if (response.IsSuccessStatusCode || (int)response.StatusCode == accepted) return text;
            throw EmulatorException.FromResponse($"{method} /_emulator/{path}", (int)response.StatusCode, text);
        }, cancellationToken);

    private static ObjectDisposedException CreateDisposedException() => new(
        nameof(ScopixEmulator),
        "The emulator has ended, because its DisposeAsync was called: keep it until the last test that uses it has ended.");

    private static HttpRequestMessage CreateRequest(string? key, HttpMethod method, string path, HttpContent? body)
    {
        var request = new HttpRequestMessage(method, "_emulator/" + path) { Content = body };
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return request;
    }
}
