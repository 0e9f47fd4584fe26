using System.Text.Json;

namespace Scopix.Client;

/// <summary>An event of an upload to log for diagnostics (seed 001, Telemetry).</summary>
public sealed record UploadEvent
{
    /// <summary>The type of the event, e.g. <c>upload_retry</c>; at most 100 characters.</summary>
    public required string EventType { get; init; }

    /// <summary>The message, at most 2000 characters.</summary>
    public required string Message { get; init; }

    /// <summary>Further data, at most 10 KB of JSON.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Data { get; init; }

    /// <summary>The client's time, ISO 8601.</summary>
    public string? Timestamp { get; init; }

    /// <summary>The id of the upload session, at most 100 characters.</summary>
    public string? SessionId { get; init; }

    /// <summary>The position of the file in the session, 0–10000.</summary>
    public int? FileIndex { get; init; }

    /// <summary>The name of the file, at most 500 characters.</summary>
    public string? FileName { get; init; }
}
