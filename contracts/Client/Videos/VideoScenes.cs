namespace Scopix.Client;

/// <summary>The scenes of a video, in order.</summary>
public sealed record VideoScenes : ScopixRecord
{
    public string VideoId { get; init => field = value ?? ""; } = "";

    public int Count { get; init; }

    public IReadOnlyList<VideoScene> Scenes { get; init => field = value ?? []; } = [];
}

/// <summary>A scene of a video; times are seconds.</summary>
public sealed record VideoScene : ScopixRecord
{
    public string SceneId { get; init => field = value ?? ""; } = "";

    public int SceneIndex { get; init; }

    public double StartTime { get; init; }

    public double EndTime { get; init; }

    public string TimeRangeFormatted { get; init => field = value ?? ""; } = "";

    public string Description { get; init => field = value ?? ""; } = "";

    public IReadOnlyList<string> Tags { get; init => field = value ?? []; } = [];

    public string? VisibleText { get; init; }

    /// <summary>The confidence, 0–1; null for descriptions.</summary>
    public double? ConfidenceScore { get; init; }

    public string EmbeddingStatus { get; init => field = value ?? ""; } = "";

    public string? ThumbnailUrl { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }
}
