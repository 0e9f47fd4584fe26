namespace Scopix.Client;

/// <summary>The state of an intent (seed 001, Presigned &amp; Multipart Upload).</summary>
public sealed record DirectUploadState : ScopixRecord
{
    public string UploadId { get; init => field = value ?? ""; } = "";

    public UploadMode UploadMode { get; init; }

    public DirectUploadStatus Status { get; init; }

    public MediaType MediaType { get; init; }

    public string ObjectKey { get; init => field = value ?? ""; } = "";

    public string Filename { get; init => field = value ?? ""; } = "";

    /// <summary>The size in bytes.</summary>
    public long SizeBytes { get; init; }

    public int? TotalParts { get; init; }

    public int? PartsConfirmed { get; init; }

    /// <summary>The progress in percent, 0–100; null for a single-shot upload.</summary>
    public double? ProgressPercent { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    public string? ErrorMessage { get; init; }
}

/// <summary>A part that was confirmed.</summary>
public sealed record ConfirmPartResult : ScopixRecord
{
    public string UploadId { get; init => field = value ?? ""; } = "";

    public int PartNumber { get; init; }

    public int PartsConfirmed { get; init; }

    public int TotalParts { get; init; }

    /// <summary>The progress in percent, 0–100; null for a single-shot upload.</summary>
    public double ProgressPercent { get; init; }
}

/// <summary>A new URL for a part.</summary>
public sealed record RetryPartResult : ScopixRecord
{
    public string UploadId { get; init => field = value ?? ""; } = "";

    public int PartNumber { get; init; }

    public string Url { get; init => field = value ?? ""; } = "";

    public DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>A completed direct upload; the processing of its file is queued.</summary>
public sealed record CompleteUploadResult : ScopixRecord
{
    public string UploadId { get; init => field = value ?? ""; } = "";

    public string FileId { get; init => field = value ?? ""; } = "";

    public MediaType MediaType { get; init; }

    public string Filename { get; init => field = value ?? ""; } = "";

    public string ObjectKey { get; init => field = value ?? ""; } = "";

    /// <summary>The size in bytes.</summary>
    public long SizeBytes { get; init; }

    public bool Deduplicated { get; init; }

    public ResultStatus Status { get; init; }
}

/// <summary>An aborted upload intent.</summary>
public sealed record AbortUploadResult : ScopixRecord
{
    public string UploadId { get; init => field = value ?? ""; } = "";

    public bool Aborted { get; init; }

    public string? Reason { get; init; }
}
