using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Folders;
using Scopix.Fixtures;
using Scopix.Media;

namespace Scopix.Emulator.Api.Scopix.Links;

/// <summary>Creates records of links, with the generated pages that crawls find.</summary>
internal sealed class LinkRecordFactory(long seed, PipelineMode mode)
{
    private static readonly MediaFacts PageFacts = new("link", "text/html", "html");

    /// <param name="id">The id; null takes the next one.</param>
    /// <param name="text">The text of the page; null generates it.</param>
    public FileRecord Create(Transaction transaction, CreateLink request, LinkAddress address, string? id = null, string? text = null)
    {
        var generated = LinkPages.Create(address.NormalizedUri, address.Hash, seed);
        var page = text is null ? generated : generated.WithText(text);
        return new FileRecord
        {
            Id = id ?? transaction.Ids.Next(),
            MediaType = PageFacts.MediaType,
            Hash = address.Hash,
            ObjectKey = $"links/{transaction.Tenant.Id}/{address.Hash}.html", // no such object exists
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

    public FileRecord Recrawl(Transaction transaction, FileRecord file) =>
        file with
        {
            Outcome = CreateOutcome(file.Link!.Page, file.Hash),
            Stages = PlanStages(transaction, true),
            UpdatedAt = transaction.Now,
        };

    private AiOutcome CreateOutcome(LinkPage page, string hash) => LinkPages.Describe(page, hash, seed);

    private Stage[] PlanStages(Transaction transaction, bool crawl) => StageCatalog.CreateStages(PageFacts, crawl, mode, transaction.Now);
}
