namespace Scopix.Client;

/// <summary>A section of the configuration: the options of <see cref="ScopixClientOptions"/> that are values.</summary>
internal sealed class ClientOptionsSection
{
    public string? ApiKey { get; set; }

    public string? BaseUrl { get; set; }

    public bool? AllowInsecureTransport { get; set; }

    public TimeSpan? Timeout { get; set; }

    public int? MaxRetries { get; set; }

    public TimeSpan? RetryDelay { get; set; }

    public TimeSpan? MaxRetryDelay { get; set; }

    public TimeSpan? MaxRetryAfter { get; set; }

    public TimeSpan? PollingInterval { get; set; }

    public TimeSpan? PollingTimeout { get; set; }
}
