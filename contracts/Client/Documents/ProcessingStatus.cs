namespace Scopix.Client;

/// <summary>
/// The processing status of an image, a document or a video (seed 001, Document Operations): the fields of other
/// media types are null.
/// </summary>
public sealed record ProcessingStatus : ScopixRecord
{
    public string? DocumentId { get; init; }

    public string? DocumentType { get; init; }

    public DescriptionStatus? TextExtractionStatus { get; init; }

    public int? PageCount { get; init; }

    public int? ChunkCount { get; init; }

    public string Filename { get; init => field = value ?? ""; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ProcessingStartedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public string? ErrorMessage { get; init; }

    public string? ImageId { get; init; }

    public DescriptionStatus? VariantStatus { get; init; }

    public DescriptionStatus? DescriptionStatus { get; init; }

    public string? VideoId { get; init; }

    public DescriptionStatus? VideoAnalysisStatus { get; init; }
}
