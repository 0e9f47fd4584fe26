using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Scopix.Client;

/// <summary>Sends what the resources ask for: the key, retries, time limits, and every failure as an exception.</summary>
internal sealed class Transport : IDisposable
{
    private readonly HttpClient _http;
    private readonly bool _owned;
    private readonly AuthenticationHeaderValue _key;
    private readonly Retry _retry;

    public Transport(ScopixClientOptions options)
    {
        Options = options;
        _key = OptionsCheck.Key(options);
        Origin = OptionsCheck.Origin(options);
        (_http, _owned) = OptionsCheck.Http(options);
        _retry = new Retry(options);
    }

    public ScopixClientOptions Options { get; }

    /// <summary>What <c>/api/v2</c> and the paths that the service issues are appended to.</summary>
    public string Origin { get; }

    /// <summary>What WebSockets are opened with.</summary>
    public HttpMessageInvoker Invoker => _http;

    public AuthenticationHeaderValue Key => _key;

    /// <summary>Asks for a JSON answer.</summary>
    public Task<T> AskAsync<T>(Ask ask, JsonTypeInfo<T> type, CancellationToken cancel) =>
        _retry.RunAsync(ask.MayRepeat, () => ExchangeAsync(patience => Request(ask, patience), async (response, patience) =>
        {
            if (!response.IsSuccessStatusCode) throw await Failure.OfAsync(response, Options.TimeProvider.GetUtcNow(), patience.Token);
            await using var body = await response.Content.ReadAsStreamAsync(patience.Token);
            return await JsonSerializer.DeserializeAsync(body, type, patience.Token) ?? throw new UnreadableAnswerException("The answer is null.");
        }, cancel), cancel);

    /// <summary>Gets a JSON answer.</summary>
    public Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancel) => AskAsync(new Ask(HttpMethod.Get, path), type, cancel);

    /// <summary>Where a redirect leads; it is not followed, so that no key goes there.</summary>
    public Task<Uri> LocationAsync(string path, CancellationToken cancel) =>
        _retry.RunAsync(true, () => ExchangeAsync(patience => Request(new Ask(HttpMethod.Get, path), patience), async (response, patience) =>
        {
            var asked = new Uri(Origin + path);
            if ((int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } location) return new Uri(asked, location);
            // A handler that follows redirects has been there already.
            if (response.IsSuccessStatusCode && response.RequestMessage?.RequestUri is { } followed && followed != asked) return followed;
            throw response.IsSuccessStatusCode
                ? new UnreadableAnswerException("A redirect was expected.")
                : await Failure.OfAsync(response, Options.TimeProvider.GetUtcNow(), patience.Token);
        }, cancel), cancel);

    /// <summary>A request to storage: no key, and S3's errors. It is sent once.</summary>
    public Task<T> StorageAsync<T>(Func<Patience, HttpRequestMessage> make, Func<HttpResponseMessage, Patience, Task<T>> read, CancellationToken cancel) =>
        ExchangeAsync(make, async (response, patience) =>
        {
            if (!response.IsSuccessStatusCode && (int)response.StatusCode is < 300 or >= 400) throw await StorageFailure.OfAsync(response, Options.TimeProvider.GetUtcNow(), patience.Token);
            return await read(response, patience);
        }, cancel);

    /// <summary>Does something again after failures that may pass.</summary>
    public Task<T> RetryAsync<T>(Func<Task<T>> once, CancellationToken cancel) => _retry.RunAsync(true, once, cancel);

    /// <summary>The pause before another attempt; null when there shall be none.</summary>
    public TimeSpan? PauseAfter(ScopixException failed, int attempt) => attempt <= Options.MaxRetries ? _retry.Pause(failed, attempt) : null;

    public void Dispose()
    {
        if (_owned) _http.Dispose();
    }

    private async Task<T> ExchangeAsync<T>(Func<Patience, HttpRequestMessage> make, Func<HttpResponseMessage, Patience, Task<T>> read, CancellationToken cancel)
    {
        using var patience = new Patience(Options, cancel);
        using var request = make(patience);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            return await read(response, patience);
        }
        catch (OperationCanceledException late) when (!cancel.IsCancellationRequested)
        {
            throw new ScopixTimeoutException($"No answer within {Options.Timeout.TotalSeconds:0.###} seconds from {request.RequestUri?.Host}.", inner: late);
        }
        catch (JsonException unlike)
        {
            throw new UnreadableAnswerException("The answer is not the JSON that was expected.", unlike);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            cancel.ThrowIfCancellationRequested();
            throw new ScopixConnectionException($"The connection to {request.RequestUri?.Host} failed: {broken.Message}", broken);
        }
    }

    private HttpRequestMessage Request(Ask ask, Patience patience)
    {
        var request = new HttpRequestMessage(ask.Method, Origin + ask.Path) { Content = ask.Content?.Invoke(patience) };
        if (!ask.Anonymous) request.Headers.Authorization = _key;
        if (ask.IdempotencyKey is not null) request.Headers.Add("Idempotency-Key", ask.IdempotencyKey);
        // A refusal shall come before the bytes are sent.
        if (request.Content?.Headers.ContentLength > SourceContent.Large) request.Headers.ExpectContinue = true;
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return request;
    }
}
