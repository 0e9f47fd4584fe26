using System.Text.Json.Nodes;
using Scopix.Emulator.Control;
using Scopix.Emulator.Http;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Stubs;

/// <summary>
/// Stubs: what the AI shall answer. With a key they are that tenant's, without one they are for every tenant. Kept in memory
/// until a reset. A stub that no file needed shows <c>"hits":0</c>; <c>?unused=true</c> shows those alone.
/// </summary>
public sealed class StubsApi(Worlds worlds)
{
    /// <summary>The route table.</summary>
    public void Map(IEndpointRouteBuilder control)
    {
        control.OpenOperation("emulator.stubs", "GET", "/stubs", call => Task.FromResult(List(call)), Evidence.Assumed);
        control.OpenOperation("emulator.stubs_add", "POST", "/stubs", Add, Evidence.Assumed);
        control.OpenOperation("emulator.stubs_clear", "DELETE", "/stubs", call => Task.FromResult(Clear(call)), Evidence.Assumed);
        control.OpenOperation("emulator.stubs_remove", "DELETE", "/stubs/{stub_id}", call => Task.FromResult(Remove(call)), Evidence.Assumed);
    }

    private Answer List(Call call)
    {
        call.OnlyQuery("unused");
        var unused = call.Query.Bool("unused");
        JsonObject[] own = call.SentKey ? [.. call.World.Stubs.Own.Where(Asked).Select(rule => Shown(rule, "tenant"))] : [];
        JsonObject[] shared = [.. worlds.Stubs.Own.Where(Asked).Select(rule => Shown(rule, "all"))];
        return Answer.Ok(new StubsShown([.. own, .. shared], own.Length + shared.Length));

        bool Asked(StubRule rule) => unused is null || unused == (rule.Hits == 0);
    }

    private async Task<Answer> Add(Call call)
    {
        call.OnlyScopix("AI to be stubbed");
        var asked = await call.ReadAsync(WireJson.Wire.CreateStub);
        asked.Check();
        var rule = Concerned(call).Add(asked) ?? throw ApiError.Conflict($"There are {RuleList<StubRule>.Most} stubs already: remove some");
        return Answer.Created(Shown(rule, call.SentKey ? "tenant" : "all"));
    }

    private Answer Clear(Call call)
    {
        var removed = Concerned(call).Clear();
        if (!call.SentKey) removed += ControlApi.Concerned(call, worlds).Sum(world => world.Stubs.Clear());
        return Answer.Ok(new RulesRemoved(removed));
    }

    private Answer Remove(Call call) => Concerned(call).Remove(call.Route("stub_id"))
        ? Answer.Ok(new RulesRemoved(1))
        : throw ApiError.NotFound("Stub");

    private static JsonObject Shown(StubRule rule, string scope) =>
        RuleShown.Of(rule.Id, scope, rule.Hits, JsonSerializer.SerializeToNode(rule.Asked, WireJson.Wire.CreateStub)!);

    private StubList Concerned(Call call) => call.SentKey ? call.World.Stubs : worlds.Stubs;
}

/// <summary>All stubs that concern the caller, its tenant's first, each as <see cref="RuleShown"/>.</summary>
public sealed record StubsShown(JsonObject[] Items, int TotalCount);
