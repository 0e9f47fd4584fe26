namespace Scopix.Contracts.Checks.Traffic;

/// <summary>What one exchange says about one claim.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Deviation">How the exchange contradicts it; null when it agrees.</param>
/// <param name="Path">The place in the response's body, with the numbers of items; empty for the body itself.</param>
public sealed record Judgement(Claim Claim, Deviation? Deviation = null, string Path = "")
{
    /// <summary>Whether the exchange agrees with the claim.</summary>
    public bool Holds => Deviation is null;
}
