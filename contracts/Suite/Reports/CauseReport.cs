namespace Scopix.Contracts.Reports;

/// <summary>One thing that is wrong with the target, with the exchange that shows it first.</summary>
/// <param name="Headline">In one line: the request, what is wrong, the evidence, the id of the request.</param>
/// <param name="Request">The request, e.g. <c>POST /api/v2/files/upload (files.upload)</c>; null when no request shows it.</param>
/// <param name="Summary">What is wrong, e.g. <c>status expected 201, got 200</c>.</param>
/// <param name="Operations">The operations that it concerns.</param>
/// <param name="Place">The part of the response, e.g. <c>status</c> or <c>items[].title</c>.</param>
/// <param name="Kind">What is wrong there: <c>status</c>, <c>presence</c>, <c>type</c>, <c>value</c>, <c>order</c>, …</param>
/// <param name="Expected">What was expected; empty when the place says it in words.</param>
/// <param name="Got">What was there instead.</param>
/// <param name="Evidence">The strongest evidence that it contradicts.</param>
/// <param name="Source">The source of that evidence.</param>
/// <param name="RequestId">The id of the request that shows it; null when there is none.</param>
/// <param name="Curl">The command that sends the request again; null when no request shows it.</param>
/// <param name="Body">The lines of the response around the place.</param>
/// <param name="Cases">The cases that met it.</param>
/// <param name="OtherForms">What else was seen of it.</param>
/// <param name="Keys">What identifies it in other runs: its deviations without ids, times and numbers.</param>
public sealed record CauseReport(
    string Headline, string? Request, string Summary, IReadOnlyList<string> Operations, string Place, string Kind, string Expected,
    string Got, EvidenceKind Evidence, string Source, string? RequestId, string? Curl, IReadOnlyList<string> Body,
    IReadOnlyList<string> Cases, IReadOnlyList<string> OtherForms, IReadOnlyList<string> Keys)
{
    /// <summary>Reports a cause; texts are redacted.</summary>
    public static CauseReport Create(Cause cause)
    {
        var (met, lines) = (cause.First, cause.First.Details.ToList());
        var (deviation, claim) = (met.Deviation, met.Deviation.Claim);
        return new(
            met.Headline, met.Exchange?.Title, deviation.Summary, cause.Operations, Redaction.RedactText(deviation.Place), deviation.Kind,
            Redaction.RedactText(deviation.Expected), Redaction.RedactText(deviation.Got), claim.Evidence, claim.Source,
            met.Exchange?.RequestId, lines.FirstOrDefault(), [.. lines.Skip(1)], cause.Cases, cause.OtherForms,
            [.. cause.Deviations.Select(FormatKey).Distinct().Order(StringComparer.Ordinal)]);
    }

    private static string FormatKey(CaseDeviation met) =>
        Redaction.RedactText(CauseFinder.GetKey(met).Replace("\n", " · ", StringComparison.Ordinal));
}
