namespace Scopix.Client;

/// <summary>
/// A file with the results of the AI: the middle level of detail, for cards and previews (seed 000, UserFile Type). It is an
/// <see cref="ImageFile"/>, <see cref="DocumentFile"/>, <see cref="VideoFile"/>, <see cref="LinkFile"/> or <see cref="UnknownFile"/>,
/// by media type. The details extend it. The description, its error, the user's text and the domain extractions are documented, the
/// other properties are assumed. No documented operation returns this level of detail alone.
/// </summary>
public abstract record UserFile : ScopixRecord
{
    public string Id { get; init => field = value ?? ""; } = "";

    public MediaType MediaType { get; init; }

    /// <summary>The size in bytes.</summary>
    public long SizeBytes { get; init; }

    public string ContentType { get; init => field = value ?? ""; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public bool HasFullDescription { get; init; }

    public string? Title { get; init; }

    public string? Filename { get; init; }

    public IReadOnlyList<string> Tags { get; init => field = value ?? []; } = [];

    public DateTimeOffset? ContentCreatedAt { get; init; }

    public ContentCategory? ContentCategory { get; init; }

    public string? UploadDescription { get; init; }

    /// <summary>The user's own text; null when there is none and the AI's text is shown.</summary>
    public string? UserDescription { get; init; }

    public DescriptionStatus? DescriptionStatus { get; init; }

    public string? DescriptionError { get; init; }

    /// <summary>The confidence, 0–1; null for descriptions.</summary>
    public double? ConfidenceScore { get; init; }

    /// <summary>Poll until this is terminal: the canonical status, whatever the media type.</summary>
    public PrimaryStatus? PrimaryStatus { get; init; }

    public string? ThumbnailUrl { get; init; }
}

/// <summary>
/// A file of a media type that this client does not know: the properties that all types share are here, the others in
/// <see cref="ScopixRecord.AdditionalProperties"/>.
/// </summary>
public record UnknownFile : UserFile;
