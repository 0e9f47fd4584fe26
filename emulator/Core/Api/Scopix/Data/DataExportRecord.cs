namespace Scopix.Emulator.Api.Scopix.Data;

/// <summary>
/// A stored export of the description history. Its bytes are written during the request; its stage says when they are revealed.
/// </summary>
internal sealed record DataExportRecord
{
    public const string StageName = "export";

    /// <summary>
    /// How long a completed export can be downloaded (assumed). Each status request signs a URL for at most an hour.
    /// </summary>
    public static readonly TimeSpan Retention = TimeSpan.FromHours(24);

    private static readonly TimeSpan MaxUrlLifetime = TimeSpan.FromHours(1);

    /// <summary>UUID, lower case.</summary>
    public required string Id { get; init; }

    /// <summary>csv, json or jsonl.</summary>
    public required string Format { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null when there were too many records.</summary>
    public string? ObjectKey { get; init; }

    public int RecordCount { get; init; }
    public required Stage Stage { get; init; }

    /// <summary>pending, processing, completed or failed (seed 004); pending also while it waits because the clock was set back.</summary>
    [JsonIgnore]
    public string Status => Stage.Status == ComponentStatus.Queued ? ComponentStatus.Pending : Stage.Status;

    [JsonIgnore]
    public DateTimeOffset? ExpiresAt => Stage.ReleasedAt?.AddMilliseconds(Stage.DurationMs) + Retention;

    /// <summary>The durations are assumed.</summary>
    public static Stage CreateStage(PipelineMode mode, DateTimeOffset now, string? error) => new()
    {
        Name = StageName,
        DurationMs = mode switch { PipelineMode.Instant => 0, PipelineMode.Realistic => 8_000, _ => 300 },
        ReleasedAt = mode == PipelineMode.Manual ? null : now,
        Failure = error is null ? null : new StageFailure(error, "resource_limit"),
    };

    public DataExportRecord AsOf(DateTimeOffset now) => this with { Stage = Stage.Advance([Stage], now).Stages[0] };

    /// <summary>The lifetime of a URL signed at a time; null when the export is not completed or has expired.</summary>
    public TimeSpan? GetUrlLifetime(DateTimeOffset now)
    {
        if (Stage.Status != ComponentStatus.Completed || ObjectKey is null) return null;
        var left = ExpiresAt!.Value - now;
        return left >= MaxUrlLifetime ? MaxUrlLifetime : left >= TimeSpan.FromSeconds(1) ? left : null;
    }
}

internal static class DataExportStore
{
    /// <summary>Saves an export and schedules the deletion of its bytes at its expiry.</summary>
    public static DataExportRecord Save(Transaction transaction, DataExportRecord export)
    {
        transaction.Db.Execute("INSERT OR REPLACE INTO data_exports VALUES ($1, $2)", export.Id,
            JsonSerializer.Serialize(export, ScopixJsonContext.Shared.DataExportRecord));
        if (export.ObjectKey is { } key) ExpiringObjects.SetExpiry(transaction, key, export.ExpiresAt);
        return export;
    }

    /// <summary>An export at the transaction's time.</summary>
    /// <exception cref="ApiError">There is none: 404.</exception>
    public static DataExportRecord Get(Transaction transaction, string id) =>
        transaction.Db.QueryText("SELECT doc FROM data_exports WHERE id = $1", id) is { } doc
        ? Parse(doc, transaction.Now)
        : throw ApiError.NotFound("Export");

    /// <summary>The exports that have not ended at the transaction's time.</summary>
    public static IEnumerable<DataExportRecord> ListUnfinished(Transaction transaction) =>
        transaction.Db.Query("SELECT doc FROM data_exports ORDER BY id", row => Parse(row.GetString(0), transaction.Now))
            .Where(export => !ComponentStatus.IsTerminal(export.Stage.Status));

    private static DataExportRecord Parse(string doc, DateTimeOffset now) =>
        JsonSerializer.Deserialize(doc, ScopixJsonContext.Shared.DataExportRecord)!.AsOf(now);
}
