using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Scopix.Emulator.Tests.Control;

namespace Scopix.Emulator.Tests;

/// <summary>The emulator of one test, and an HTTP client for it.</summary>
public sealed class TestApi : IAsyncDisposable
{
    private readonly ScopixEmulator? _emulator;
    private readonly HttpClient _http;

    private TestApi(ScopixEmulator? owned, HttpClient http, string? key) => (_emulator, _http, Key) = (owned, http, key);

    /// <summary>The key that requests carry.</summary>
    public string? Key { get; }

    /// <summary>The emulator; null for a client with another key.</summary>
    public ScopixEmulator? Emulator => _emulator;

    /// <summary>The HTTP client; it does not follow redirects.</summary>
    public HttpClient Http => _http;

    /// <summary>
    /// Starts an emulator over Kestrel on a free port. By default the pipeline finishes at once, and no program creates previews, which
    /// would take longer than most tests.
    /// </summary>
    public static async Task<TestApi> StartAsync(
        Func<EmulatorOptions, EmulatorOptions>? change = null, string? key = EmulatorOptions.DefaultApiKey)
    {
        var emulator = await ScopixEmulator.StartAsync(CreateOptions(change));
        return new TestApi(emulator, CreateHttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }, emulator.BaseAddress, key),
            key);
    }

    /// <summary>Starts an emulator in memory, for JSON alone: the test server has no body limits and no sockets.</summary>
    public static async Task<TestApi> StartInMemoryAsync(Func<EmulatorOptions, EmulatorOptions>? change = null)
    {
        var emulator = await ScopixEmulator.StartAsync(CreateOptions(change), host => host.UseTestServer());
        var server = (TestServer)emulator.Services.GetRequiredService<IServer>();
        return new TestApi(emulator, CreateHttpClient(server.CreateHandler(), new Uri("http://localhost"), EmulatorOptions.DefaultApiKey),
            EmulatorOptions.DefaultApiKey);
    }

    /// <summary>
    /// Opens a new tenant on the emulator that the tests share, whose pipeline finishes at once. Only for tests that do not use other
    /// tenants, the default key or the emulator as a whole.
    /// </summary>
    public static Task<TestApi> OpenTenantAsync(string prefix = "scopix_") => SharedEmulator.OpenTenantAsync(prefix);

    /// <summary>Creates a client of the same emulator with another key, or none.</summary>
    public TestApi WithKey(
        string? key) => new(null, CreateHttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }, _http.BaseAddress!, key), key);

    /// <summary>Creates a client of another server, such as a proxy.</summary>
    public static TestApi ForAddress(Uri address, string? key) =>
        new(null, CreateHttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }, address, key), key);

    /// <summary>Creates the n-th well-formed key other than the default key.</summary>
    public static string CreateKey(int n) => $"scopix_Tenant{n:00}0123456789abcdef";

    public Task<TestResponse> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<TestResponse> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    public Task<TestResponse> PostAsync(
        string path, object? body = null) => SendAsync(HttpMethod.Post, path, body is null ? null : JsonContent.Create(body));

    public Task<TestResponse> PatchAsync(string path, object body) => SendAsync(HttpMethod.Patch, path, JsonContent.Create(body));

    /// <summary>Sends a body exactly as it is written.</summary>
    public Task<TestResponse> SendTextAsync(HttpMethod method, string path, string body, string contentType = "application/json")
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = contentType.Length == 0 ? null : MediaTypeHeaderValue.Parse(contentType);
        return SendAsync(method, path, content);
    }

    /// <summary>Uploads one file; <paramref name="fields"/> are <c>name=value</c>.</summary>
    public Task<TestResponse> UploadAsync(byte[] bytes, string filename, params string[] fields) =>
        SendAsync(HttpMethod.Post, "/api/v2/files/upload", CreateForm("file", [(bytes, filename)], fields));

    /// <summary>Uploads one file and returns its id.</summary>
    public async Task<string> UploadAndGetIdAsync(byte[] bytes, string filename, params string[] fields)
    {
        var response = await UploadAsync(bytes, filename, fields);
        return response.Status == 201
            ? response["file_id"].GetString()! : throw new InvalidOperationException($"{response.Status} {response.Text}");
    }

    /// <summary>Uploads several files as one batch.</summary>
    public Task<TestResponse> UploadBatchAsync((byte[] Bytes, string Filename)[] files, params string[] fields) =>
        SendAsync(HttpMethod.Post, "/api/v2/files/upload/batch", CreateForm("files", files, fields));

    /// <summary>Freezes the clock of this key's tenant, or of all tenants without a key.</summary>
    public Task<TestResponse> FreezeAsync(string at) => PostAsync("/_emulator/clock/freeze", new { at });

    /// <summary>Advances the clock of this key's tenant.</summary>
    public Task<TestResponse> AdvanceAsync(TimeSpan by) => PostAsync("/_emulator/clock/advance", new { seconds = by.TotalSeconds });

    /// <summary>Sends a request. A response of the control API must be one that its contracts have.</summary>
    public async Task<TestResponse> SendAsync(
        HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _http.SendAsync(request);
        var read = new TestResponse((int)response.StatusCode, response.Headers, response.Content.Headers,
            await response.Content.ReadAsByteArrayAsync());
        await ControlResponseCheck.CheckAsync(method, path, read);
        return read;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_emulator is not null) await _emulator.DisposeAsync();
    }

    private static MultipartFormDataContent CreateForm(string part, (byte[] Bytes, string Filename)[] files, string[] fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (bytes, filename) in files) form.Add(new ByteArrayContent(bytes), part, filename);
        foreach (var field in fields) form.Add(new StringContent(field[(field.IndexOf('=') + 1)..]), field[..field.IndexOf('=')]);
        return form;
    }

    private static EmulatorOptions CreateOptions(Func<EmulatorOptions, EmulatorOptions>? change)
    {
        var options = new EmulatorOptions { Port = 0, Pipeline = PipelineMode.Instant, Previews = false };
        return change is null ? options : change(options);
    }

    private static HttpClient CreateHttpClient(HttpMessageHandler handler, Uri address, string? key)
    {
        var client = new HttpClient(handler) { BaseAddress = address };
        if (key is not null) client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + key);
        return client;
    }
}
