namespace Scopix.Contracts.Checks;

/// <summary>How a statement about the API is known to be true, the strongest first.</summary>
public enum EvidenceKind
{
    /// <summary>A seed document says so.</summary>
    Documented,

    /// <summary>Another public document says so.</summary>
    Public,

    /// <summary>It was seen on the live service.</summary>
    Observed,

    /// <summary>An assumption: a live target may refute it without failing the run.</summary>
    Assumed,
}

/// <summary>The evidence of a statement.</summary>
/// <param name="Evidence">How it is known.</param>
/// <param name="Source">A section, a page, a date or a reason.</param>
public readonly record struct Claim(EvidenceKind Evidence, string Source)
{
    /// <summary>E.g. <c>documented, seed 001 "Telemetry"</c>.</summary>
    public override string ToString() =>
        Source.StartsWith("seed ", StringComparison.Ordinal) && Source.Split(", ", 2) is [var seed, var section]
            ? $"{Word}, {seed} \"{section}\"" : $"{Word}, {Source}";

    private string Word => Evidence.ToString().ToLowerInvariant();
}
