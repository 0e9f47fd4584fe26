using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Engine;

namespace Scopix.Emulator.Control.Faults;

/// <summary>The faults of one tenant, with those that concern all tenants behind them; the first that acts wins.</summary>
/// <param name="prefix">What ids begin with.</param>
/// <param name="seed">What chance follows from.</param>
/// <param name="shared">Faults for all tenants; null when these are they.</param>
internal sealed class FaultList(string prefix, string seed, FaultList? shared = null) : ITenantFeature, IProcessingOverride
{
    /// <summary>Registers the faults of tenants, and those for all tenants.</summary>
    public static TenantFeatureRegistration Register(long seed) => new(
        () => new FaultList("fault_all_", $"{seed}"),
        (tenantId, shared) => new FaultList("fault_", $"{seed}/{tenantId}", (FaultList)shared));

    private readonly RuleList<FaultRule> _rules = new(prefix);

    /// <summary>This list's own faults, the oldest first.</summary>
    public IEnumerable<FaultRule> OwnRules => _rules.Rules.Select(rule => rule.Rule);

    /// <summary>This list's own faults as they are kept.</summary>
    public FaultListRecord Record
    {
        get => new(_rules.IssuedIdCount, [.. OwnRules.Select(rule => rule.Record)]);
        set => _rules.Replace(value.Given,
            value.Rules.Select(rule => (rule.Id, new FaultRule(rule.Id, rule.Asked, seed, rule.Matches, rule.Hits))));
    }

    /// <summary>Adds a checked fault; null when there are too many.</summary>
    public FaultRule? Add(Fault definition) => _rules.Add(id => new FaultRule(id, definition, seed));

    /// <summary>Removes one of this list's faults; false when there is none of that id.</summary>
    public bool Remove(string id) => _rules.Remove(id);

    /// <summary>Removes the faults of a bundle and answers how many there were.</summary>
    public int RemoveBundle(string name) => OwnRules.Where(rule => rule.Definition.Bundle == name).Count(rule => Remove(rule.Id));

    /// <summary>Removes this list's faults and answers how many there were.</summary>
    public int Clear() => _rules.Clear();

    void ITenantFeature.Reset() => Clear();

    /// <summary>The fault that acts on a request to an operation; null for none.</summary>
    public FaultRule? TriggerForOperation(string id) =>
        TriggerFirst(static (definition, id) => definition.Operation is { } pattern && FaultRule.MatchesOperation(pattern, id), id);

    /// <summary>The fault that acts on a request to storage; null for none.</summary>
    /// <param name="verb"><c>get</c>, <c>head</c>, <c>put</c> or <c>put_part</c>.</param>
    public FaultRule? TriggerForStorage(
        string verb) => TriggerFirst(static (definition, verb) => definition.Storage == verb || definition.Storage == "*", verb);

    /// <summary>The stages of a new file, as the faults will have them.</summary>
    public Stage[] ApplyTo(Stage[] stages) => [.. stages.Select(ApplyTo)];

    private Stage ApplyTo(Stage stage)
    {
        if (ComponentStatus.IsTerminal(stage.Status)
            || TriggerFirst(static (definition, name) => definition.Stage == name, stage.Name)?.Definition is not { } fault) return stage;
        return stage with
        {
            Failure = fault.Fail is { } fail ? StageFailures.Create(fail, fault.Message) : stage.Failure,
            ReleasedAt = fault.Hold == true ? null : stage.ReleasedAt,
            Stalled = fault.Stall == true,
            DurationMs = stage.DurationMs + (long)((fault.DelaySeconds ?? 0) * 1000),
        };
    }

    private FaultRule? TriggerFirst(Func<Fault, string, bool> fits, string name)
    {
        foreach (var (_, rule) in _rules.Rules)
            if (fits(rule.Definition, name) && rule.TryTrigger()) return rule;
        return shared?.TriggerFirst(fits, name);
    }
}

/// <summary>Faults as they are kept, the oldest first.</summary>
/// <param name="Given">How many ids were given out.</param>
/// <param name="Rules">The faults.</param>
internal sealed record FaultListRecord(int Given, FaultRecord[] Rules);
