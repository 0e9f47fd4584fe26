namespace Scopix.Client;

/// <summary>All that is known of a document (seed 000, DocumentFileDetails).</summary>
public sealed record DocumentFileDetails : FileDetails
{
    public string? DocumentType { get; init; }

    public int? PageCount { get; init; }

    public int? ChunkCount { get; init; }

    public DescriptionStatus? TextExtractionStatus { get; init; }

    public string? ExtractedText { get; init; }

    public DescriptionStatus? DigitizationStatus { get; init; }

    public string? DocumentUrl { get; init; }
}
