using Scopix.Contracts.Checks.Traffic;

namespace Scopix.Contracts.Checks.Observing;

/// <summary>The assumptions with a decision that an exchange contradicts, in the form of a recording.</summary>
internal static class ContradictedAssumptions
{
    public static IEnumerable<RecordedContradiction> Find(IReadOnlyList<Judgement> judgements) => judgements
        .Select(judgement => judgement.Deviation).OfType<Deviation>()
        .Where(deviation => deviation.Claim.Evidence == EvidenceKind.Assumed && deviation.Kind is not ("new field" or "server error")
            && AssumptionDecision.Find(deviation.Claim.Source) is not null)
        .Select(deviation => new RecordedContradiction(deviation.Claim.Source, Redaction.RedactText(deviation.Place),
            Redaction.RedactText(VariableText.NormalizeIds(deviation.Expected)), Redaction.RedactText(FormatGot(deviation))))
        .Distinct();

    /// <summary>Numbers that are no statuses differ from run to run, or are data.</summary>
    private static string FormatGot(Deviation deviation) =>
        deviation.Kind is "status" or "refusal" or "read after delete" ? deviation.Got : VariableText.Normalize(deviation.Got);
}
