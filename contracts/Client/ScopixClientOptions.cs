namespace Scopix.Client;

/// <summary>
/// Options of a client. The defaults are those of the Python SDK (public: SDK, Client Configuration) where it has the option.
/// </summary>
public sealed class ScopixClientOptions
{
    /// <summary>The API key, <c>scopix_…</c>.</summary>
    public required string ApiKey { get; init; }

    /// <summary>The service's address, with or without <c>/api/v2</c> at the end.</summary>
    public Uri BaseUrl { get; init; } = new("https://api.scopix.ai/api/v2");

    /// <summary>Allows the key to be sent over plain http to other hosts than this machine.</summary>
    public bool AllowInsecureTransport { get; init; }

    /// <summary>How long one attempt may make no progress: no response, or no further byte of a transfer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>Retries after the first attempt, 0 or more.</summary>
    public int MaxRetries { get; init; } = 3;

    /// <summary>The pause before the first retry; it doubles with each retry, and half of it is random.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause that the client chooses by itself.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest Retry-After that the client waits for; with a longer one the request fails at once.</summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// The first pause between two polls; it grows by half each time, up to 15 seconds, or stays the same when it is longer.
    /// </summary>
    public TimeSpan PollingInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the client polls for a result.</summary>
    public TimeSpan PollingTimeout { get; init; } = TimeSpan.FromSeconds(360);

    /// <summary>The clock for pauses, timeouts and Retry-After dates.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The source of randomness for pauses; seed it for repeatable runs.</summary>
    public Random? Jitter { get; init; }

    /// <summary>The handler that sends requests; it must not follow redirects. The client does not dispose of it.</summary>
    public HttpMessageHandler? HttpMessageHandler { get; init; }

    /// <summary>
    /// The HTTP client that sends requests, instead of a handler. It must have no Authorization header of its own, since storage
    /// would receive it. The client does not dispose of it.
    /// </summary>
    public HttpClient? HttpClient { get; init; }
}
