using System.Collections.Frozen;
using System.Net;

namespace Scopix.Contracts.Checks.Traffic;

/// <summary>A request of a client and the response of a service, as somebody between the two sees them.</summary>
public sealed class ObservedExchange
{
    /// <summary>When the request began to arrive.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When the response had arrived as a whole.</summary>
    public required DateTimeOffset AnsweredAt { get; init; }

    /// <summary>The verb, in capitals.</summary>
    public required string Method { get; init; }

    /// <summary>The whole address at the service.</summary>
    public required Uri Url { get; init; }

    /// <summary>A number for each API key, so that keys need not be kept; null for a request without a key.</summary>
    public required int? Account { get; init; }

    /// <summary>The media type of the request's body; null without one.</summary>
    public string? RequestType { get; init; }

    /// <summary>The JSON of the request; null for other bodies, and for one that was too long to be kept.</summary>
    public ReadOnlyMemory<byte>? RequestJson { get; init; }

    /// <summary>The outline of the form of the request; null for other bodies.</summary>
    public ObservedForm? Form { get; init; }

    /// <summary>The status of the response.</summary>
    public required int Status { get; init; }

    /// <summary>The headers of the response; their names have no case.</summary>
    public FrozenDictionary<string, string> ResponseHeaders { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The body without its content encoding; null when it was too long to be kept, cut off, or cannot be decoded.</summary>
    public ReadOnlyMemory<byte>? ResponseBody { get; init; }

    /// <summary>The id that the service gave the request; null without one.</summary>
    public string? RequestId => ResponseHeaders.GetValueOrDefault("X-Request-ID");

    /// <summary>The media type of the response, in lower case; null without one.</summary>
    public string? ResponseType => ResponseHeaders.GetValueOrDefault("Content-Type")?.Split(';')[0].Trim().ToLowerInvariant();

    /// <summary>Whether the request is one of the LlamaCloud API, whose refusals have another form.</summary>
    public bool IsLlamaCloud => Url.AbsolutePath.StartsWith("/api/v1/", StringComparison.OrdinalIgnoreCase);

    /// <summary>The parameters of the query in their order, decoded.</summary>
    public IReadOnlyList<(string Name, string Value)> Query => field ??=
    [
        .. Url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2))
            .Select(pair => (WebUtility.UrlDecode(pair[0])!, pair.Length > 1 ? WebUtility.UrlDecode(pair[1])! : "")),
    ];
}
