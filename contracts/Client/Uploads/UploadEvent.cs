using System.Text.Json;

namespace Scopix.Client;

/// <summary>An event of an upload to log for diagnostics (seed 001, Telemetry).</summary>
public sealed record UploadEvent
{
    /// <summary>At most 100 characters, e.g. <c>upload_retry</c>.</summary>
    public required string EventType { get; init; }

    /// <summary>At most 2000 characters.</summary>
    public required string Message { get; init; }

    /// <summary>At most 10 KB of JSON.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Data { get; init; }

    /// <summary>The client's time, ISO 8601.</summary>
    public string? Timestamp { get; init; }

    /// <summary>At most 100 characters.</summary>
    public string? SessionId { get; init; }

    /// <summary>0–10000.</summary>
    public int? FileIndex { get; init; }

    /// <summary>At most 500 characters.</summary>
    public string? FileName { get; init; }
}
