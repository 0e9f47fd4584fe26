using Scopix.Emulator.Control;
using Scopix.Emulator.Http;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Coverage;

/// <summary>
/// What a client's requests have exercised of the contracts, and what they never met: with a key that tenant's, without one all
/// tenants' together. A reset keeps it, so that a suite may reset between its tests; DELETE forgets it.
/// </summary>
public sealed class CoverageApi(Worlds worlds)
{
    /// <summary>The route table.</summary>
    public void Map(IEndpointRouteBuilder control)
    {
        control.OpenOperation("emulator.coverage", "GET", "/coverage", call => Task.FromResult(Show(call)), Evidence.Assumed);
        control.OpenOperation("emulator.coverage_clear", "DELETE", "/coverage", call => Task.FromResult(Clear(call)), Evidence.Assumed);
    }

    private Answer Show(Call call)
    {
        call.OnlyQuery("operation");
        var operation = call.Query.Text("operation", 100);
        if (operation is not null && !Contract.All.Keys.Any(id => Faults.FaultRule.Names(operation, id)))
            throw ApiError.Invalid("operation", "must be an operation's id, a family such as files.*, or *", "query");
        var log = new CoverageLog();
        foreach (var world in ControlApi.Concerned(call, worlds)) world.Journal.CoverInto(log);
        if (!call.SentKey) worlds.Journal.CoverInto(log);
        return Answer.Ok(CoverageShown.Of(log, operation ?? "*"));
    }

    private Answer Clear(Call call)
    {
        call.OnlyQuery();
        var concerned = ControlApi.Concerned(call, worlds);
        foreach (var world in concerned) world.Journal.ForgetCoverage();
        if (!call.SentKey) worlds.Journal.ForgetCoverage();
        return Answer.Ok(new CoverageForgotten(concerned.Length));
    }
}

/// <summary>How many tenants' coverage was forgotten.</summary>
public sealed record CoverageForgotten(int Tenants);
