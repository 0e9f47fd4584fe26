namespace Scopix.Client;

/// <summary>All that is known of a video (seed 000, VideoFileDetails).</summary>
public sealed record VideoFileDetails : FileDetails
{
    /// <summary>Seconds.</summary>
    public double? DurationSeconds { get; init; }

    public double? FrameRate { get; init; }

    public string? VideoCodec { get; init; }

    public string? Resolution { get; init; }

    public DescriptionStatus? AnalysisStatus { get; init; }

    public Dimensions? Dimensions { get; init; }

    public string? Format { get; init; }

    public string? BlurHash { get; init; }

    public string? VideoUrl { get; init; }

    public VideoMetadata? VideoMetadata { get; init; }

    public DescriptionStatus? VideoAnalysisStatus { get; init; }

    public string? VideoAnalysisJobId { get; init; }

    public int? SceneCount { get; init; }

    public bool? HasAudioTranscript { get; init; }

    public bool? AnalysisSkipped { get; init; }

    public string? AnalysisSkipReason { get; init; }

    public int? CreditsRequiredForAnalysis { get; init; }
}

/// <summary>What is known of a video: seconds, pixels, frames a second, kilobits a second.</summary>
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
