using System.Net;
using System.Net.Http.Headers;

namespace Scopix.Emulator.Tool.Pull;

/// <summary>The tenant of a running emulator that gets the files.</summary>
internal sealed class EmulatorTarget : IDisposable
{
    private const int Format = 1;

    private readonly HttpClient _http;

    public EmulatorTarget(Uri address, string key, string? token)
    {
        Address = address;
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (token is not null) _http.DefaultRequestHeaders.Add("X-Emulator-Token", token);
    }

    public Uri Address { get; }

    /// <exception cref="PullException">4: it is no emulator that can import, it refuses the key, or the tenant is not empty.</exception>
    public async Task CheckAsync(bool replace, CancellationToken cancel)
    {
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Get, "/_emulator/import"), cancel);
        var state = response.IsSuccessStatusCode ? await ReadJsonAsync(response, cancel) : null;
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            throw new PullException($"The emulator at {Address} refuses the request: {await ReadErrorAsync(response, cancel)}", 4);
        if (state is not { ValueKind: JsonValueKind.Object } known || !known.TryGetProperty("is_empty", out var empty)
            || !known.TryGetProperty("format", out var format) || format.GetInt32() != Format)
            throw new PullException($"{Address} is no emulator, or one of another version, which cannot import this copy.", 4);
        if (!replace && !empty.GetBoolean())
            throw new PullException(
                $"The tenant at {Address} is not empty. Add --replace to replace its data, or give another key with --to-key.", 4);
    }

    /// <summary>Sends an archive. Nothing has changed when it is refused.</summary>
    /// <exception cref="RefusedEntryException">The emulator cannot hold one of the files.</exception>
    /// <exception cref="PullException">The import failed.</exception>
    public async Task<JsonElement> ImportAsync(HttpContent archive, bool replace, CancellationToken cancel)
    {
        using var response = await SendAsync(
            new HttpRequestMessage(HttpMethod.Post, replace ? "/_emulator/import?replace=true" : "/_emulator/import") { Content = archive },
            cancel);
        if (response.IsSuccessStatusCode && await ReadJsonAsync(response, cancel) is { } imported) return imported;
        if (await ReadJsonAsync(response, cancel) is { } error && FindField(error) is ['f', 'i', 'l', 'e', 's', '/', .. var file])
            throw new RefusedEntryException(file[..^".json".Length], GetMessage(error));
        throw new PullException($"The emulator at {Address} did not import the copy: {await ReadErrorAsync(response, cancel)}");
    }

    /// <summary>Saves a snapshot of the tenant and writes it to a stream.</summary>
    public async Task ExportAsync(string name, Stream to, CancellationToken cancel)
    {
        var save = new StringContent($$"""{"name":"{{name}}"}""", new MediaTypeHeaderValue("application/json"));
        using var saved = await SendAsync(new HttpRequestMessage(HttpMethod.Post, "/_emulator/snapshots") { Content = save }, cancel);
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Get, $"/_emulator/snapshots/{name}/export"), cancel);
        if (!response.IsSuccessStatusCode)
            throw new PullException(
                $"The snapshot could not be written: {await ReadErrorAsync(saved.IsSuccessStatusCode ? response : saved, cancel)}");
        await response.Content.CopyToAsync(to, cancel);
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        using (request)
        {
            try
            {
                return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            }
            catch (HttpRequestException error)
            {
                throw request.Content is null
                    ? new PullException($"There is no emulator at {Address}: {error.Message}", 4, error)
                    : new PullException($"The connection to {Address} was lost while the copy was sent: {error.Message}", inner: error);
            }
        }
    }

    private static async Task<JsonElement?> ReadJsonAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        try
        {
            await response.Content.LoadIntoBufferAsync(cancel);
            using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancel));
            return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task<string> ReadErrorAsync(HttpResponseMessage response, CancellationToken cancel) =>
        await ReadJsonAsync(response, cancel) is { } body ? GetMessage(body) : $"HTTP {(int)response.StatusCode}";

    private static string GetMessage(JsonElement body) =>
        FindError(body) is { } error && SourceRequests.GetText(error, "message") is { } message ? message
            : body.ValueKind == JsonValueKind.Object ? SourceRequests.GetText(body, "detail") ?? "unknown error" : "unknown error";

    /// <summary>In both forms of errors that an emulator can have.</summary>
    private static string? FindField(JsonElement body)
    {
        if (FindError(body) is { } error)
            return error.TryGetProperty("details", out var details) && details.ValueKind == JsonValueKind.Object
                ? SourceRequests.GetText(details, "field") : null;
        return body.ValueKind == JsonValueKind.Object && body.TryGetProperty("detail", out var issues)
            && issues.ValueKind == JsonValueKind.Array && issues.GetArrayLength() > 0
            && issues[0].TryGetProperty("loc", out var place) && place.ValueKind == JsonValueKind.Array
            ? place.EnumerateArray().LastOrDefault().ToString() : null;
    }

    private static JsonElement? FindError(JsonElement body) => body.ValueKind == JsonValueKind.Object
        && body.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object ? error : null;
}

/// <summary>The emulator cannot hold a file.</summary>
internal sealed class RefusedEntryException(string id, string message) : Exception(message)
{
    public string Id => id;
}
