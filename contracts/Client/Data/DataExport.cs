namespace Scopix.Client;

/// <summary>An export of the history (seed 004, Data Export); its URL is valid for an hour.</summary>
public sealed record DataExport : ScopixRecord
{
    public string ExportId { get; init => field = value ?? ""; } = "";

    public ProcessingState Status { get; init; }

    public string? DownloadUrl { get; init; }

    public int? RecordCount { get; init; }

    public DataExportFormat Format { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? EstimatedCompletionTime { get; init; }

    public string? ErrorMessage { get; init; }
}
