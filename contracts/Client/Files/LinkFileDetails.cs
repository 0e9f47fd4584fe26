namespace Scopix.Client;

/// <summary>All that is known of a link (seed 000, LinkFileDetails).</summary>
public sealed record LinkFileDetails : FileDetails
{
    public string? SourceUrl { get; init; }

    public string? Domain { get; init; }

    public OgMetadata? OgMetadata { get; init; }

    public string? FaviconUrl { get; init; }

    public string? PageTitle { get; init; }

    public DescriptionStatus? CrawlStatus { get; init; }

    public string? CrawlError { get; init; }

    public DateTimeOffset? CrawledAt { get; init; }

    public ExtractedImages? ExtractedImages { get; init; }

    public int? ExtractedImagesCount { get; init; }
}
