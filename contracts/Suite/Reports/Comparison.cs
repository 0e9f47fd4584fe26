namespace Scopix.Contracts.Reports;

/// <summary>The differences between this run and an earlier one.</summary>
/// <param name="Baseline">The name of the earlier run's file.</param>
/// <param name="StartedAt">When the earlier run started.</param>
/// <param name="Differences">What differs in operations, statuses, fields, enum values, drift and claims.</param>
public sealed record Comparison(string Baseline, DateTimeOffset StartedAt, IReadOnlyList<Difference> Differences)
{
    /// <summary>The numbers of the causes, from 1, that the earlier run did not have.</summary>
    public IReadOnlyList<int> NewCauses { get; init; } = [];

    /// <summary>The causes that the earlier run alone had.</summary>
    public IReadOnlyList<GoneCause> GoneCauses { get; init; } = [];
}

/// <summary>One difference: its kind, where it is, and the values before and now.</summary>
public sealed record Difference(string Operation, string Kind, string Where, string Before, string Now);

/// <summary>A cause that an earlier run had and this one has not.</summary>
/// <param name="Operations">The operations that it concerned.</param>
/// <param name="Summary">What was wrong.</param>
/// <param name="Evidence">The strongest evidence that it contradicted.</param>
/// <param name="IsChecked">Whether one of its tests ran to its end; otherwise it may still be there.</param>
public sealed record GoneCause(IReadOnlyList<string> Operations, string Summary, EvidenceKind Evidence, bool IsChecked);
