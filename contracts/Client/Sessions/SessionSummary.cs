namespace Scopix.Client;

/// <summary>The counts of a session (seed 001, Upload Sessions &amp; Status).</summary>
public sealed record SessionSummary : ScopixRecord
{
    public string SessionId { get; init => field = value ?? ""; } = "";

    public UnifiedStatus OverallStatus { get; init; }

    /// <summary>The progress in percent, 0–100.</summary>
    public double CompletionPercentage { get; init; }

    public SessionCounts Counts { get; init => field = value ?? new(); } = new();

    public DescriptionCounts DescriptionCounts { get; init => field = value ?? new(); } = new();

    public SessionErrors ErrorSummary { get; init => field = value ?? new(); } = new();

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? LastActivityAt { get; init; }
}

/// <summary>A session's files by unified status.</summary>
public sealed record SessionCounts : ScopixRecord
{
    public int Total { get; init; }

    public int Uploading { get; init; }

    public int Confirming { get; init; }

    public int Queued { get; init; }

    public int Processing { get; init; }

    public int Completed { get; init; }

    public int Failed { get; init; }

    public int PartiallyCompleted { get; init; }

    public int Stuck { get; init; }
}

/// <summary>A session's files by the state of their description.</summary>
public sealed record DescriptionCounts : ScopixRecord
{
    public int Pending { get; init; }

    public int Processing { get; init; }

    public int Completed { get; init; }

    public int Failed { get; init; }

    public int Skipped { get; init; }
}

/// <summary>The errors of a session.</summary>
public sealed record SessionErrors : ScopixRecord
{
    public int Count { get; init; }

    public IReadOnlyList<string> Messages { get; init => field = value ?? []; } = [];
}
