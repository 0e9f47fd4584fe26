using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Engine;
using Scopix.Fixtures;

namespace Scopix.Emulator.Api.Scopix.Links;

/// <summary>A link in a list (seed 001, File Listing &amp; Retrieval).</summary>
internal sealed class LinkSummary : FileSummary
{
    internal LinkSummary(FileRecord file, FileUrls urls) : base(file, urls)
    {
    }

    /// <summary>Its host.</summary>
    public string Domain => File.Link!.Domain;

    /// <summary>The page's Open Graph metadata; null until it is crawled.</summary>
    public OgMetadata? OgMetadata => OgMetadata.From(File.RevealedPage);

    /// <summary>The site's icon; null until it is crawled.</summary>
    public string? FaviconUrl => File.RevealedPage?.FaviconUrl;

    /// <summary>Component status.</summary>
    public string? CrawlStatus => FileStatuses.FindStageStatus(File, Pipeline.Crawl);

    /// <summary>The pictures on the page; null until it is crawled.</summary>
    public ExtractedImages? ExtractedImages => ExtractedImages.From(File.RevealedPage);

    /// <summary>How many; null until it is crawled.</summary>
    public int? ExtractedImagesCount => File.RevealedPage?.Images.Count;
}

/// <summary>
/// A page's Open Graph metadata (public: the SDK's Links types; the older OpenAPI file names the picture <c>image</c>, so both names
/// are there).
/// </summary>
internal sealed record OgMetadata(
    string Title, string Description, string Image, string ImageUrl, string SiteName, string Type, string Locale)
{
    /// <summary>The metadata of a crawled page.</summary>
    public static OgMetadata? From(LinkPage? page) =>
        page is null ? null : new OgMetadata(page.Title, page.Description, page.ImageUrl, page.ImageUrl, page.SiteName, page.Type, "en_US");
}

/// <summary>The pictures found on a page; seed 000 types it as an object and shows no keys: these are assumed.</summary>
internal sealed record ExtractedImages(IReadOnlyList<PageImage> Images)
{
    /// <summary>The pictures of a crawled page.</summary>
    public static ExtractedImages? From(LinkPage? page) => page is null ? null : new ExtractedImages(page.Images);
}
