using Microsoft.Extensions.Primitives;
using Scopix.Emulator.Control.Faults;
using Scopix.Emulator.Http.Hooks;

namespace Scopix.Emulator.Control.Journal;

/// <summary>
/// One request and its answer, as they were; what must not be shown is taken out when it is shown (<see cref="Redaction"/>).
/// </summary>
internal sealed class JournalEntry
{
    /// <summary>A JSON body is kept up to this length, in bytes.</summary>
    public const int MaxBodyBytes = 64 * 1024;

    /// <summary>What an entry is counted as beside its bodies, in bytes.</summary>
    private const int BaseBytes = 1024;

    /// <summary>Its id, e.g. <c>req_1</c>; numbered as answers begin.</summary>
    public string Id { get; set; } = "";

    /// <summary>When it came, by the tenant's clock.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When it came, in ticks of the machine.</summary>
    public required long StartTimestamp { get; init; }

    /// <summary>The verb.</summary>
    public required string Method { get; init; }

    /// <summary>The path from the root, decoded.</summary>
    public required string Path { get; init; }

    /// <summary>Path and query as the client wrote them, or <c>*</c>.</summary>
    public required string RequestTarget { get; init; }

    /// <summary>The query with its question mark, or an empty text.</summary>
    public required string Query { get; init; }

    /// <summary>E.g. <c>HTTP/1.1</c>.</summary>
    public required string Protocol { get; init; }

    /// <summary>The headers that came, without the value of Authorization.</summary>
    public required KeyValuePair<string, StringValues>[] RequestHeaders { get; init; }

    /// <summary>The body's length as the client announced it, or as JSON was read.</summary>
    public long? RequestBytes { get; set; }

    /// <summary>The id of the request; null for storage.</summary>
    public string? RequestId { get; init; }

    /// <summary>The JSON body that was read; null when there was none or it was too long.</summary>
    public ReadOnlyMemory<byte>? RequestBody { get; set; }

    /// <summary>The form that was read: texts by name, files by part.</summary>
    public SentForm? RequestForm { get; set; }

    /// <summary>The operation's id; null when no operation was found.</summary>
    public string? Operation { get; set; }

    /// <summary>The tier that the answer rests on.</summary>
    public string? Evidence { get; set; }

    /// <summary>Documented input that had no effect, with commas between.</summary>
    public string? Ignored { get; set; }

    /// <summary>The answer's status; null when the client got none.</summary>
    public int? Status { get; set; }

    /// <summary>The answer's headers.</summary>
    public KeyValuePair<string, StringValues>[] ResponseHeaders { get; set; } = [];

    /// <summary>The answer's length as it was announced.</summary>
    public long? ResponseBytes { get; set; }

    /// <summary>The answer's JSON; null when it was none or too long.</summary>
    public byte[]? ResponseBody { get; set; }

    /// <summary>Real time from the request to the beginning of its answer.</summary>
    public TimeSpan Duration { get; set; }

    /// <summary>The fault that acted on it; null for none.</summary>
    public FaultRule? Fault { get; set; }

    /// <summary>True when the fault made or spoilt the answer: it earns no coverage. Latency alone does neither.</summary>
    public bool IsFaulted => Fault?.Definition is { } definition
        && (definition.Status is not null || definition.Reset == true || definition.TruncateBytes is not null
            || definition.Corrupt == true);

    /// <summary>True once it was added to a journal.</summary>
    public bool IsRecorded { get; set; }

    /// <summary>True once its coverage was counted.</summary>
    public bool IsCoverageCounted { get; set; }

    /// <summary>About how much memory it takes, in bytes.</summary>
    public int EstimatedBytes => BaseBytes + ((Query.Length + RequestTarget.Length) * 2) + (RequestBody?.Length ?? 0)
        + (ResponseBody?.Length ?? 0) + (RequestForm?.EstimatedBytes ?? 0);
}
