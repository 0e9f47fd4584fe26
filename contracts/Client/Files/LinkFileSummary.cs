namespace Scopix.Client;

/// <summary>A link in a list (seed 001, File Listing &amp; Retrieval).</summary>
public sealed record LinkFileSummary : FileSummary
{
    public string? Format { get; init; }

    public string? Domain { get; init; }

    public OgMetadata? OgMetadata { get; init; }

    public string? FaviconUrl { get; init; }

    public DescriptionStatus? CrawlStatus { get; init; }

    public ExtractedImages? ExtractedImages { get; init; }

    public int? ExtractedImagesCount { get; init; }
}

/// <summary>Open Graph metadata of a page.</summary>
public sealed record OgMetadata : ScopixRecord
{
    public string? Title { get; init; }

    public string? Description { get; init; }

    public string? ImageUrl { get; init; }

    public string? Image { get; init; }

    public string? SiteName { get; init; }

    public string? Type { get; init; }

    public string? Locale { get; init; }
}

/// <summary>Pictures found on a page.</summary>
public sealed record ExtractedImages : ScopixRecord
{
    public IReadOnlyList<ExtractedImage> Images { get; init => field = value ?? []; } = [];
}

/// <summary>A picture on a page.</summary>
public sealed record ExtractedImage : ScopixRecord
{
    public string? Url { get; init; }

    public string? Alt { get; init; }
}
