namespace Scopix.Client;

/// <summary>A video with the results of the AI (seed 000, UserFile Type).</summary>
public record VideoFile : UserFile
{
    /// <summary>Seconds.</summary>
    public double? DurationSeconds { get; init; }

    public double? FrameRate { get; init; }

    public string? VideoCodec { get; init; }

    public string? Resolution { get; init; }

    public Dimensions? Dimensions { get; init; }

    public string? Format { get; init; }

    public string? BlurHash { get; init; }

    public DescriptionStatus? VideoAnalysisStatus { get; init; }

    public int? SceneCount { get; init; }
}
