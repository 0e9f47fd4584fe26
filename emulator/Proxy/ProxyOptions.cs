using Scopix.Contracts.Checks.Comparing;
using Scopix.Emulator.Proxy.Interception;

namespace Scopix.Emulator.Proxy;

/// <summary>The options of a proxy.</summary>
public sealed record ProxyOptions
{
    /// <summary>The default of <see cref="Port"/>.</summary>
    public const int DefaultPort = 8341;

    /// <summary>The default of <see cref="ForwardPort"/>.</summary>
    public const int DefaultForwardPort = 8342;

    /// <summary>The address of the service, e.g. <c>https://api.scopix.ai</c>; a path is put before that of each request.</summary>
    public required Uri Target { get; init; }

    /// <summary>The address to which requests for LlamaCloud (<c>/api/v1</c>) go; null for <see cref="Target"/>.</summary>
    public Uri? LlamaCloudTarget { get; init; }

    /// <summary>The TCP port, at 127.0.0.1 alone; 0 selects a free one.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>
    /// The hosts whose HTTPS is intercepted at <see cref="ForwardPort"/>, for clients whose address cannot be changed; none to open no
    /// such port. Their requests are forwarded like all others.
    /// </summary>
    public IReadOnlyList<string> ForwardHosts { get; init; } = [];

    /// <summary>The TCP port of the HTTPS forward proxy, at 127.0.0.1 alone; 0 selects a free one.</summary>
    public int ForwardPort { get; init; } = DefaultForwardPort;

    /// <summary>
    /// The folder for recordings of the shapes of responses, which have no values; null to record nothing. The responses of an emulator
    /// are not recorded.
    /// </summary>
    public string? RecordFolder { get; init; }

    /// <summary>Whether the journal keeps the JSON of requests and responses, up to 64 KiB each, in memory.</summary>
    public bool KeepsBodies { get; init; }

    /// <summary>The number of requests in the journal, from 0 to 100,000.</summary>
    public int Journal { get; init; } = 1_000;

    /// <summary>Whether an emulator gets the same requests, so that its responses can be compared with those of the service.</summary>
    public bool Shadow { get; init; }

    /// <summary>Is called with each difference of <see cref="Shadow"/> when it is seen for the first time; null for nothing.</summary>
    public Action<DifferenceItem>? FirstDifference { get; init; }

    /// <summary>Is called with each deviation when it is seen for the first time; null for nothing.</summary>
    public Action<DriftItem>? FirstSeen { get; init; }

    /// <summary>Is called when the forward proxy refuses a host for the first time; null for nothing.</summary>
    public Action<string>? FirstRefused { get; init; }

    /// <summary>How long a client of the forward proxy may take to send the head of its CONNECT request.</summary>
    internal TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether a text can be one of <see cref="ForwardHosts"/>: a name in ASCII, no wildcard, no IP address, no port.</summary>
    public static bool IsHostName(string text) => ConnectRequest.IsHostName(text);
}
