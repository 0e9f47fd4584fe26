namespace Scopix.Client;

/// <summary>A video in a list (seed 001, File Listing &amp; Retrieval).</summary>
public sealed record VideoFileSummary : FileSummary
{
    /// <summary>Seconds.</summary>
    public double? DurationSeconds { get; init; }

    public double? FrameRate { get; init; }

    public string? VideoCodec { get; init; }

    public string? Resolution { get; init; }

    public DescriptionStatus? VideoAnalysisStatus { get; init; }

    public int? SceneCount { get; init; }

    public string? Format { get; init; }
}
