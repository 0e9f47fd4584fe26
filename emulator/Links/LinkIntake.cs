using Scopix.Emulator.Files;
using Scopix.Emulator.Folders;
using Scopix.Emulator.Media;
using Scopix.Emulator.Processing;
using Scopix.Emulator.State;
using Scopix.Fixtures;

namespace Scopix.Emulator.Links;

/// <summary>Makes records of links, with the pages that crawls will find.</summary>
/// <param name="seed">What pages are made up from.</param>
/// <param name="mode">How fast they are crawled.</param>
public sealed class LinkIntake(long seed, PipelineMode mode)
{
    private static readonly MediaFacts Page = new("link", "text/html", "html");

    /// <summary>A new link, not crawled yet.</summary>
    /// <param name="turn">A write turn.</param>
    /// <param name="request">A checked request.</param>
    /// <param name="address">Its address.</param>
    /// <param name="given">Its id; null takes the next.</param>
    /// <param name="text">What is on the page; null makes it up.</param>
    public FileRecord NewRecord(Turn turn, CreateLink request, LinkAddress address, string? given = null, string? text = null)
    {
        var found = LinkPages.At(address.Normal, address.Hash, seed);
        var page = text is null ? found : found.Saying(text);
        return new FileRecord
        {
            Id = given ?? turn.Ids.Next(),
            MediaType = Page.MediaType,
            Hash = address.Hash,
            ObjectKey = $"links/{turn.World.Tenant}/{address.Hash}.html", // no object is there
            ContentType = Page.ContentType,
            SizeBytes = 0,
            Filename = address.Url,
            Title = request.Title,
            Tags = request.Tags!,
            TagsSet = request.Tags!.Length > 0,
            FolderId = request.FolderId,
            ProjectId = FolderStore.ProjectOf(turn, request.FolderId, request.ProjectId),
            ContentCategory = "general",
            UploadMethod = "STREAMING",
            CreatedAt = turn.Now,
            UpdatedAt = turn.Now,
            Link = new LinkRecord(address.Url, address.Domain, page),
            Outcome = request.AutoCrawl ? OutcomeOf(page, address.Hash) : null,
            Stages = Plan(turn, request.AutoCrawl),
        };
    }

    /// <summary>A link that is crawled once more.</summary>
    public FileRecord Again(Turn turn, FileRecord file) =>
        file with { Outcome = OutcomeOf(file.Link!.Page, file.Hash), Stages = Plan(turn, true), UpdatedAt = turn.Now };

    private AiOutcome OutcomeOf(LinkPage page, string hash) => LinkPages.Outcome(page, hash, seed);

    private Stage[] Plan(Turn turn, bool crawl) => Pipeline.Plan(Page, crawl, mode, turn.Now);
}
