using Scopix.Emulator.Files;
using Scopix.Emulator.Http;
using Scopix.Emulator.Processing;
using Scopix.Emulator.State;
using Scopix.Emulator.Uploads;

namespace Scopix.Emulator.Links;

/// <summary>
/// Saved web addresses (public: the older reference, Files API, Website Links; how the current API takes them is not documented).
/// Nothing is fetched: pages are made up.
/// </summary>
public sealed class LinksApi(EmulatorOptions options)
{
    private readonly LinkIntake _intake = new(options.Seed, options.Pipeline);
    private static readonly TimeSpan BetweenCrawls = TimeSpan.FromHours(1);

    /// <summary>The route table.</summary>
    public void Map(IEndpointRouteBuilder api)
    {
        api.Operation("links.create", "POST", "/user-files/links", Create, Evidence.Public);
        api.Operation("links.recrawl", "POST", "/user-files/{link_id}/recrawl", Recrawl, Evidence.Public);
    }

    /// <summary>The same under <c>/_emulator</c>, for tests that should not depend on an old path.</summary>
    public void MapControl(IEndpointRouteBuilder control) => control.Operation("emulator.links", "POST", "/links", Create, Evidence.Assumed);

    private async Task<Answer> Create(Call call)
    {
        call.OnlyScopix("links");
        var request = (await call.ReadAsync(WireJson.Wire.CreateLink)).Checked();
        var address = LinkAddress.Of(request.Url);
        UploadRequest.NotePlace(call, request.FolderId, request.ProjectId);

        return Answer.Created(call.World.Write(turn =>
        {
            var known = FileStore.HasLink(turn, address.Hash);
            var file = FileStore.Insert(turn, Disturbed(turn, _intake.NewRecord(turn, request, address)).Moved(turn.Now));
            return new LinkCreated(file.Id, address.Url, address.Domain, file.Title, Statuses.Of(file, Pipeline.Crawl)!, known, file.CreatedAt);
        }));
    }

    private Answer Recrawl(Call call)
    {
        var id = call.RouteUuid("link_id");

        return Answer.Ok(call.World.Write(turn =>
        {
            var file = FileStore.Get(turn, id);
            if (file.Link is null) throw ApiError.BadRequest($"File is not a link: it is of media type {file.MediaType}");
            if (!Statuses.IsTerminal(file)) throw ApiError.BadRequest("Link is being processed");
            CheckRested(file.Stage(Pipeline.Crawl)!, turn.Now);
            var again = Disturbed(turn, _intake.Again(turn, file));
            var moved = again.Moved(turn.Now);
            FileStore.Save(turn, moved);
            return new LinkRecrawled("queued", id);
        }));
    }

    /// <summary>The record, as the tenant's stubs and faults will have it.</summary>
    private static FileRecord Disturbed(Turn turn, FileRecord plain)
    {
        var stubbed = turn.World.Stubs.Decide(plain);
        return stubbed with { Stages = turn.World.Faults.Disturb(stubbed.Stages) };
    }

    /// <summary>Refuses a crawl within an hour of the last one.</summary>
    private static void CheckRested(Stage crawl, DateTimeOffset now)
    {
        if (crawl.Status == ComponentStatus.Skipped || crawl.EndedAt is not { } last || now - last >= BetweenCrawls) return;
        throw ApiError.RateLimited("A link can be crawled once an hour", (int)Math.Ceiling((last + BetweenCrawls - now).TotalSeconds));
    }
}

/// <summary>A link that was saved.</summary>
/// <param name="Id">Its UUID.</param>
/// <param name="SourceUrl">The address as it was sent.</param>
/// <param name="Domain">Its host.</param>
/// <param name="Title">The client's title, or the page's when it is crawled already.</param>
/// <param name="CrawlStatus">Component status.</param>
/// <param name="IsDuplicate">True when a link of the same normalised address was there already; it is saved all the same.</param>
/// <param name="CreatedAt">When.</param>
public sealed record LinkCreated(
    string Id, string SourceUrl, string Domain, string? Title, string CrawlStatus, bool IsDuplicate, DateTimeOffset CreatedAt);

/// <summary>A link that will be crawled again.</summary>
public sealed record LinkRecrawled(string Status, string LinkId);
