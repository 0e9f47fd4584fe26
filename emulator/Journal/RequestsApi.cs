using Scopix.Emulator.Control;
using Scopix.Emulator.Coverage;
using Scopix.Emulator.Http;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Journal;

/// <summary>
/// The journal: which requests came, and whether those came that a test expects. With a key it is that tenant's; without one, that
/// of requests that no tenant's key came with. Requests to <c>/_emulator</c> are not in it.
/// </summary>
public sealed class RequestsApi(Worlds worlds)
{
    /// <summary>The route table.</summary>
    public void Map(IEndpointRouteBuilder control)
    {
        control.OpenOperation("emulator.requests", "GET", "/requests", call => Task.FromResult(List(call)), Evidence.Assumed);
        control.OpenOperation("emulator.requests_clear", "DELETE", "/requests", call => Task.FromResult(Clear(call)), Evidence.Assumed);
        control.OpenOperation("emulator.requests_verify", "POST", "/requests/verify", Verify, Evidence.Assumed);
        control.OpenOperation("emulator.requests_get", "GET", "/requests/{request_id}", call => Task.FromResult(Get(call)), Evidence.Assumed);
    }

    private Answer List(Call call)
    {
        var filter = RequestFilter.Of(call);
        var format = call.Query.Choice("format", "json", "har", "curl");
        var (entries, dropped) = LogOf(call).All();
        var fitting = entries.Where(filter.Fits).ToArray();
        if (!filter.OldestFirst) Array.Reverse(fitting);
        var page = fitting.Skip(filter.Offset).Take(filter.Limit).ToArray();
        return format switch
        {
            "har" => Answer.Ok(HarFile.Of(page, call.Origin)),
            "curl" => Answer.Text(string.Concat(page.Select(entry => CurlLine.Of(entry, call.Origin)))),
            _ => Answer.Ok(new RequestsShown([.. page.Select(RequestShown.Of)], fitting.Length, dropped)),
        };
    }

    private Answer Clear(Call call)
    {
        call.OnlyQuery();
        var removed = LogOf(call).Clear();
        if (!call.SentKey) removed += ControlApi.Concerned(call, worlds).Sum(world => world.Journal.Clear());
        return Answer.Ok(new RulesRemoved(removed));
    }

    private async Task<Answer> Verify(Call call)
    {
        call.OnlyQuery();
        var asked = await call.ReadAsync(WireJson.Wire.VerifyRequests);
        asked.Check([.. Operations.Ids(call.Http), .. StorageJournal.Operations]);
        var entries = LogOf(call).All().Entries;
        foreach (var entry in entries) Unmatched.OperationOf(entry);
        var result = asked.Order is null ? Verification.OfCount(asked, entries) : Verification.InOrder(asked.Order, entries);
        return Answer.Of(result.Verified ? 200 : 409, result);
    }

    private Answer Get(Call call)
    {
        call.OnlyQuery("format");
        var format = call.Query.Choice("format", "json", "har", "curl");
        var id = call.Route("request_id");
        var entry = Array.Find(LogOf(call).All().Entries, entry => entry.Id == id) ?? throw ApiError.NotFound("Request");
        return format switch
        {
            "har" => Answer.Ok(HarFile.Of([entry], call.Origin)),
            "curl" => Answer.Text(CurlLine.Of(entry, call.Origin)),
            _ => Answer.Ok(RequestDetails.Of(entry)),
        };
    }

    private RequestLog LogOf(Call call) => call.SentKey ? call.World.Journal : worlds.Journal;
}

/// <summary>Requests of the journal.</summary>
/// <param name="Items">One page of them.</param>
/// <param name="TotalCount">How many fit the filters.</param>
/// <param name="Dropped">How many were there but had to make room.</param>
public sealed record RequestsShown(RequestShown[] Items, int TotalCount, long Dropped);
