using System.Text.Json.Nodes;
using Scopix.Emulator.Control;
using Scopix.Emulator.Http;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Faults;

/// <summary>
/// Faults: set, seen, taken back. With a key they are that tenant's, without one they concern every tenant. Kept in memory
/// until a reset.
/// </summary>
public sealed class FaultsApi(Worlds worlds)
{
    /// <summary>The route table.</summary>
    public void Map(IEndpointRouteBuilder control)
    {
        control.OpenOperation("emulator.faults", "GET", "/faults", call => Task.FromResult(List(call)), Evidence.Assumed);
        control.OpenOperation("emulator.faults_add", "POST", "/faults", Add, Evidence.Assumed);
        control.OpenOperation("emulator.faults_clear", "DELETE", "/faults", call => Task.FromResult(Clear(call)), Evidence.Assumed);
        control.OpenOperation("emulator.faults_remove", "DELETE", "/faults/{fault_id}", call => Task.FromResult(Remove(call)), Evidence.Assumed);
    }

    private Answer List(Call call)
    {
        JsonObject[] own = call.SentKey ? [.. call.World.Faults.Own.Select(rule => Shown(rule, "tenant"))] : [];
        JsonObject[] shared = [.. worlds.Faults.Own.Select(rule => Shown(rule, "all"))];
        return Answer.Ok(new FaultsShown([.. own, .. shared], own.Length + shared.Length));
    }

    private async Task<Answer> Add(Call call)
    {
        var asked = await call.ReadAsync(WireJson.Wire.CreateFault);
        asked.Check(Operations.Ids(call.Http));
        var faults = asked.Bundle is { } bundle ? FaultBundles.Of(bundle)! : [asked];
        if (!faults.Any(fault => fault.ConcernsLlama(Operations.Ids(call.Http)))) call.OnlyScopix(asked.Bundle is null ? asked.Stage is null ? asked.Operation! : "stages" : asked.Bundle);
        var shown = faults.Select(fault => Added(call, fault)).ToArray();
        return asked.Bundle is null ? Answer.Created(shown[0]) : Answer.Created(new FaultsShown(shown, shown.Length));
    }

    private JsonObject Added(Call call, CreateFault fault)
    {
        var rule = Concerned(call).Add(fault) ?? throw ApiError.Conflict($"There are {RuleList<FaultRule>.Most} faults already: remove some");
        return Shown(rule, call.SentKey ? "tenant" : "all");
    }

    private Answer Clear(Call call)
    {
        call.OnlyQuery("bundle");
        var bundle = call.Query.Choice("bundle", [.. FaultBundles.Names]);
        var removed = Clear(Concerned(call), bundle);
        if (!call.SentKey) removed += ControlApi.Concerned(call, worlds).Sum(world => Clear(world.Faults, bundle));
        return Answer.Ok(new RulesRemoved(removed));
    }

    private static int Clear(FaultList faults, string? bundle) => bundle is null ? faults.Clear() : faults.RemoveBundle(bundle);

    private Answer Remove(Call call) => Concerned(call).Remove(call.Route("fault_id"))
        ? Answer.Ok(new RulesRemoved(1))
        : throw ApiError.NotFound("Fault");

    private static JsonObject Shown(FaultRule rule, string scope)
    {
        var shown = RuleShown.Of(rule.Id, scope, rule.Hits, JsonSerializer.SerializeToNode(rule.Asked, WireJson.Wire.CreateFault)!);
        shown["left"] = (rule.Asked.Times ?? 1) - rule.Hits;
        return shown;
    }

    private FaultList Concerned(Call call) => call.SentKey ? call.World.Faults : worlds.Faults;
}

/// <summary>All faults that concern the caller, its tenant's first, each as <see cref="RuleShown"/> with <c>left</c>: how often it may still act.</summary>
public sealed record FaultsShown(JsonObject[] Items, int TotalCount);
