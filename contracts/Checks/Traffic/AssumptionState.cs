namespace Scopix.Contracts.Checks.Traffic;

/// <summary>What the traffic has said so far about a decision that assumptions rest on.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Confirmed">How many judgements agreed with its assumptions.</param>
/// <param name="Refuted">How many contradicted one of them.</param>
/// <param name="FirstRefutation">The first contradiction, as one line; null when there is none.</param>
public sealed record AssumptionState(AssumptionDecision Decision, long Confirmed, long Refuted, string? FirstRefutation)
{
    /// <summary>
    /// <c>refuted</c>, <c>confirmed</c> or <c>untested</c>. One contradiction refutes; a part of the assumptions confirms.
    /// </summary>
    public string State => Refuted > 0 ? "refuted" : Confirmed > 0 ? "confirmed" : "untested";
}
