using Scopix.Emulator.Control.Faults;
using Scopix.Emulator.Control.Stubs;

namespace Scopix.Emulator.Control.Init;

/// <summary>
/// Adds the stubs and faults of init documents. Those of files are marked, so that they can be replaced; the mark is kept in snapshots.
/// </summary>
internal sealed class InitRules
{
    private readonly HashSet<TenantState> _tenants = [];

    /// <summary>Adds the stubs of a part, and returns their number.</summary>
    /// <exception cref="ApiError">409: there are too many.</exception>
    public int AddStubs(InitPart part, TenantState tenant)
    {
        var list = tenant.Features.Get<StubList>();
        _tenants.Add(tenant);
        foreach (var stub in part.Content.Stubs ?? [])
            _ = list.Add(stub, part.Source.IsFile) ?? throw CreateFullError<StubRule>("stubs");
        return part.Content.Stubs?.Length ?? 0;
    }

    /// <summary>Adds the faults of a part, and returns their number; a bundle counts as its faults.</summary>
    /// <exception cref="ApiError">409: there are too many.</exception>
    public int AddFaults(InitPart part, TenantState tenant)
    {
        var list = tenant.Features.Get<FaultList>();
        _tenants.Add(tenant);
        Fault[] faults = [.. (part.Content.Faults ?? []).SelectMany(GetRules)];
        foreach (var fault in faults) _ = list.Add(fault, part.Source.IsFile) ?? throw CreateFullError<FaultRule>("faults");
        return faults.Length;
    }

    /// <summary>Removes those of files from every tenant that this object has added some to.</summary>
    public void RemoveAll()
    {
        foreach (var tenant in _tenants) Remove(tenant);
    }

    /// <summary>Removes those of files, also of an earlier start, from a tenant.</summary>
    public static void Remove(TenantState tenant)
    {
        var (stubs, faults) = (tenant.Features.Get<StubList>(), tenant.Features.Get<FaultList>());
        foreach (var rule in stubs.OwnRules.Where(rule => rule.IsFromInitFile)) stubs.Remove(rule.Id);
        foreach (var rule in faults.OwnRules.Where(rule => rule.IsFromInitFile)) faults.Remove(rule.Id);
    }

    /// <summary>The faults of a bundle, or the fault itself.</summary>
    public static Fault[] GetRules(Fault fault) => fault.Bundle is { } bundle ? FaultBundles.Find(bundle) ?? [] : [fault];

    private static ApiError CreateFullError<T>(string what)
        where T : class, IRule => ApiError.Conflict($"There are {RuleList<T>.MaxRules} {what} already: remove some");
}
