namespace Scopix.Client;

/// <summary>
/// How a client reaches the service. Defaults are those of the Python SDK (public: SDK, Client Configuration) where it has the
/// option.
/// </summary>
public sealed class ScopixClientOptions
{
    /// <summary>The API key, <c>scopix_…</c>.</summary>
    public required string ApiKey { get; init; }

    /// <summary>The service's address, with or without <c>/api/v2</c> at the end.</summary>
    public Uri BaseUrl { get; init; } = new("https://api.scopix.ai/api/v2");

    /// <summary>Lets a key travel over plain http to other hosts than this machine.</summary>
    public bool AllowInsecureTransport { get; init; }

    /// <summary>How long one attempt may be without progress: no answer, or no byte more of a transfer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>Attempts after the first, 0 or more.</summary>
    public int MaxRetries { get; init; } = 3;

    /// <summary>The pause before the first retry; it doubles with each, and half of it is left to chance.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause that this client chooses itself.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest Retry-After that is waited for; a longer one fails at once.</summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The pause between two polls at first; it grows by half each time, up to 15 seconds or itself.</summary>
    public TimeSpan PollingInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a result is polled for.</summary>
    public TimeSpan PollingTimeout { get; init; } = TimeSpan.FromSeconds(360);

    /// <summary>The time that pauses, timeouts and Retry-After dates go by.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The chance in pauses; seed it for repeatable runs.</summary>
    public Random? Jitter { get; init; }

    /// <summary>What sends requests; it must not follow redirects by itself. The client does not dispose of it.</summary>
    public HttpMessageHandler? HttpMessageHandler { get; init; }

    /// <summary>
    /// What sends requests, instead of a handler. It must not carry an Authorization header of its own: storage would get it.
    /// The client does not dispose of it.
    /// </summary>
    public HttpClient? HttpClient { get; init; }
}
