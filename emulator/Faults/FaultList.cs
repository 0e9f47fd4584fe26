using Scopix.Emulator.Processing;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Faults;

/// <summary>The faults of one tenant, with those that concern all tenants behind them; the first that acts wins.</summary>
/// <param name="prefix">What ids begin with.</param>
/// <param name="seed">What chance follows from.</param>
/// <param name="shared">Faults for all tenants; null when these are they.</param>
public sealed class FaultList(string prefix, string seed, FaultList? shared = null)
{
    private readonly RuleList<FaultRule> _rules = new(prefix);

    /// <summary>This list's own faults, the oldest first.</summary>
    public IEnumerable<FaultRule> Own => _rules.All.Select(rule => rule.Rule);

    /// <summary>This list's own faults as they are kept.</summary>
    public FaultsKept Kept
    {
        get => new(_rules.Given, [.. Own.Select(rule => rule.Kept)]);
        set => _rules.Replace(value.Given, value.Rules.Select(rule => (rule.Id, new FaultRule(rule.Id, rule.Asked, seed, rule.Matches, rule.Hits))));
    }

    /// <summary>Adds a checked fault; null when there are too many.</summary>
    public FaultRule? Add(CreateFault asked) => _rules.Add(id => new FaultRule(id, asked, seed));

    /// <summary>Removes one of this list's faults; false when there is none of that id.</summary>
    public bool Remove(string id) => _rules.Remove(id);

    /// <summary>Removes the faults of a bundle and answers how many there were.</summary>
    public int RemoveBundle(string name) => Own.Where(rule => rule.Asked.Bundle == name).Count(rule => Remove(rule.Id));

    /// <summary>Removes this list's faults and answers how many there were.</summary>
    public int Clear() => _rules.Clear();

    /// <summary>The fault that acts on a request to an operation; null for none.</summary>
    public FaultRule? ForOperation(string id) => Acting(static (asked, id) => asked.Operation is { } pattern && FaultRule.Names(pattern, id), id);

    /// <summary>The fault that acts on a request to storage; null for none.</summary>
    /// <param name="verb"><c>get</c>, <c>head</c>, <c>put</c> or <c>put_part</c>.</param>
    public FaultRule? ForStorage(string verb) => Acting(static (asked, verb) => asked.Storage == verb || asked.Storage == "*", verb);

    /// <summary>The stages of a new file, as the faults will have them.</summary>
    public Stage[] Disturb(Stage[] stages) => [.. stages.Select(Disturb)];

    private Stage Disturb(Stage stage)
    {
        if (ComponentStatus.IsTerminal(stage.Status) || Acting(static (asked, name) => asked.Stage == name, stage.Name)?.Asked is not { } fault) return stage;
        return stage with
        {
            Failure = fault.Fail is { } fail ? StageFailures.Of(fail, fault.Message) : stage.Failure,
            ReleasedAt = fault.Hold == true ? null : stage.ReleasedAt,
            Stalled = fault.Stall == true,
            DurationMs = stage.DurationMs + (long)((fault.DelaySeconds ?? 0) * 1000),
        };
    }

    private FaultRule? Acting(Func<CreateFault, string, bool> fits, string name)
    {
        foreach (var (_, rule) in _rules.All)
            if (fits(rule.Asked, name) && rule.Acts()) return rule;
        return shared?.Acting(fits, name);
    }
}

/// <summary>Faults as they are kept, the oldest first.</summary>
/// <param name="Given">How many ids were given out.</param>
/// <param name="Rules">The faults.</param>
public sealed record FaultsKept(int Given, FaultKept[] Rules);
