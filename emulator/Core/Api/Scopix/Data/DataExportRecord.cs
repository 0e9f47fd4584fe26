using Scopix.Emulator.Engine;
using Scopix.Emulator.Http;

namespace Scopix.Emulator.Api.Scopix.Data;

/// <summary>
/// An export of the history as it is kept. Its bytes are written when it is asked for; its stage says when they are shown.
/// </summary>
internal sealed record DataExportRecord
{
    /// <summary>The only stage.</summary>
    public const string StageName = "export";

    /// <summary>
    /// How long an export can be fetched once it is completed (assumed): each status read signs a URL of at most an hour.
    /// </summary>
    public static readonly TimeSpan Retention = TimeSpan.FromHours(24);

    private static readonly TimeSpan MaxUrlLifetime = TimeSpan.FromHours(1);

    /// <summary>UUID, lower case.</summary>
    public required string Id { get; init; }

    /// <summary>csv, json or jsonl.</summary>
    public required string Format { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Where its bytes are; null when there were too many records.</summary>
    public string? ObjectKey { get; init; }

    /// <summary>Records in it.</summary>
    public int RecordCount { get; init; }

    /// <summary>When it is completed or fails.</summary>
    public required Stage Stage { get; init; }

    /// <summary>pending, processing, completed or failed (seed 004); one that waits for a clock that went back is pending.</summary>
    [JsonIgnore]
    public string Status => Stage.Status == ComponentStatus.Queued ? ComponentStatus.Pending : Stage.Status;

    /// <summary>Until when it can be fetched; null while it is held.</summary>
    [JsonIgnore]
    public DateTimeOffset? ExpiresAt => Stage.ReleasedAt?.AddMilliseconds(Stage.DurationMs) + Retention;

    /// <summary>The stage of a new export (durations are ours: assumed).</summary>
    public static Stage CreateStage(PipelineMode mode, DateTimeOffset now, string? error) => new()
    {
        Name = StageName,
        DurationMs = mode switch { PipelineMode.Instant => 0, PipelineMode.Realistic => 8_000, _ => 300 },
        ReleasedAt = mode == PipelineMode.Manual ? null : now,
        Failure = error is null ? null : new StageFailure(error, "resource_limit"),
    };

    /// <summary>The export as it is at a moment.</summary>
    public DataExportRecord AsOf(DateTimeOffset now) => this with { Stage = Stage.Advance([Stage], now).Stages[0] };

    /// <summary>What its URL is good for at a moment; null when it is not completed, or can be fetched no more.</summary>
    public TimeSpan? GetUrlLifetime(DateTimeOffset now)
    {
        if (Stage.Status != ComponentStatus.Completed || ObjectKey is null) return null;
        var left = ExpiresAt!.Value - now;
        return left >= MaxUrlLifetime ? MaxUrlLifetime : left >= TimeSpan.FromSeconds(1) ? left : null;
    }
}

/// <summary>The table of the history's exports.</summary>
internal static class DataExportStore
{
    /// <summary>Adds or changes an export, and lets its bytes go when it can be fetched no more.</summary>
    public static DataExportRecord Save(Transaction transaction, DataExportRecord export)
    {
        transaction.Db.Execute("INSERT OR REPLACE INTO data_exports VALUES ($1, $2)", export.Id,
            JsonSerializer.Serialize(export, ScopixJsonContext.Shared.DataExportRecord));
        if (export.ObjectKey is { } key) ExpiringObjects.SetExpiry(transaction, key, export.ExpiresAt);
        return export;
    }

    /// <summary>An export as it is at the turn's moment.</summary>
    /// <exception cref="ApiError">There is none: 404.</exception>
    public static DataExportRecord Get(
        Transaction transaction, string id) => transaction.Db.QueryText("SELECT doc FROM data_exports WHERE id = $1", id) is { } doc
        ? JsonSerializer.Deserialize(doc, ScopixJsonContext.Shared.DataExportRecord)!.AsOf(transaction.Now)
        : throw ApiError.NotFound("Export");
}
