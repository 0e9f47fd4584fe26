namespace Scopix.Client;

/// <summary>
/// Options of a client, which takes a copy of them. The defaults are those of the Python SDK (public: SDK, Client Configuration)
/// where it has the option.
/// </summary>
public sealed class ScopixClientOptions
{
    /// <summary>The API key, <c>scopix_…</c>.</summary>
    public required string ApiKey { get; set; }

    /// <summary>The service's address, with or without <c>/api/v2</c> at the end.</summary>
    public Uri BaseUrl { get; set; } = new("https://api.scopix.ai/api/v2");

    /// <summary>Allows the key to be sent over plain http to other hosts than this machine.</summary>
    public bool AllowInsecureTransport { get; set; }

    /// <summary>How long one attempt may make no progress: no response, or no further byte of a transfer.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(300);

    /// <summary>Retries after the first attempt, 0 or more.</summary>
    public int MaxRetries { get; set; } = 3;

    /// <summary>The pause before the first retry; it doubles with each retry, and half of it is random.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause that the client chooses by itself.</summary>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest Retry-After that the client waits for; with a longer one the request fails at once.</summary>
    public TimeSpan MaxRetryAfter { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// The first pause between two polls; it grows by half each time, up to 15 seconds, or stays the same when it is longer.
    /// </summary>
    public TimeSpan PollingInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the client polls for a result.</summary>
    public TimeSpan PollingTimeout { get; set; } = TimeSpan.FromSeconds(360);

    /// <summary>The clock for pauses, timeouts and Retry-After dates.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>The source of randomness for pauses; seed it for repeatable runs.</summary>
    public Random? Jitter { get; set; }

    /// <summary>The handler that sends requests; it must not follow redirects. The client does not dispose of it.</summary>
    public HttpMessageHandler? HttpMessageHandler { get; set; }

    /// <summary>
    /// The HTTP client that sends requests, instead of a handler. It must have no Authorization header of its own, since storage
    /// would receive it. The client does not dispose of it.
    /// </summary>
    public HttpClient? HttpClient { get; set; }

    /// <summary>
    /// Is called before each pause after which the client sends a request again, for example to log it. What it throws ends the call.
    /// </summary>
    public Action<RetryAttempt>? Retrying { get; set; }

    /// <summary>Checks the options, as a client does that is created with them.</summary>
    /// <exception cref="ArgumentException">An option is invalid; the message never contains the key.</exception>
    public void Validate()
    {
        ClientConfiguration.CreateAuthorization(this);
        ClientConfiguration.ParseOrigin(this);
        ClientConfiguration.ValidateHttpClient(this);
    }

    internal ScopixClientOptions Copy() => (ScopixClientOptions)MemberwiseClone();
}
