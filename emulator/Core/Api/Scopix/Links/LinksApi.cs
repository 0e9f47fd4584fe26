using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Uploads;

namespace Scopix.Emulator.Api.Scopix.Links;

/// <summary>
/// Saved web addresses (public: the older reference, Files API, Website Links; the current API does not document them). Nothing is
/// fetched: the pages are generated.
/// </summary>
internal sealed class LinksApi(EmulatorOptions options)
{
    private readonly LinkRecordFactory _recordFactory = new(options.Seed, options.Pipeline);
    private static readonly TimeSpan MinCrawlInterval = TimeSpan.FromHours(1);

    public void Map(IEndpointRouteBuilder api)
    {
        api.MapOperation("links.create", "POST", "/user-files/links", context => CreateAsync(context, ScopixJsonContext.Shared),
            Evidence.Public);
        api.MapOperation("links.recrawl", "POST", "/user-files/{link_id}/recrawl", Recrawl, Evidence.Public);
    }

    /// <summary>The same operation under <c>/_emulator</c>, for tests that should not depend on the older path.</summary>
    public void MapControl(IEndpointRouteBuilder control) => control.MapOperation("emulator.links", "POST", "/links",
        context => CreateAsync(context, ScopixJsonContext.Strict), Evidence.Assumed);

    private async Task<ApiResponse> CreateAsync(RequestContext context, ScopixJsonContext format)
    {
        context.RejectLlamaCloudKey("links");
        var request = (await context.ReadJsonAsync(format.CreateLink)).Validate();
        var address = LinkAddress.Parse(request.Url);
        UploadRequest.ReportIgnoredProject(context, request.FolderId, request.ProjectId);

        return ApiResponse.Created(context.Tenant.Write(transaction =>
        {
            var known = FileStore.LinkExists(transaction, address.Hash);
            var file = FileStore.Insert(transaction,
                ProcessingOverrides.Apply(transaction.Tenant, _recordFactory.Create(transaction, request, address))
                    .AdvanceTo(transaction.Now));
            return new CreateLinkResponse(file.Id, address.Url, address.Domain, file.Title,
                FileStatuses.FindStageStatus(file, StageCatalog.Crawl)!, known, file.CreatedAt);
        }), ScopixJsonContext.Shared.CreateLinkResponse);
    }

    private ApiResponse Recrawl(RequestContext context)
    {
        var id = context.GetRouteUuid("link_id");

        return ApiResponse.Ok(context.Tenant.Write(transaction =>
        {
            var file = FileStore.Get(transaction, id);
            if (file.Link is null) throw ApiError.BadRequest($"File is not a link: it is of media type {file.MediaType}");
            if (!FileStatuses.IsTerminal(file)) throw ApiError.BadRequest("Link is being processed");
            RequireCrawlInterval(file.FindStage(StageCatalog.Crawl)!, transaction.Now);
            var recrawled = ProcessingOverrides.Apply(transaction.Tenant, _recordFactory.Recrawl(transaction, file));
            FileStore.Save(transaction, recrawled.AdvanceTo(transaction.Now));
            return new RecrawlLinkResponse("queued", id);
        }), ScopixJsonContext.Shared.RecrawlLinkResponse);
    }

    private static void RequireCrawlInterval(Stage crawl, DateTimeOffset now)
    {
        if (crawl.Status == ComponentStatus.Skipped || crawl.EndedAt is not { } last || now - last >= MinCrawlInterval) return;
        throw ApiError.RateLimited("A link can be crawled once an hour", (int)Math.Ceiling((last + MinCrawlInterval - now).TotalSeconds));
    }
}

/// <summary><c>is_duplicate</c> is true when a link with the same normalized address existed; a second one is saved.</summary>
internal sealed record CreateLinkResponse(
    string Id, string SourceUrl, string Domain, string? Title, string CrawlStatus, bool IsDuplicate, DateTimeOffset CreatedAt);

internal sealed record RecrawlLinkResponse(string Status, string LinkId);
