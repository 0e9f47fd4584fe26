using Scopix.Emulator.Files;
using Scopix.Emulator.Processing;

namespace Scopix.Emulator.Links;

/// <summary>A link in full (seed 000, LinkFileDetails).</summary>
public sealed class LinkDetails : FileDetails
{
    internal LinkDetails(FileRecord file, FileLinks links) : base(file, links)
    {
    }

    /// <summary>The address as it was saved.</summary>
    public string SourceUrl => File.Link!.Url;

    /// <summary>Its host.</summary>
    public string Domain => File.Link!.Domain;

    /// <summary>The page's Open Graph metadata; null until it is crawled.</summary>
    public OgMetadata? OgMetadata => OgMetadata.Of(File.Page);

    /// <summary>The site's icon; null until it is crawled.</summary>
    public string? FaviconUrl => File.Page?.FaviconUrl;

    /// <summary>The page's own title; null until it is crawled.</summary>
    public string? PageTitle => File.Page?.Title;

    /// <summary>Component status.</summary>
    public string? CrawlStatus => Statuses.Of(File, Pipeline.Crawl);

    /// <summary>Why the crawl failed.</summary>
    public string? CrawlError => Crawl is { Status: ComponentStatus.Failed } ? Crawl.Failure?.Message : null;

    /// <summary>When the last crawl was completed.</summary>
    public DateTimeOffset? CrawledAt => File.Page is null ? null : Crawl?.EndedAt;

    /// <summary>The pictures on the page; null until it is crawled.</summary>
    public ExtractedImages? ExtractedImages => ExtractedImages.Of(File.Page);

    /// <summary>How many; null until it is crawled.</summary>
    public int? ExtractedImagesCount => File.Page?.Images.Count;

    private Stage? Crawl => File.Stage(Pipeline.Crawl);
}
