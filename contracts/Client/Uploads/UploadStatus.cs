namespace Scopix.Client;

/// <summary>The unified status of a file's upload and processing (seed 001, Upload Sessions &amp; Status).</summary>
public sealed record UploadStatus : ScopixRecord
{
    public string FileId { get; init => field = value ?? ""; } = "";

    public string? SessionId { get; init; }

    public UnifiedStatus UnifiedStatus { get; init; }

    public ComponentStatuses ComponentStatuses { get; init => field = value ?? new(); } = new();

    public IReadOnlyList<string> ProcessingIds { get; init => field = value ?? []; } = [];

    public string? ErrorMessage { get; init; }

    public DateTimeOffset? LastErrorAt { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset LastUpdatedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public int RetryCount { get; init; }

    public double? ProcessingDurationSeconds { get; init; }

    public bool IsStuck { get; init; }

    public bool IsTerminal { get; init; }
}

/// <summary>A list of uploads without progress.</summary>
public sealed record StuckUploadList : ScopixRecord
{
    public int StuckCount { get; init; }

    public IReadOnlyList<UploadStatus> Images { get; init => field = value ?? []; } = [];
}

/// <summary>A telemetry event that was logged.</summary>
public sealed record LogEventResult : ScopixRecord
{
    public string Status { get; init => field = value ?? ""; } = "";

    public DateTimeOffset Timestamp { get; init; }
}

/// <summary>The state of each part of the processing.</summary>
public sealed record ComponentStatuses : ScopixRecord
{
    public DescriptionStatus? VariantStatus { get; init; }

    public DescriptionStatus? DescriptionStatus { get; init; }

    public string? UploadStatus { get; init; }

    public string? ProcessingStatus { get; init; }
}
