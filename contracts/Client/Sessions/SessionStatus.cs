namespace Scopix.Client;

/// <summary>The progress of a session (seed 001, Upload Sessions &amp; Status).</summary>
public sealed record SessionStatus : ScopixRecord
{
    public string SessionId { get; init => field = value ?? ""; } = "";

    public SessionState Status { get; init; }

    public int TotalFiles { get; init; }

    public int CompletedFiles { get; init; }

    public int FailedFiles { get; init; }

    public int SkippedFiles { get; init; }

    public int PendingFiles { get; init; }

    /// <summary>The progress in percent, 0–100.</summary>
    public double ProgressPercentage { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public DateTimeOffset? EstimatedCompletionTime { get; init; }

    public IReadOnlyList<RecentCompletion> RecentCompletions { get; init => field = value ?? []; } = [];

    public IReadOnlyList<RecentError> RecentErrors { get; init => field = value ?? []; } = [];

    public string ResultsUrl { get; init => field = value ?? ""; } = "";

    public string WebsocketChannel { get; init => field = value ?? ""; } = "";
}

/// <summary>A file that was completed recently.</summary>
public sealed record RecentCompletion : ScopixRecord
{
    public string Filename { get; init => field = value ?? ""; } = "";

    public string? FileId { get; init; }

    public ResultStatus Status { get; init; }

    public string? Description { get; init; }

    /// <summary>The processing time in milliseconds.</summary>
    public double? ProcessingTimeMs { get; init; }
}

/// <summary>A file that failed recently.</summary>
public sealed record RecentError : ScopixRecord
{
    public string Filename { get; init => field = value ?? ""; } = "";

    public int Index { get; init; }

    public string Error { get; init => field = value ?? ""; } = "";

    public bool Retryable { get; init; }
}
