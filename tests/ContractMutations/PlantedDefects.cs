using Scopix.Contracts.Checks;

namespace Scopix.ContractMutations;

/// <summary>The result of a run with several defects.</summary>
/// <param name="Mutants">The planted defects.</param>
/// <param name="Named">Those that a cause of their own names.</param>
/// <param name="Causes">All causes of the run.</param>
/// <param name="IsApplied">For each defect whether it changed a response at all.</param>
/// <param name="Took">The duration.</param>
public sealed record PlantedDefects(
    IReadOnlyList<Mutant> Mutants, IReadOnlyList<Mutant> Named, IReadOnlyList<Cause> Causes, IReadOnlyList<bool> IsApplied, TimeSpan Took)
{
    /// <summary>Causes for each defect.</summary>
    public double Ratio => (double)Causes.Count / Mutants.Count;
}
