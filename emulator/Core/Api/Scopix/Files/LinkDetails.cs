namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>The details of a link (seed 000, LinkFileDetails).</summary>
internal sealed class LinkDetails : FileDetails
{
    internal LinkDetails(FileRecord file, FileUrls urls) : base(file, urls)
    {
    }

    public string SourceUrl => File.Link!.Url;
    public string Domain => File.Link!.Domain;
    public OgMetadata? OgMetadata => OgMetadata.From(File.RevealedPage);
    public string? FaviconUrl => File.RevealedPage?.FaviconUrl;

    /// <summary>The title in the page; null until it is crawled.</summary>
    public string? PageTitle => File.RevealedPage?.Title;

    public string? CrawlStatus => FileStatuses.FindStageStatus(File, StageCatalog.Crawl);

    public string? CrawlError => CrawlStage is { Status: ComponentStatus.Failed } ? CrawlStage.Failure?.Message : null;

    public DateTimeOffset? CrawledAt => File.RevealedPage is null ? null : CrawlStage?.EndedAt;

    public ExtractedImages? ExtractedImages => ExtractedImages.From(File.RevealedPage);
    public int? ExtractedImagesCount => File.RevealedPage?.Images.Count;

    private Stage? CrawlStage => File.FindStage(StageCatalog.Crawl);
}
