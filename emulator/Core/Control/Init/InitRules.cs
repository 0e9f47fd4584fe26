using Scopix.Emulator.Control.Faults;
using Scopix.Emulator.Control.Stubs;

namespace Scopix.Emulator.Control.Init;

/// <summary>The stubs and faults that init files have added, so that they can be replaced.</summary>
internal sealed class InitRules
{
    private readonly List<(StubList List, StubRule Rule)> _stubs = [];
    private readonly List<(FaultList List, FaultRule Rule)> _faults = [];

    /// <summary>Adds the stubs of a part, and returns their number.</summary>
    /// <exception cref="ApiError">409: there are too many.</exception>
    public int AddStubs(InitPart part, TenantState tenant)
    {
        var list = tenant.Features.Get<StubList>();
        foreach (var stub in part.Content.Stubs ?? []) _stubs.Add((list, list.Add(stub) ?? throw CreateFullError<StubRule>("stubs")));
        return part.Content.Stubs?.Length ?? 0;
    }

    /// <summary>Adds the faults of a part, and returns their number; a bundle counts as its faults.</summary>
    /// <exception cref="ApiError">409: there are too many.</exception>
    public int AddFaults(InitPart part, TenantState tenant)
    {
        var list = tenant.Features.Get<FaultList>();
        Fault[] faults = [.. (part.Content.Faults ?? []).SelectMany(GetRules)];
        foreach (var fault in faults) _faults.Add((list, list.Add(fault) ?? throw CreateFullError<FaultRule>("faults")));
        return faults.Length;
    }

    /// <summary>Removes those that are still there. After a reset, other rules may have the same ids: they stay.</summary>
    public void RemoveAll()
    {
        foreach (var (list, rule) in _stubs)
            if (list.OwnRules.Contains(rule)) list.Remove(rule.Id);
        foreach (var (list, rule) in _faults)
            if (list.OwnRules.Contains(rule)) list.Remove(rule.Id);
        _stubs.Clear();
        _faults.Clear();
    }

    /// <summary>The faults of a bundle, or the fault itself.</summary>
    public static Fault[] GetRules(Fault fault) => fault.Bundle is { } bundle ? FaultBundles.Find(bundle) ?? [] : [fault];

    private static ApiError CreateFullError<T>(string what)
        where T : class, IRule => ApiError.Conflict($"There are {RuleList<T>.MaxRules} {what} already: remove some");
}
