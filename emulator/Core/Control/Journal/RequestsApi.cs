using Scopix.Emulator.Control.Coverage;
using Scopix.Emulator.Control.Rules;

namespace Scopix.Emulator.Control.Journal;

/// <summary>
/// The journal: which requests were received, and whether they are those that a test expects. With a key it is that of its tenant, without
/// one that of requests without a tenant. Requests to <c>/_emulator</c> are not recorded.
/// </summary>
internal sealed class RequestsApi(TenantRegistry tenants)
{
    private readonly RuleScope<RequestLog> _scope = new(tenants);

    public void Map(IEndpointRouteBuilder control)
    {
        control.MapKeylessOperation("emulator.requests", "GET", "/requests", List).AcceptsQuery(RequestFilter.KnownParameters);
        control.MapKeylessOperation("emulator.requests_clear", "DELETE", "/requests", Clear);
        control.MapKeylessOperation("emulator.requests_verify", "POST", "/requests/verify", VerifyAsync);
        control.MapKeylessOperation("emulator.requests_get", "GET", "/requests/{request_id}", Get).AcceptsQuery("format");
    }

    private ApiResponse List(RequestContext context)
    {
        var filter = RequestFilter.FromQuery(context);
        var format = context.Query.Choice("format", "json", "har", "curl");
        var (entries, dropped) = _scope.Get(context).GetAll();
        var fitting = entries.Where(filter.Matches).ToArray();
        if (!filter.OldestFirst) Array.Reverse(fitting);
        var page = fitting.Skip(filter.Offset).Take(filter.Limit).ToArray();
        return format switch
        {
            "har" => ApiResponse.Ok(HarFile.Create(page, context.Origin), EngineJsonContext.Shared.JsonObject),
            "curl" => ApiResponse.PlainText(string.Concat(page.Select(entry => CurlCommand.Format(entry, context.Origin)))),
            _ => ApiResponse.Ok(new RequestListResponse([.. page.Select(RequestResource.From)], fitting.Length, dropped),
                ControlJsonContext.Shared.RequestListResponse),
        };
    }

    private ApiResponse Clear(RequestContext context) => _scope.Clear(context, log => log.Clear());

    private async Task<ApiResponse> VerifyAsync(RequestContext context)
    {
        var request = await context.ReadJsonAsync(ControlJsonContext.Shared.ExpectedRequest);
        ExpectedRequestValidator.Validate(
            request, [.. OperationRoutes.ListIds(context.Http), .. StorageJournalMiddleware.OperationIds]);
        var entries = _scope.Get(context).GetAll().Entries;
        foreach (var entry in entries) OperationResolver.Resolve(entry);
        var result = request.Order is null
            ? VerificationResponse.VerifyCount(request, entries) : VerificationResponse.VerifyOrder(request.Order, entries);
        return ApiResponse.FromStatus(result.Verified ? 200 : 409, result, ControlJsonContext.Shared.VerificationResponse);
    }

    private ApiResponse Get(RequestContext context)
    {
        var format = context.Query.Choice("format", "json", "har", "curl");
        var id = context.GetRouteValue("request_id");
        var entry = Array.Find(_scope.Get(context).GetAll().Entries, entry => entry.Id == id) ?? throw ApiError.NotFound("Request");
        return format switch
        {
            "har" => ApiResponse.Ok(HarFile.Create([entry], context.Origin), EngineJsonContext.Shared.JsonObject),
            "curl" => ApiResponse.PlainText(CurlCommand.Format(entry, context.Origin)),
            _ => ApiResponse.Ok(
                RequestDetails.From(entry) with { Matches = context.HasAuthorization ? ListedMatches.Find(context.Tenant, entry) : null },
                ControlJsonContext.Shared.RequestDetails),
        };
    }
}

/// <summary>Requests of the journal.</summary>
/// <param name="Items">One page of them.</param>
/// <param name="TotalCount">How many match the filters.</param>
/// <param name="Dropped">How many were dropped because the journal was full.</param>
public sealed record RequestListResponse(RequestResource[] Items, int TotalCount, long Dropped);
