using Microsoft.Extensions.Primitives;
using Scopix.Emulator.Control.Faults;
using Scopix.Emulator.Http.Hooks;

namespace Scopix.Emulator.Control.Journal;

/// <summary>One request and its response. Secrets are removed when an entry is shown (<see cref="Redaction"/>).</summary>
internal sealed class JournalEntry
{
    /// <summary>Longer JSON bodies are not stored.</summary>
    public const int MaxBodyBytes = 64 * 1024;

    /// <summary>The estimated memory of an entry without its bodies.</summary>
    private const int BaseBytes = 1024;

    /// <summary>E.g. <c>req_1</c>; numbered when the response begins.</summary>
    public string Id { get; set; } = "";

    /// <summary>By the tenant's clock.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>In ticks of the machine's timer.</summary>
    public required long StartTimestamp { get; init; }

    public required string Method { get; init; }

    /// <summary>From the root, decoded.</summary>
    public required string Path { get; init; }

    /// <summary>Path and query as the client sent them, or <c>*</c>.</summary>
    public required string RequestTarget { get; init; }

    /// <summary>With its question mark, or empty.</summary>
    public required string Query { get; init; }

    public required string Protocol { get; init; }

    public required KeyValuePair<string, StringValues>[] RequestHeaders { get; init; }

    /// <summary>The length in Content-Length, or that of the JSON that was read.</summary>
    public long? RequestBytes { get; set; }

    /// <summary>Null for storage.</summary>
    public string? RequestId { get; init; }

    /// <summary>Null when there was none or it was too long.</summary>
    public ReadOnlyMemory<byte>? RequestBody { get; set; }

    public SentForm? RequestForm { get; set; }

    public string? Operation { get; set; }

    /// <summary>The evidence that the response rests on.</summary>
    public string? Evidence { get; set; }

    /// <summary>Documented input that had no effect, separated by commas.</summary>
    public string? Ignored { get; set; }

    /// <summary>What the response's X-Emulator-Hint says.</summary>
    public string? Hint { get; set; }

    /// <summary>Null when the client received no response.</summary>
    public int? Status { get; set; }

    public KeyValuePair<string, StringValues>[] ResponseHeaders { get; set; } = [];

    public long? ResponseBytes { get; set; }

    /// <summary>The JSON; null when the body is not JSON or too long.</summary>
    public JsonBody? ResponseBody { get; set; }

    /// <summary>Real time until the response began.</summary>
    public TimeSpan Duration { get; set; }

    public FaultRule? Fault { get; set; }

    /// <summary>True when the fault made or changed the response, so that it does not count as coverage. Latency alone does not.</summary>
    public bool IsFaulted => Fault?.Definition is { } definition
        && (definition.Status is not null || definition.Reset is { IsSet: true } || definition.TruncateBytes is not null
            || definition.Corrupt == true || ResponseEditor.IsEdit(definition));

    public bool IsRecorded { get; set; }

    public bool IsCoverageCounted { get; set; }

    public int EstimatedBytes => BaseBytes + ((Query.Length + RequestTarget.Length) * 2) + (RequestBody?.Length ?? 0)
        + (ResponseBody?.Length ?? 0) + (RequestForm?.EstimatedBytes ?? 0);
}
