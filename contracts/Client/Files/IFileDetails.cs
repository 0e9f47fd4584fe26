using System.Text.Json.Serialization;

namespace Scopix.Client;

/// <summary>
/// All properties of a file, the highest level of detail (seed 000, UserFileDetails Type). It is an <see cref="ImageFileDetails"/>,
/// <see cref="DocumentFileDetails"/>, <see cref="VideoFileDetails"/>, <see cref="LinkFileDetails"/> or
/// <see cref="UnknownFileDetails"/>, by media type.
/// </summary>
[JsonConverter(typeof(FileDetailsConverter))]
public interface IFileDetails
{
    string Id { get; }

    MediaType MediaType { get; }

    /// <summary>The size in bytes.</summary>
    long SizeBytes { get; }

    string ContentType { get; }

    DateTimeOffset CreatedAt { get; }

    /// <summary>SHA-256 of the bytes, hexadecimal.</summary>
    string Hash { get; }

    string UploadMethod { get; }

    bool HasFullDescription { get; }

    string? Title { get; }

    string? Filename { get; }

    string? OriginalFilename { get; }

    IReadOnlyList<string> Tags { get; }

    DateTimeOffset? ContentCreatedAt { get; }

    DateTimeOffset? UpdatedAt { get; }

    ContentCategory? ContentCategory { get; }

    string? UploadDescription { get; }

    /// <summary>The user's own text; null when there is none and the AI's text is shown.</summary>
    string? UserDescription { get; }

    DescriptionStatus? DescriptionStatus { get; }

    string? DescriptionError { get; }

    DescriptionErrorType? DescriptionErrorType { get; }

    bool? DescriptionIsRetryable { get; }

    /// <summary>The confidence, 0–1; null for descriptions.</summary>
    double? ConfidenceScore { get; }

    /// <summary>Poll until this is terminal: the canonical status, whatever the media type.</summary>
    PrimaryStatus? PrimaryStatus { get; }

    string? ThumbnailUrl { get; }
}
