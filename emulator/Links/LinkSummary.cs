using Scopix.Emulator.Files;
using Scopix.Emulator.Processing;
using Scopix.Fixtures;

namespace Scopix.Emulator.Links;

/// <summary>A link in a list (seed 001, File Listing &amp; Retrieval).</summary>
public sealed class LinkSummary : FileSummary
{
    internal LinkSummary(FileRecord file, FileLinks links) : base(file, links)
    {
    }

    /// <summary>Its host.</summary>
    public string Domain => File.Link!.Domain;

    /// <summary>The page's Open Graph metadata; null until it is crawled.</summary>
    public OgMetadata? OgMetadata => OgMetadata.Of(File.Page);

    /// <summary>The site's icon; null until it is crawled.</summary>
    public string? FaviconUrl => File.Page?.FaviconUrl;

    /// <summary>Component status.</summary>
    public string? CrawlStatus => Statuses.Of(File, Pipeline.Crawl);

    /// <summary>The pictures on the page; null until it is crawled.</summary>
    public ExtractedImages? ExtractedImages => ExtractedImages.Of(File.Page);

    /// <summary>How many; null until it is crawled.</summary>
    public int? ExtractedImagesCount => File.Page?.Images.Count;
}

/// <summary>
/// A page's Open Graph metadata (public: the SDK's Links types; the older OpenAPI file names the picture <c>image</c>, so both names
/// are there).
/// </summary>
public sealed record OgMetadata(string Title, string Description, string Image, string ImageUrl, string SiteName, string Type, string Locale)
{
    /// <summary>The metadata of a crawled page.</summary>
    public static OgMetadata? Of(LinkPage? page) =>
        page is null ? null : new OgMetadata(page.Title, page.Description, page.ImageUrl, page.ImageUrl, page.SiteName, page.Type, "en_US");
}

/// <summary>The pictures found on a page; seed 000 types it as an object and shows no keys: these are assumed.</summary>
public sealed record ExtractedImages(IReadOnlyList<PageImage> Images)
{
    /// <summary>The pictures of a crawled page.</summary>
    public static ExtractedImages? Of(LinkPage? page) => page is null ? null : new ExtractedImages(page.Images);
}
