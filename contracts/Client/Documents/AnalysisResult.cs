namespace Scopix.Client;

/// <summary>
/// A document's analysis (seed 001, Semantic Search &amp; Analyze). <see cref="Status"/> decides which properties are set; the
/// others are null.
/// </summary>
public sealed record AnalysisResult : ScopixRecord
{
    public string? DocumentId { get; init; }

    public ResultStatus Status { get; init; }

    public string? Filename { get; init; }

    /// <summary>The size in bytes.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>The processing time in milliseconds.</summary>
    public double? ProcessingTimeMs { get; init; }

    public string? DocumentType { get; init; }

    public DescriptionStatus? TextExtractionStatus { get; init; }

    public int? PageCount { get; init; }

    public int? ChunkCount { get; init; }

    public string? ExtractedText { get; init; }

    public string? JobId { get; init; }

    public string? PollUrl { get; init; }

    public string? ErrorMessage { get; init; }

    public string? ExistingFileId { get; init; }
}

/// <summary>An analysis that was started.</summary>
public sealed record JobAccepted : ScopixRecord
{
    public string JobId { get; init => field = value ?? ""; } = "";

    public string Status { get; init => field = value ?? ""; } = "";

    public string PollUrl { get; init => field = value ?? ""; } = "";
}
