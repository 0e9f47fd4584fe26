namespace Scopix.Client;

/// <summary>A page of upload sessions, the newest first (seed 001, Upload Sessions &amp; Status).</summary>
public sealed record SessionList : ScopixRecord
{
    public IReadOnlyList<SessionListItem> Items { get; init => field = value ?? []; } = [];

    public int TotalCount { get; init; }

    public int Limit { get; init; }

    public int Offset { get; init; }

    public bool HasMore { get; init; }
}

/// <summary>A page of the results of a session's files.</summary>
public sealed record SessionResults : ScopixRecord
{
    public string SessionId { get; init => field = value ?? ""; } = "";

    public IReadOnlyList<SessionResult> Results { get; init => field = value ?? []; } = [];

    public int TotalCount { get; init; }

    public int Offset { get; init; }

    public int Limit { get; init; }

    public bool HasMore { get; init; }

    public SessionResultCounts Summary { get; init => field = value ?? new(); } = new();
}

/// <summary>A session in a list.</summary>
public sealed record SessionListItem : ScopixRecord
{
    public string SessionId { get; init => field = value ?? ""; } = "";

    public SessionState Status { get; init; }

    public string UploadMethod { get; init => field = value ?? ""; } = "";

    public int TotalFiles { get; init; }

    public int CompletedFiles { get; init; }

    public int FailedFiles { get; init; }

    public int SkippedFiles { get; init; }

    /// <summary>The progress in percent, 0–100.</summary>
    public double ProgressPercentage { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }
}

/// <summary>The result of one file of a session.</summary>
public sealed record SessionResult : ScopixRecord
{
    public string? FileId { get; init; }

    public string Filename { get; init => field = value ?? ""; } = "";

    public ResultStatus Status { get; init; }

    public string? Description { get; init; }

    public string? VisibleText { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>The processing time in milliseconds.</summary>
    public double? ProcessingTimeMs { get; init; }

    public string? ErrorMessage { get; init; }

    public string? ThumbnailUrl { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }
}

/// <summary>A session's files by outcome.</summary>
public sealed record SessionResultCounts : ScopixRecord
{
    public int TotalFiles { get; init; }

    public int Completed { get; init; }

    public int Failed { get; init; }

    public int Skipped { get; init; }
}
