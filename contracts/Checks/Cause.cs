namespace Scopix.Contracts.Checks;

/// <summary>One thing that is wrong with a server, and all deviations that it explains.</summary>
/// <param name="Deviations">The deviations in the order of the run.</param>
public sealed record Cause(IReadOnlyList<CaseDeviation> Deviations)
{
    /// <summary>The strongest evidence that it contradicts.</summary>
    public EvidenceKind Evidence { get; } = Deviations.Min(met => met.Deviation.Claim.Evidence);

    /// <summary>The deviation that stands for all: the first one with the strongest evidence.</summary>
    public CaseDeviation First => Deviations.First(met => met.Deviation.Claim.Evidence == Evidence);

    /// <summary>The operations that it concerns.</summary>
    public IReadOnlyList<string> Operations { get; } =
        [.. Deviations.Select(deviation => deviation.Operation).Where(operation => operation.Length > 0).Distinct()];

    /// <summary>The cases that met it.</summary>
    public IReadOnlyList<string> Cases { get; } = [.. Deviations.Select(deviation => deviation.Case).Distinct()];

    /// <summary>What else was seen of it, without its first form.</summary>
    public IReadOnlyList<string> OtherForms { get; } =
        [.. Deviations.DistinctBy(met => VariableText.Normalize(met.Deviation.Summary)).Skip(1).Select(met => met.Deviation.Summary)];
}
