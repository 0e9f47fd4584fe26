using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Folders;
using Scopix.Emulator.Engine;
using Scopix.Fixtures;
using Scopix.Media;

namespace Scopix.Emulator.Api.Scopix.Links;

/// <summary>Makes records of links, with the pages that crawls will find.</summary>
/// <param name="seed">What pages are made up from.</param>
/// <param name="mode">How fast they are crawled.</param>
internal sealed class LinkRecordFactory(long seed, PipelineMode mode)
{
    private static readonly MediaFacts PageFacts = new("link", "text/html", "html");

    /// <summary>A new link, not crawled yet.</summary>
    /// <param name="transaction">A write turn.</param>
    /// <param name="request">A checked request.</param>
    /// <param name="address">Its address.</param>
    /// <param name="given">Its id; null takes the next.</param>
    /// <param name="text">What is on the page; null makes it up.</param>
    public FileRecord Create(Transaction transaction, CreateLink request, LinkAddress address, string? given = null, string? text = null)
    {
        var found = LinkPages.Create(address.NormalizedUri, address.Hash, seed);
        var page = text is null ? found : found.WithText(text);
        return new FileRecord
        {
            Id = given ?? transaction.Ids.Next(),
            MediaType = PageFacts.MediaType,
            Hash = address.Hash,
            ObjectKey = $"links/{transaction.Tenant.Id}/{address.Hash}.html", // no object is there
            ContentType = PageFacts.ContentType,
            SizeBytes = 0,
            Filename = address.Url,
            Title = request.Title,
            Tags = request.Tags!,
            TagsSet = request.Tags!.Length > 0,
            FolderId = request.FolderId,
            ProjectId = FolderStore.ResolveProject(transaction, request.FolderId, request.ProjectId),
            ContentCategory = "general",
            UploadMethod = "STREAMING",
            CreatedAt = transaction.Now,
            UpdatedAt = transaction.Now,
            Link = new LinkRecord(address.Url, address.Domain, page),
            Outcome = request.AutoCrawl ? CreateOutcome(page, address.Hash) : null,
            Stages = PlanStages(transaction, request.AutoCrawl),
        };
    }

    /// <summary>A link that is crawled once more.</summary>
    public FileRecord Recrawl(Transaction transaction, FileRecord file) =>
        file with { Outcome = CreateOutcome(file.Link!.Page, file.Hash), Stages = PlanStages(transaction, true),
            UpdatedAt = transaction.Now };

    private AiOutcome CreateOutcome(LinkPage page, string hash) => LinkPages.Describe(page, hash, seed);

    private Stage[] PlanStages(Transaction transaction, bool crawl) => Pipeline.CreateStages(PageFacts, crawl, mode, transaction.Now);
}
