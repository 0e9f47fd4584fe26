namespace Scopix.Emulator.Proxy;

/// <summary>The options of a proxy.</summary>
public sealed record ProxyOptions
{
    /// <summary>The default of <see cref="Port"/>.</summary>
    public const int DefaultPort = 8341;

    /// <summary>The address of the service, e.g. <c>https://api.scopix.ai</c>; a path is put before that of each request.</summary>
    public required Uri Target { get; init; }

    /// <summary>The address to which requests for LlamaCloud (<c>/api/v1</c>) go; null for <see cref="Target"/>.</summary>
    public Uri? LlamaCloudTarget { get; init; }

    /// <summary>The TCP port, at 127.0.0.1 alone; 0 selects a free one.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>
    /// The folder for recordings of the shapes of responses, which have no values; null to record nothing. The responses of an emulator
    /// are not recorded.
    /// </summary>
    public string? RecordFolder { get; init; }

    /// <summary>Whether the journal keeps the JSON of requests and responses, up to 64 KiB each, in memory.</summary>
    public bool KeepsBodies { get; init; }

    /// <summary>The number of requests in the journal, from 0 to 100,000.</summary>
    public int Journal { get; init; } = 1_000;

    /// <summary>Is called with each deviation when it is seen for the first time; null for nothing.</summary>
    public Action<DriftItem>? FirstSeen { get; init; }
}
