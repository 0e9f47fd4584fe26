namespace Scopix.Emulator.Coverage;

/// <summary>What was seen of one operation.</summary>
public sealed class OperationSeen
{
    /// <summary>Real answers by status.</summary>
    public SortedDictionary<int, long> Statuses { get; } = [];

    /// <summary>Answers that a fault made or spoilt, by status.</summary>
    public SortedDictionary<int, long> Faulted { get; } = [];

    /// <summary>Answers that never came.</summary>
    public long Lost { get; set; }

    /// <summary>Fields of successful answers that were not null, and words, as <see cref="Shape"/> writes them.</summary>
    public HashSet<string> Fields { get; } = [];

    /// <summary>Fields of successful answers that were there but null.</summary>
    public HashSet<string> Nulls { get; } = [];

    /// <summary>Parameters of requests that succeeded, and their words, e.g. <c>query.sort_order=asc</c>.</summary>
    public HashSet<string> Parameters { get; } = [];

    /// <summary>Fields of request bodies that succeeded, and their words.</summary>
    public HashSet<string> Inputs { get; } = [];

    /// <summary>What a test may want to have met and no schema names, e.g. <c>second page</c>.</summary>
    public HashSet<string> Events { get; } = [];

    /// <summary>True when some answers were counted without a look into them.</summary>
    public bool IsSampled { get; set; }

    /// <summary>Adds another tenant's.</summary>
    public void Add(OperationSeen other)
    {
        foreach (var (status, count) in other.Statuses) Statuses[status] = Statuses.GetValueOrDefault(status) + count;
        foreach (var (status, count) in other.Faulted) Faulted[status] = Faulted.GetValueOrDefault(status) + count;
        Lost += other.Lost;
        IsSampled |= other.IsSampled;
        Fields.UnionWith(other.Fields);
        Nulls.UnionWith(other.Nulls);
        Parameters.UnionWith(other.Parameters);
        Inputs.UnionWith(other.Inputs);
        Events.UnionWith(other.Events);
    }
}
