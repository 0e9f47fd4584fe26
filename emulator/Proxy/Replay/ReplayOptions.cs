using Scopix.Contracts.Checks.Comparing;

namespace Scopix.Emulator.Proxy.Replay;

/// <summary>What is sent again, and where.</summary>
public sealed record ReplayOptions
{
    /// <summary>The HTTP Archive.</summary>
    public required string File { get; init; }

    /// <summary>The address of the server, e.g. <c>https://api.scopix.ai</c>.</summary>
    public required Uri Target { get; init; }

    /// <summary>The address for LlamaCloud's operations; null for <see cref="Target"/>.</summary>
    public Uri? LlamaCloudTarget { get; init; }

    /// <summary>The key for Scopix; null when the recording needs none.</summary>
    public string? Key { get; init; }

    /// <summary>The key for LlamaCloud; null when the recording needs none.</summary>
    public string? LlamaCloudKey { get; init; }

    /// <summary>The folder with the bytes of the uploaded files, by their names; null to leave uploads out.</summary>
    public string? Files { get; init; }

    /// <summary>
    /// Whether requests are sent that change or delete resources which the replay itself has not created, such as files of the account.
    /// </summary>
    public bool AllowsChanges { get; init; }

    /// <summary>Is called with each difference when it is seen for the first time; null for nothing.</summary>
    public Action<DifferenceItem>? FirstDifference { get; init; }

    /// <summary>Is called for each request that got no response, with the request and the reason; null for nothing.</summary>
    public Action<string>? Failed { get; init; }
}
