using System.Text.Json.Serialization;

namespace Scopix.Client;

/// <summary>
/// A file in a list: the lowest level of detail (seed 000, UserFile Type). It is an <see cref="ImageFileSummary"/>,
/// <see cref="DocumentFileSummary"/>, <see cref="VideoFileSummary"/>, <see cref="LinkFileSummary"/> or
/// <see cref="UnknownFileSummary"/>, by media type. The description and its error do not belong to this level of detail; the list
/// sends them, and they are in <see cref="ScopixRecord.AdditionalProperties"/>.
/// </summary>
[JsonConverter(typeof(FileSummaryConverter))]
public abstract record FileSummary : ScopixRecord
{
    public string Id { get; init => field = value ?? ""; } = "";

    public string? Title { get; init; }

    public string? Filename { get; init; }

    public string? ThumbnailUrl { get; init; }

    public IReadOnlyList<string> Tags { get; init => field = value ?? []; } = [];

    /// <summary>The size in bytes.</summary>
    public long SizeBytes { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ContentCreatedAt { get; init; }

    public bool HasFullDescription { get; init; }

    /// <summary>Poll until this is terminal: the canonical status, whatever the media type.</summary>
    public PrimaryStatus PrimaryStatus { get; init; }

    public DescriptionStatus? DescriptionStatus { get; init; }

    public string ContentType { get; init => field = value ?? ""; } = "";

    public MediaType MediaType { get; init; }

    public ContentCategory? ContentCategory { get; init; }

    public string? DocumentType { get; init; }

    public string? SourceUrl { get; init; }

    public string? VisibleText { get; init; }

    public Dimensions? Dimensions { get; init; }

    public DescriptionStatus? VariantStatus { get; init; }

    public int? VariantCount { get; init; }

    public string? MediumUrl { get; init; }

    public string? FullUrl { get; init; }

    public string? BlurHash { get; init; }
}

/// <summary>
/// A file of a media type that this client does not know: the properties that all types share are here, the others in
/// <see cref="ScopixRecord.AdditionalProperties"/>.
/// </summary>
public sealed record UnknownFileSummary : FileSummary;
