using Scopix.Contracts.Reports;

namespace Scopix.Contracts.Tool;

/// <summary>The outcome of each decision, in one line.</summary>
internal static class DecisionSummary
{
    /// <summary>E.g. <c>confirmed  malformed-ids (6 claims held)</c>; refuted decisions first, and their numbers at the end.</summary>
    public static IEnumerable<string> Format(IReadOnlyList<DecisionReport> decisions)
    {
        foreach (var decision in DecisionReports.Sort(decisions))
            yield return $"{decision.Outcome,-9}  {decision.Id}" + (decision.Detail is { } detail
                ? $": {OptionNames.Replace(detail)}" : $" ({decision.Held} {(decision.Held == 1 ? "claim" : "claims")} held)");
        yield return $"{decisions.Count} decisions: {DecisionReports.CountOutcomes(decisions)}";
    }
}
