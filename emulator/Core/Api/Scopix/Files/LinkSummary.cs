using Scopix.Fixtures;

namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>A link in a list (seed 001, File Listing &amp; Retrieval).</summary>
internal sealed class LinkSummary : FileSummary
{
    internal LinkSummary(FileRecord file, FileUrls urls) : base(file, urls)
    {
    }

    public string Domain => File.Link!.Domain;
    public OgMetadata? OgMetadata => OgMetadata.From(File.RevealedPage);
    public string? FaviconUrl => File.RevealedPage?.FaviconUrl;
    public string? CrawlStatus => FileStatuses.FindStageStatus(File, StageCatalog.Crawl);
    public ExtractedImages? ExtractedImages => ExtractedImages.From(File.RevealedPage);
    public int? ExtractedImagesCount => File.RevealedPage?.Images.Count;
}

/// <summary>Open Graph metadata (public: the SDK's Links types; <c>image</c> is the older OpenAPI file's name of the picture).</summary>
internal sealed record OgMetadata(
    string Title, string Description, string Image, string ImageUrl, string SiteName, string Type, string Locale)
{
    public static OgMetadata? From(LinkPage? page) =>
        page is null ? null : new OgMetadata(page.Title, page.Description, page.ImageUrl, page.ImageUrl, page.SiteName, page.Type, "en_US");
}

/// <summary>The pictures of a page; seed 000 calls it an object and shows no keys: the key is assumed.</summary>
internal sealed record ExtractedImages(IReadOnlyList<PageImage> Images)
{
    public static ExtractedImages? From(LinkPage? page) => page is null ? null : new ExtractedImages(page.Images);
}
