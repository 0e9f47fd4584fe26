using System.Runtime.CompilerServices;

namespace Scopix.Contracts.Runner;

/// <summary>
/// What the running case expected in vain. A deviation does not end the case, so that it hides no other; it fails the case at its end.
/// </summary>
public sealed class CaseLog
{
    private static readonly ConditionalWeakTable<object, CaseLog> Logs = [];

    private readonly Lock _lock = new();
    private readonly List<CaseDeviation> _deviations = [];
    private string _read = "";

    /// <summary>The log of the running case; null outside a case.</summary>
    public static CaseLog? Current => TestContext.Current.Test is { } test ? Logs.GetOrCreateValue(test) : null;

    /// <summary>Receives each deviation of a run in this execution context, instead of the report of the process.</summary>
    public static AsyncLocal<Action<CaseDeviation>?> Observer { get; } = new();

    /// <summary>The deviations that the case met.</summary>
    public IReadOnlyList<CaseDeviation> Deviations
    {
        get
        {
            lock (_lock) return [.. _deviations];
        }
    }

    /// <summary>The exchange that the case looked at last.</summary>
    public Exchange? Examined { get; private set; }

    /// <summary>Notes which exchange the case looks at: what it expects next is about this one.</summary>
    public void Examine(Exchange exchange)
    {
        if (Examined != exchange) _read = "";
        Examined = exchange;
    }

    /// <summary>Notes which part of the body the case reads: what it expects next is about this one.</summary>
    public void Read(string path) => _read = path;

    /// <summary>Forgets what the case has read, since its expectation was judged.</summary>
    public void EndExpectation() => _read = "";

    /// <summary>Notes a deviation of the exchange, or else of the one that was examined last.</summary>
    public CaseDeviation Add(Deviation deviation, Exchange? exchange = null, string path = "")
    {
        var name = TestContext.Current.Test?.TestDisplayName ?? "";
        var met = new CaseDeviation(name, deviation, exchange ?? Examined, path.Length > 0 ? path : _read);
        EndExpectation();
        lock (_lock) _deviations.Add(met);
        Observer.Value?.Invoke(met);
        return met;
    }

    /// <summary>What the case prints: each deviation, with the command that shows it when the run has not shown it before.</summary>
    public string Describe() => string.Join('\n', Deviations.DistinctBy(CauseFinder.GetKey).Select(ContractRun.Describe));
}
