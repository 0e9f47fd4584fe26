using Scopix.Contracts.Checks.Observing;

namespace Scopix.Contracts.Reports;

/// <summary>What a run says of a decision that assumptions rest on.</summary>
/// <param name="Id">The id of the decision in <c>contracts/assumptions.json</c>.</param>
/// <param name="Title">Its title.</param>
/// <param name="Outcome"><c>refuted</c>, <c>confirmed</c> or <c>untested</c>.</param>
/// <param name="Held">How many of its claims held, and how many operations with its verb were called.</param>
/// <param name="Detail">What refutes it, or why it is untested; null when it is confirmed.</param>
public sealed record DecisionReport(string Id, string Title, string Outcome, int Held, string? Detail);

/// <summary>Judges the decisions of <c>contracts/assumptions.json</c> by what a run noted.</summary>
public static class DecisionReports
{
    internal const string Refuted = "refuted", Confirmed = "confirmed", Untested = "untested";

    private static readonly string[] Outcomes = [Refuted, Confirmed, Untested];

    private static readonly Lazy<IReadOnlyList<AssumptionDecision>> AllDecisions = new(() =>
        AssumptionDecision.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "assumptions.json"))));

    /// <summary>The decisions of the file beside the program.</summary>
    public static IReadOnlyList<AssumptionDecision> Decisions => AllDecisions.Value;

    /// <summary>Judges each decision.</summary>
    /// <param name="held">The claims that held.</param>
    /// <param name="deviations">What did not hold.</param>
    /// <param name="skips">The tests that were skipped, with the reason.</param>
    /// <param name="operations">The operations with the statuses that were seen.</param>
    public static IReadOnlyList<DecisionReport> Create(
        IReadOnlyCollection<Claim> held, IReadOnlyCollection<CaseDeviation> deviations, IReadOnlyDictionary<string, string> skips,
        IReadOnlyCollection<OperationReport> operations)
    {
        var answered = operations.Where(operation => operation.Statuses.Any(s => s.Seen > 0 && s.Status is >= 200 and < 400))
            .Select(operation => operation.Id).ToHashSet();
        var verbs = Operation.All.Where(operation => answered.Contains(operation.Id)).ToList();
        return [.. Decisions.Select(decision => Judge(
            decision, held.Count(decision.Covers) + verbs.Count(decision.CoversVerb),
            deviations.FirstOrDefault(met => decision.Covers(met.Deviation.Claim)), skips))
            .Select(report => AddRecorded(report, Refutation.All))];
    }

    /// <summary>A report with what earlier recordings say against its decision; a run that refutes it says so itself.</summary>
    /// <param name="report">What a run says.</param>
    /// <param name="recorded">The rows of <c>contracts/refuted.json</c>.</param>
    public static DecisionReport AddRecorded(DecisionReport report, IReadOnlyList<Refutation> recorded)
    {
        if (report.Outcome == Refuted || recorded.FirstOrDefault(row => row.Decision == report.Id) is not { } row) return report;
        var run = report.Detail ?? $"{CauseSummary.Count(report.Held, "claim")} held";
        return report with { Detail = $"{run}; a recording: {row.Headline}" };
    }

    /// <summary>The refuted ones first, then the confirmed ones; those with the most claims first.</summary>
    public static IEnumerable<DecisionReport> Sort(IReadOnlyList<DecisionReport> decisions) => Outcomes.SelectMany(outcome =>
        decisions.Where(decision => decision.Outcome == outcome).OrderByDescending(decision => decision.Held));

    /// <summary>E.g. <c>0 refuted, 42 confirmed, 6 untested</c>.</summary>
    public static string CountOutcomes(IReadOnlyList<DecisionReport> decisions) =>
        string.Join(", ", Outcomes.Select(outcome => $"{decisions.Count(decision => decision.Outcome == outcome)} {outcome}"));

    private static DecisionReport Judge(
        AssumptionDecision decision, int held, CaseDeviation? refutation, IReadOnlyDictionary<string, string> skips)
    {
        if (refutation is not null) return new(decision.Id, decision.Title, Refuted, held, refutation.Headline);
        return held > 0 ? new(decision.Id, decision.Title, Confirmed, held, null)
            : new(decision.Id, decision.Title, Untested, held, ExplainUntested(decision, skips));
    }

    private static string ExplainUntested(AssumptionDecision decision, IReadOnlyDictionary<string, string> skips)
    {
        var cases = ClaimCatalogue.All.Where(claim => decision.Covers(new Claim(claim.Evidence, claim.Source)))
            .Select(claim => claim.Case).ToHashSet();
        return skips.Where(skip => cases.Contains(ClaimCatalogue.GetCaseName(skip.Key))).GroupBy(skip => skip.Value)
            .MaxBy(same => same.Count())?.Key
            ?? (RequestBudget.AllowsWrites ? "no case of it was run" : "its cases write; set SCOPIX_CONTRACT_WRITE=1 to allow it");
    }
}
