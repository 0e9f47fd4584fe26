using System.Text.Json.Serialization;

namespace Scopix.Client;

/// <summary>
/// All that is known of a file (seed 000, UserFileDetails Type): an <see cref="ImageFileDetails"/>,
/// <see cref="DocumentFileDetails"/>, <see cref="VideoFileDetails"/>, <see cref="LinkFileDetails"/> or
/// <see cref="UnknownFileDetails"/>, by media type.
/// </summary>
[JsonConverter(typeof(FileDetailsConverter))]
public abstract record FileDetails : ScopixRecord
{
    public string Id { get; init => field = value ?? ""; } = "";

    public MediaType MediaType { get; init; }

    /// <summary>Bytes.</summary>
    public long SizeBytes { get; init; }

    public string ContentType { get; init => field = value ?? ""; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>SHA-256 of the bytes, hexadecimal.</summary>
    public string? Hash { get; init; }

    public string? UploadMethod { get; init; }

    public bool? HasFullDescription { get; init; }

    public string? Title { get; init; }

    public string? Filename { get; init; }

    public string? OriginalFilename { get; init; }

    public IReadOnlyList<string> Tags { get; init => field = value ?? []; } = [];

    public DateTimeOffset? ContentCreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public ContentCategory? ContentCategory { get; init; }

    public string? UploadDescription { get; init; }

    /// <summary>The user's own text; null while the AI's is shown.</summary>
    public string? UserDescription { get; init; }

    public DescriptionStatus? DescriptionStatus { get; init; }

    public string? DescriptionError { get; init; }

    /// <summary>Poll until this is terminal: the canonical status, whatever the media type.</summary>
    public PrimaryStatus? PrimaryStatus { get; init; }

    public DescriptionErrorType? DescriptionErrorType { get; init; }

    public bool? DescriptionIsRetryable { get; init; }

    /// <summary>0–1; null for descriptions.</summary>
    public double? ConfidenceScore { get; init; }

    public string? ThumbnailUrl { get; init; }
}

/// <summary>
/// A file of a media type that this client does not know: what all types share is here, the rest in
/// <see cref="ScopixRecord.AdditionalProperties"/>.
/// </summary>
public sealed record UnknownFileDetails : FileDetails;
