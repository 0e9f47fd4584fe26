using static Scopix.Contracts.Reports.HtmlText;

namespace Scopix.Contracts.Reports;

/// <summary>The folded section of the page with the decisions that assumptions rest on: refuted ones first, confirmed ones last.</summary>
public static class HtmlDecisions
{
    /// <summary>Renders the section; empty without decisions.</summary>
    public static string Render(IReadOnlyList<DecisionReport> decisions) => decisions.Count == 0 ? "" : $"""
        <section id="decisions"><details class="fold"><summary><h2>Decisions that assumptions rest on</h2>
        <span class="count">{DecisionReports.CountOutcomes(decisions)}</span></summary>
        <div class="scroll" tabindex="0"><table class="decisions">
        <thead><tr><th scope="col">outcome</th><th scope="col">decision</th><th scope="col">what the run says</th></tr></thead>
        <tbody>{string.Concat(DecisionReports.Sort(decisions).Select(RenderRow))}</tbody>
        </table></div>
        </details></section>
        """;

    private static string RenderRow(DecisionReport decision) =>
        $"<tr><td><span class=\"chip {GetChip(decision.Outcome)}\">{Encode(decision.Outcome)}</span></td>"
        + $"<td>{Encode(decision.Title)}<br><code>{Encode(decision.Id)}</code></td>"
        + $"<td>{Encode(decision.Detail ?? $"{CauseSummary.Count(decision.Held, "claim")} held")}</td></tr>";

    private static string GetChip(string outcome) => outcome switch
    {
        DecisionReports.Refuted => "odd",
        DecisionReports.Confirmed => "met",
        _ => "missing",
    };
}
