using System.Net.Http.Headers;
using System.Text.Json;

namespace Scopix.Durability;

/// <summary>A client of one tenant. A lost connection throws a <see cref="ConnectionLostException"/>; a 5xx is a finding.</summary>
internal sealed class EmulatorClient(Uri address, string key, Findings findings) : IDisposable
{
    private readonly HttpClient _http =
        new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };

    public Task<EmulatorResponse> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<EmulatorResponse> PostAsync(
        string path, object body, string? idempotency = null) => SendAsync(HttpMethod.Post, path, CreateJsonContent(body), idempotency);

    public Task<EmulatorResponse> PatchAsync(string path, object body) => SendAsync(HttpMethod.Patch, path, CreateJsonContent(body));

    public Task<EmulatorResponse> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    /// <summary>Sends a form with files under one part name, and fields.</summary>
    public Task<EmulatorResponse> UploadAsync(
        string path, string part, (string Name, byte[] Bytes)[] files, params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, bytes) in files) form.Add(new ByteArrayContent(bytes), part, name);
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        return SendAsync(HttpMethod.Post, path, form);
    }

    /// <summary>PUTs bytes to a presigned URL and returns the response and the ETag.</summary>
    public async Task<(EmulatorResponse Response, string? ETag)> PutAsync(
        string url, byte[] bytes, IReadOnlyDictionary<string, string>? headers = null)
    {
        string? etag = null;
        var content = new ByteArrayContent(bytes);
        using var request = new HttpRequestMessage(HttpMethod.Put, url) { Content = content };
        foreach (var (name, value) in headers ?? new Dictionary<string, string>())
            if (!request.Headers.TryAddWithoutValidation(name, value)) content.Headers.TryAddWithoutValidation(name, value);
        var response = await SendAsync(request, httpResponse => etag = httpResponse.Headers.ETag?.Tag);
        return (response, etag);
    }

    /// <summary>Downloads the bytes of a file; returns null when there is no such file.</summary>
    public async Task<byte[]?> DownloadAsync(string fileId)
    {
        string? target = null;
        using var request = AddKey(new HttpRequestMessage(HttpMethod.Get, $"/api/v2/files/{fileId}/download"));
        var response = await SendAsync(request, httpResponse => target = httpResponse.Headers.Location?.ToString());
        return response.Status == 302 ? await FetchAsync(target!) : null;
    }

    /// <summary>Downloads the bytes of a presigned URL; returns null when there are none.</summary>
    public async Task<byte[]?> FetchAsync(string url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        var response = await SendAsync(request, null);
        return response.Status == 200 ? response.Bytes : null;
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

    private async Task<EmulatorResponse> SendAsync(HttpRequestMessage request, Action<HttpResponseMessage>? inspect)
    {
        try
        {
            using var httpResponse = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            inspect?.Invoke(httpResponse);
            var response = new EmulatorResponse((int)httpResponse.StatusCode, await httpResponse.Content.ReadAsByteArrayAsync());
            if (response.Status >= 500)
                findings.Add($"{request.Method} {request.RequestUri?.OriginalString}: {response.Status} {response.Text}");
            return response;
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
