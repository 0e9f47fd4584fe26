using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Scopix.Client;

/// <summary>Sends requests with the key, retries and time limits, and turns every failure into an exception.</summary>
internal sealed class HttpSender : IDisposable
{
    private readonly HttpClient _http;
    private readonly bool _ownsHttpClient;
    private readonly AuthenticationHeaderValue _authorization;
    private readonly RetryPolicy _retryPolicy;
    private readonly Uri _server;

    public HttpSender(ScopixClientOptions options)
    {
        Options = options = options.Copy();
        _authorization = ClientConfiguration.CreateAuthorization(options);
        Origin = ClientConfiguration.ParseOrigin(options);
        _server = new Uri(Origin);
        (_http, _ownsHttpClient) = ClientConfiguration.CreateHttpClient(options);
        _retryPolicy = new RetryPolicy(options);
    }

    public ScopixClientOptions Options { get; }

    /// <summary>The base of <c>/api/v2</c> and of the paths that the service returns.</summary>
    public string Origin { get; }

    public HttpMessageInvoker Invoker => _http;

    public AuthenticationHeaderValue Authorization => _authorization;

    /// <summary>Sends a request whose response is JSON.</summary>
    public Task<T> SendAsync<T>(ApiRequest apiRequest, JsonTypeInfo<T> type, CancellationToken cancel) =>
        CallAsync(apiRequest, async (response, idleTimeout) =>
        {
            if (!response.IsSuccessStatusCode)
                throw await ErrorDetails.ReadExceptionAsync(response, Options.TimeProvider.GetUtcNow(), idleTimeout.Token);
            await using var body = await response.Content.ReadAsStreamAsync(idleTimeout.Token);
            return await JsonSerializer.DeserializeAsync(body, type, idleTimeout.Token)
                ?? throw new UnexpectedResponseException("The response is null.");
        }, cancel);

    /// <summary>Gets JSON.</summary>
    public Task<T> GetAsync<T>(string operation, string path, JsonTypeInfo<T> type, CancellationToken cancel) =>
        SendAsync(new ApiRequest(operation, HttpMethod.Get, path), type, cancel);

    /// <summary>The location of a redirect, which is not followed, so that the key is not sent there.</summary>
    public Task<Uri> GetRedirectLocationAsync(string operation, string path, CancellationToken cancel) =>
        CallAsync(new ApiRequest(operation, HttpMethod.Get, path), async (response, idleTimeout) =>
        {
            var requestUrl = new Uri(Origin + path);
            if ((int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } location)
                return new Uri(requestUrl, location);
            // The handler has followed the redirect itself.
            if (response.IsSuccessStatusCode && response.RequestMessage?.RequestUri is { } followed && followed != requestUrl)
                return followed;
            throw response.IsSuccessStatusCode
                ? new UnexpectedResponseException("A redirect was expected.")
                : await ErrorDetails.ReadExceptionAsync(response, Options.TimeProvider.GetUtcNow(), idleTimeout.Token);
        }, cancel);

    /// <summary>Sends a request to storage once, without the key; errors are S3's.</summary>
    public Task<T> SendToStorageAsync<T>(
        Func<IdleTimeout, HttpRequestMessage> createRequest, Func<HttpResponseMessage, IdleTimeout, Task<T>> readResponse,
        CancellationToken cancel) =>
        ExchangeAsync(createRequest, async (response, idleTimeout) =>
        {
            if (!response.IsSuccessStatusCode && (int)response.StatusCode is < 300 or >= 400)
                throw await StorageErrorReader.ReadExceptionAsync(response, Options.TimeProvider.GetUtcNow(), idleTimeout.Token);
            return await readResponse(response, idleTimeout);
        }, cancel);

    /// <summary>Repeats an action after failures that may pass.</summary>
    public Task<T> RetryAsync<T>(string operation, Func<Task<T>> attemptAsync, CancellationToken cancel) =>
        _retryPolicy.ExecuteAsync(operation, null, true, attemptAsync, cancel);

    /// <summary>Reports a retry, and waits until it is due.</summary>
    public Task WaitForRetryAsync(RetryAttempt retry, CancellationToken cancel) => _retryPolicy.WaitAsync(retry, null, cancel);

    /// <summary>The pause before the next attempt; null when there is none.</summary>
    public TimeSpan? GetRetryDelay(ScopixException exception, int attempt) =>
        attempt <= Options.MaxRetries ? _retryPolicy.GetDelay(exception, attempt) : null;

    public void Dispose()
    {
        if (_ownsHttpClient) _http.Dispose();
    }

    /// <summary>Calls an operation, with retries.</summary>
    private async Task<T> CallAsync<T>(
        ApiRequest apiRequest, Func<HttpResponseMessage, IdleTimeout, Task<T>> readResponse, CancellationToken cancel)
    {
        using var activity = CallActivity.Start(apiRequest.Operation, _server);
        try
        {
            return await _retryPolicy.ExecuteAsync(apiRequest.Operation, activity, apiRequest.CanRetry,
                () => ExchangeAsync(idleTimeout => CreateRequest(apiRequest, idleTimeout), readResponse, cancel), cancel);
        }
        catch (Exception exception)
        {
            CallActivity.SetFailed(activity, exception);
            throw;
        }
    }

    private async Task<T> ExchangeAsync<T>(
        Func<IdleTimeout, HttpRequestMessage> createRequest, Func<HttpResponseMessage, IdleTimeout, Task<T>> readResponse,
        CancellationToken cancel)
    {
        using var idleTimeout = new IdleTimeout(Options, cancel);
        using var request = createRequest(idleTimeout);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, idleTimeout.Token);
            return await readResponse(response, idleTimeout);
        }
        catch (OperationCanceledException exception) when (!cancel.IsCancellationRequested)
        {
            throw new ScopixTimeoutException(
                $"No response within {Options.Timeout.TotalSeconds:0.###} seconds from {request.RequestUri?.Host}.", inner: exception);
        }
        catch (JsonException exception)
        {
            throw new UnexpectedResponseException("The response is not the expected JSON.", exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            cancel.ThrowIfCancellationRequested();
            throw new ScopixConnectionException($"The connection to {request.RequestUri?.Host} failed: {exception.Message}", exception);
        }
    }

    private HttpRequestMessage CreateRequest(ApiRequest apiRequest, IdleTimeout idleTimeout)
    {
        var request =
            new HttpRequestMessage(apiRequest.Method, Origin + apiRequest.Path) { Content = apiRequest.Content?.Invoke(idleTimeout) };
        if (!apiRequest.IsAnonymous) request.Headers.Authorization = _authorization;
        if (apiRequest.IdempotencyKey is not null) request.Headers.Add("Idempotency-Key", apiRequest.IdempotencyKey);
        // Lets the service refuse the request before the bytes are sent.
        if (request.Content?.Headers.ContentLength > UploadSourceContent.ExpectContinueThreshold) request.Headers.ExpectContinue = true;
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return request;
    }
}
