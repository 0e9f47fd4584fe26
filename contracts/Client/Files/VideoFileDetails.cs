namespace Scopix.Client;

/// <summary>All properties of a video (seed 000, VideoFileDetails).</summary>
public sealed record VideoFileDetails : VideoFile, IFileDetails
{
    /// <inheritdoc/>
    public string Hash { get; init => field = value ?? ""; } = "";

    /// <inheritdoc/>
    public string UploadMethod { get; init => field = value ?? ""; } = "";

    public string? OriginalFilename { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public DescriptionErrorType? DescriptionErrorType { get; init; }

    public bool? DescriptionIsRetryable { get; init; }

    public DescriptionStatus? AnalysisStatus { get; init; }

    public string? VideoUrl { get; init; }

    public VideoMetadata? VideoMetadata { get; init; }

    public string? VideoAnalysisJobId { get; init; }

    public bool? HasAudioTranscript { get; init; }

    public bool AnalysisSkipped { get; init; }

    public string? AnalysisSkipReason { get; init; }

    public int? CreditsRequiredForAnalysis { get; init; }
}

/// <summary>Metadata of a video: seconds, pixels, frames per second, kilobits per second.</summary>
public sealed record VideoMetadata : ScopixRecord
{
    /// <summary>Seconds.</summary>
    public double? DurationSeconds { get; init; }

    public string? Resolution { get; init; }

    public int? Width { get; init; }

    public int? Height { get; init; }

    public double? FrameRate { get; init; }

    public string? VideoCodec { get; init; }

    public string? AudioCodec { get; init; }

    public double? BitrateKbps { get; init; }

    public long? FileSizeBytes { get; init; }

    public string? FormatName { get; init; }
}
