using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Engine;

namespace Scopix.Emulator.Api.Scopix.Links;

/// <summary>A link in full (seed 000, LinkFileDetails).</summary>
internal sealed class LinkDetails : FileDetails
{
    internal LinkDetails(FileRecord file, FileUrls urls) : base(file, urls)
    {
    }

    /// <summary>The address as it was saved.</summary>
    public string SourceUrl => File.Link!.Url;

    /// <summary>Its host.</summary>
    public string Domain => File.Link!.Domain;

    /// <summary>The page's Open Graph metadata; null until it is crawled.</summary>
    public OgMetadata? OgMetadata => OgMetadata.From(File.RevealedPage);

    /// <summary>The site's icon; null until it is crawled.</summary>
    public string? FaviconUrl => File.RevealedPage?.FaviconUrl;

    /// <summary>The page's own title; null until it is crawled.</summary>
    public string? PageTitle => File.RevealedPage?.Title;

    /// <summary>Component status.</summary>
    public string? CrawlStatus => FileStatuses.FindStageStatus(File, Pipeline.Crawl);

    /// <summary>Why the crawl failed.</summary>
    public string? CrawlError => CrawlStage is { Status: ComponentStatus.Failed } ? CrawlStage.Failure?.Message : null;

    /// <summary>When the last crawl was completed.</summary>
    public DateTimeOffset? CrawledAt => File.RevealedPage is null ? null : CrawlStage?.EndedAt;

    /// <summary>The pictures on the page; null until it is crawled.</summary>
    public ExtractedImages? ExtractedImages => ExtractedImages.From(File.RevealedPage);

    /// <summary>How many; null until it is crawled.</summary>
    public int? ExtractedImagesCount => File.RevealedPage?.Images.Count;

    private Stage? CrawlStage => File.FindStage(Pipeline.Crawl);
}
