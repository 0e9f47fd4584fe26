using Scopix.Contracts.Checks;
using Scopix.Emulator.Api.Scopix.Files;

namespace Scopix.Emulator.Control.Faults;

/// <summary>The faults of one tenant, followed by those for all tenants. The first that acts is applied.</summary>
/// <param name="seed">What random choices are derived from.</param>
/// <param name="shared">The faults for all tenants; null when this list is that one.</param>
internal sealed class FaultList(string prefix, string seed, FaultList? shared = null) : ITenantFeature, IProcessingOverride
{
    public static TenantFeatureRegistration Register(long seed) => new(
        () => new FaultList("fault_all_", $"{seed}"),
        (tenantId, shared) => new FaultList("fault_", $"{seed}/{tenantId}", (FaultList)shared));

    private readonly RuleList<FaultRule> _rules = new(prefix);

    public IEnumerable<FaultRule> OwnRules => _rules.Rules;

    public FaultListRecord Record
    {
        get => new(_rules.IssuedIdCount, [.. OwnRules.Select(rule => rule.Record)]);
        set => _rules.Replace(value.Given,
            value.Rules.Select(rule => new FaultRule(rule.Id, rule.Asked, seed, rule.Matches, rule.Hits, rule.FromInitFile, rule.Files)));
    }

    /// <summary>Adds a validated fault; null when the list is full.</summary>
    public FaultRule? Add(Fault definition, bool isFromInitFile = false) =>
        _rules.Add(id => new FaultRule(id, definition, seed, isFromInitFile: isFromInitFile));

    public bool Remove(string id) => _rules.Remove(id);

    public int RemoveBundle(string name) => OwnRules.Where(rule => rule.Definition.Bundle == name).Count(rule => Remove(rule.Id));

    public int Clear() => _rules.Clear();

    void ITenantFeature.Reset() => Clear();

    public FaultRule? TriggerForOperation(string id) => TriggerFirst(
        static (definition, id) => definition.Operation is { } pattern && OperationPattern.Matches(pattern, id)
            && (!ResponseEditor.IsEdit(definition) || ResponseFields.HasPlace(definition, id)), id);

    /// <summary>The fault that acts on this storage request; null when there is none.</summary>
    /// <param name="verb"><c>get</c>, <c>head</c>, <c>put</c> or <c>put_part</c>.</param>
    public FaultRule? TriggerForStorage(string verb) =>
        TriggerFirst(static (definition, verb) => definition.Storage == verb || definition.Storage == "*", verb);

    public Stage[] ApplyTo(Stage[] stages, FileRecord file, DateTimeOffset now) =>
        [.. stages.Select(stage => ApplyTo(stage, file, now))];

    private Stage ApplyTo(Stage stage, FileRecord file, DateTimeOffset now)
    {
        if (ComponentStatus.IsTerminal(stage.Status)
            || TriggerFirst(static (definition, name) => definition.Stage == name, stage.Name) is not { } rule) return stage;
        if (OwnRules.Contains(rule)) rule.Files.Add(file, now); // a rule for all tenants must not show the files of one to another
        var fault = rule.Definition;
        return stage with
        {
            Failure = fault.Fail is { } fail ? StageFailures.Create(stage.Name, fail, fault.Message) : stage.Failure,
            ReleasedAt = fault.Hold == true ? null : stage.ReleasedAt,
            Stalled = fault.Stall == true,
            DurationMs = stage.DurationMs + (long)((fault.DelaySeconds ?? 0) * 1000),
        };
    }

    private FaultRule? TriggerFirst(Func<Fault, string, bool> fits, string name)
    {
        foreach (var rule in _rules.Rules)
            if (fits(rule.Definition, name) && rule.TryTrigger()) return rule;
        return shared?.TriggerFirst(fits, name);
    }
}

/// <summary>The faults of a list as they are stored, the oldest first.</summary>
internal sealed record FaultListRecord(int Given, FaultRecord[] Rules);
