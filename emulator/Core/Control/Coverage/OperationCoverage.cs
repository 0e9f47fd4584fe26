namespace Scopix.Emulator.Control.Coverage;

/// <summary>What was seen of one operation.</summary>
internal sealed class OperationCoverage
{
    /// <summary>Real answers by status.</summary>
    public SortedDictionary<int, long> Statuses { get; } = [];

    /// <summary>Answers that a fault made or spoilt, by status.</summary>
    public SortedDictionary<int, long> FaultedStatuses { get; } = [];

    /// <summary>Answers that never came.</summary>
    public long LostResponses { get; set; }

    /// <summary>Fields of successful answers that were not null, and words, as <see cref="SchemaShape"/> writes them.</summary>
    public HashSet<string> Fields { get; } = [];

    /// <summary>Fields of successful answers that were there but null.</summary>
    public HashSet<string> NullFields { get; } = [];

    /// <summary>Parameters of requests that succeeded, and their words, e.g. <c>query.sort_order=asc</c>.</summary>
    public HashSet<string> Parameters { get; } = [];

    /// <summary>Fields of request bodies that succeeded, and their words.</summary>
    public HashSet<string> RequestFields { get; } = [];

    /// <summary>What a test may want to have met and no schema names, e.g. <c>second page</c>.</summary>
    public HashSet<string> Events { get; } = [];

    /// <summary>True when some answers were counted without a look into them.</summary>
    public bool IsSampled { get; set; }

    /// <summary>Adds another tenant's.</summary>
    public void Merge(OperationCoverage other)
    {
        foreach (var (status, count) in other.Statuses) Statuses[status] = Statuses.GetValueOrDefault(status) + count;
        foreach (var (status, count) in other.FaultedStatuses) FaultedStatuses[status] = FaultedStatuses.GetValueOrDefault(status) + count;
        LostResponses += other.LostResponses;
        IsSampled |= other.IsSampled;
        Fields.UnionWith(other.Fields);
        NullFields.UnionWith(other.NullFields);
        Parameters.UnionWith(other.Parameters);
        RequestFields.UnionWith(other.RequestFields);
        Events.UnionWith(other.Events);
    }
}
