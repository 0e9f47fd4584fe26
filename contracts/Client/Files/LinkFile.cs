namespace Scopix.Client;

/// <summary>A link with what the AI says of it (seed 000, UserFile Type).</summary>
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
