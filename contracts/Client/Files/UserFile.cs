using System.Text.Json.Serialization;

namespace Scopix.Client;

/// <summary>
/// A file with what the AI says of it: the tier of cards and previews (seed 000, UserFile Type), an <see cref="ImageFile"/>,
/// <see cref="DocumentFile"/>, <see cref="VideoFile"/>, <see cref="LinkFile"/> or <see cref="UnknownFile"/>, by media type. Details
/// extend it. That it has the description, its error, the user's text and the domain extractions is documented, the rest is assumed;
/// no documented operation answers this tier alone.
/// </summary>
[JsonConverter(typeof(UserFileConverter))]
public abstract record UserFile : ScopixRecord
{
    public string Id { get; init => field = value ?? ""; } = "";

    public MediaType MediaType { get; init; }

    /// <summary>Bytes.</summary>
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

    /// <summary>The user's own text; null while the AI's is shown.</summary>
    public string? UserDescription { get; init; }

    public DescriptionStatus? DescriptionStatus { get; init; }

    public string? DescriptionError { get; init; }

    /// <summary>0–1; null for descriptions.</summary>
    public double? ConfidenceScore { get; init; }

    /// <summary>Poll until this is terminal: the canonical status, whatever the media type.</summary>
    public PrimaryStatus? PrimaryStatus { get; init; }

    public string? ThumbnailUrl { get; init; }
}

/// <summary>
/// A file of a media type that this client does not know: what all types share is here, the rest in
/// <see cref="ScopixRecord.AdditionalProperties"/>.
/// </summary>
public record UnknownFile : UserFile;
