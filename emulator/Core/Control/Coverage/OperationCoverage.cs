namespace Scopix.Emulator.Control.Coverage;

internal sealed class OperationCoverage
{
    public SortedDictionary<int, long> Statuses { get; } = [];

    /// <summary>Statuses of responses that a fault made or changed.</summary>
    public SortedDictionary<int, long> FaultedStatuses { get; } = [];

    public long LostResponses { get; set; }

    /// <summary>Fields of successful responses that were not null, and enum values: <c>items[].media_type=image</c>.</summary>
    public HashSet<string> Fields { get; } = [];

    public HashSet<string> NullFields { get; } = [];

    /// <summary>Parameters of successful requests and their enum values, e.g. <c>query.sort_order=asc</c>.</summary>
    public HashSet<string> Parameters { get; } = [];

    /// <summary>Body fields of successful requests and their enum values.</summary>
    public HashSet<string> RequestFields { get; } = [];

    /// <summary>Situations that no schema names, e.g. <c>second page</c>.</summary>
    public HashSet<string> Events { get; } = [];

    /// <summary>True when some responses were counted but not inspected.</summary>
    public bool IsSampled { get; set; }

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
