using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Scopix.Durability;

/// <summary>A response, read completely.</summary>
internal sealed record EmulatorResponse(int Status, byte[] Bytes)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonElement Json => JsonDocument.Parse(Bytes).RootElement;

    public string this[string field] => Json.GetProperty(field).GetString()!;
}

/// <summary>The emulator was killed during the request, whose outcome is unknown.</summary>
internal sealed class ConnectionLostException(Exception cause) : Exception(cause.Message, cause);

/// <summary>One tenant's client. Whatever cuts a request off is a <see cref="ConnectionLostException"/>; a 5xx is a finding.</summary>
internal sealed class EmulatorClient(Uri address, string key, Findings findings) : IDisposable
{
    private readonly HttpClient _http =
        new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };

    public Task<EmulatorResponse> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<EmulatorResponse> PostAsync(
        string path, object body, string? idempotency = null) => SendAsync(HttpMethod.Post, path, CreateJsonContent(body), idempotency);

    public Task<EmulatorResponse> PatchAsync(string path, object body) => SendAsync(HttpMethod.Patch, path, CreateJsonContent(body));

    public Task<EmulatorResponse> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    /// <summary>Sends a form: files under one part name, then fields.</summary>
    public Task<EmulatorResponse> UploadAsync(
        string path, string part, (string Name, byte[] Bytes)[] files, params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, bytes) in files) form.Add(new ByteArrayContent(bytes), part, name);
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        return SendAsync(HttpMethod.Post, path, form);
    }

    /// <summary>PUTs bytes to a presigned URL; answers the ETag beside the answer.</summary>
    public async Task<(EmulatorResponse Response, string? ETag)> PutAsync(
        string url, byte[] bytes, IReadOnlyDictionary<string, string>? headers = null)
    {
        string? etag = null;
        var content = new ByteArrayContent(bytes);
        using var request = new HttpRequestMessage(HttpMethod.Put, url) { Content = content };
        foreach (var (name, value) in headers ?? new Dictionary<string, string>())
            if (!request.Headers.TryAddWithoutValidation(name, value)) content.Headers.TryAddWithoutValidation(name, value);
        var reply = await SendAsync(request, response => etag = response.Headers.ETag?.Tag);
        return (reply, etag);
    }

    /// <summary>The bytes behind the redirect of a download; null when there is no such file.</summary>
    public async Task<byte[]?> DownloadAsync(string fileId)
    {
        string? target = null;
        using var request = AddKey(new HttpRequestMessage(HttpMethod.Get, $"/api/v2/files/{fileId}/download"));
        var reply = await SendAsync(request, response => target = response.Headers.Location?.ToString());
        return reply.Status == 302 ? await FetchAsync(target!) : null;
    }

    /// <summary>The bytes behind a presigned URL; null when there are none.</summary>
    public async Task<byte[]?> FetchAsync(string url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        var reply = await SendAsync(request, null);
        return reply.Status == 200 ? reply.Bytes : null;
    }

    public async Task<EmulatorResponse> SendAsync(HttpMethod method, string path, HttpContent? content = null, string? idempotency = null)
    {
        using var request = AddKey(new HttpRequestMessage(method, path) { Content = content });
        if (idempotency is not null) request.Headers.Add("Idempotency-Key", idempotency);
        return await SendAsync(request, null);
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage AddKey(HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + key);
        return request;
    }

    private async Task<EmulatorResponse> SendAsync(HttpRequestMessage request, Action<HttpResponseMessage>? look)
    {
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            look?.Invoke(response);
            var reply = new EmulatorResponse((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync());
            if (reply.Status >= 500) findings.Add($"{request.Method} {request.RequestUri?.OriginalString}: {reply.Status} {reply.Text}");
            return reply;
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            throw new ConnectionLostException(error);
        }
    }

    private static ByteArrayContent CreateJsonContent(object body)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }
}
