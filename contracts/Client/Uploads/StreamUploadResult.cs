namespace Scopix.Client;

/// <summary>The response to one streamed file (seed 001, Streaming Upload).</summary>
public sealed record StreamUploadResult : ScopixRecord
{
    public string? FileId { get; init; }

    public string UploadMethod { get; init => field = value ?? ""; } = "";

    public ResultStatus Status { get; init; }

    /// <summary>The processing time in milliseconds.</summary>
    public double ProcessingTimeMs { get; init; }

    public bool UploadCompleted { get; init; }

    public bool ThumbnailGenerationStarted { get; init; }

    public bool AnalysisStarted { get; init; }

    public bool Skipped { get; init; }

    public string? ExistingFileId { get; init; }

    public string StorageTarget { get; init => field = value ?? ""; } = "";

    public MediaType MediaType { get; init; }

    public string? DocumentType { get; init; }

    public DescriptionStatus? TextExtractionStatus { get; init; }
}

/// <summary>The response to a batch; it has results only for a small batch, otherwise the session has them.</summary>
public sealed record BatchUploadResponse : ScopixRecord
{
    public string SessionId { get; init => field = value ?? ""; } = "";

    public int TotalFiles { get; init; }

    public int AcceptedFiles { get; init; }

    public int RejectedFiles { get; init; }

    public ResultStatus Status { get; init; }

    public IReadOnlyList<BatchUploadItem>? ImmediateResults { get; init; }

    public string StatusUrl { get; init => field = value ?? ""; } = "";

    public string WebsocketChannel { get; init => field = value ?? ""; } = "";

    public IReadOnlyList<BatchRejection>? Rejections { get; init; }
}

/// <summary>The outcome for one file of a small batch.</summary>
public sealed record BatchUploadItem : ScopixRecord
{
    public string? FileId { get; init; }

    public string Filename { get; init => field = value ?? ""; } = "";

    public ResultStatus Status { get; init; }

    /// <summary>The processing time in milliseconds.</summary>
    public double? ProcessingTimeMs { get; init; }

    public bool Skipped { get; init; }

    public string? ExistingFileId { get; init; }

    public string? Error { get; init; }

    public string StorageTarget { get; init => field = value ?? ""; } = "";

    public MediaType? MediaType { get; init; }

    public string? DocumentType { get; init; }

    public DescriptionStatus? TextExtractionStatus { get; init; }
}

/// <summary>A rejected file; <see cref="Index"/> is its position in the request, from 0.</summary>
public sealed record BatchRejection : ScopixRecord
{
    public string Filename { get; init => field = value ?? ""; } = "";

    public int Index { get; init; }

    public string Reason { get; init => field = value ?? ""; } = "";

    public bool Retryable { get; init; }
}
