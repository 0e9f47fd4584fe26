namespace Scopix.Client;

/// <summary>A document with the results of the AI (seed 000, UserFile Type).</summary>
public record DocumentFile : UserFile
{
    public string? DocumentType { get; init; }

    public int? PageCount { get; init; }

    public int? ChunkCount { get; init; }

    public DescriptionStatus? TextExtractionStatus { get; init; }

    public DescriptionStatus? DigitizationStatus { get; init; }
}
