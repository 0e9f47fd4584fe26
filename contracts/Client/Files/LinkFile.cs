namespace Scopix.Client;

/// <summary>A link with the results of the AI (seed 000, UserFile Type).</summary>
public record LinkFile : UserFile
{
    public string? SourceUrl { get; init; }

    public string? Domain { get; init; }

    public OgMetadata? OgMetadata { get; init; }

    public string? FaviconUrl { get; init; }

    public DescriptionStatus? CrawlStatus { get; init; }

    public ExtractedImages? ExtractedImages { get; init; }

    public int? ExtractedImagesCount { get; init; }
}
