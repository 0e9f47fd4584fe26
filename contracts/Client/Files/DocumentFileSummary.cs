namespace Scopix.Client;

/// <summary>A document in a list (seed 001, File Listing &amp; Retrieval).</summary>
public sealed record DocumentFileSummary : FileSummary
{
    public int? PageCount { get; init; }

    public string? Format { get; init; }

    public DescriptionStatus? TextExtractionStatus { get; init; }

    public DescriptionStatus? DigitizationStatus { get; init; }

    public int? ChunkCount { get; init; }

    public string? DocumentUrl { get; init; }
}
