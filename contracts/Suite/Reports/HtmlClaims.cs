using static Scopix.Contracts.Reports.HtmlText;

namespace Scopix.Contracts.Reports;

/// <summary>The numbers of the page. All of them count claims, so that they add up.</summary>
public static class HtmlClaims
{
    /// <summary>Renders the section.</summary>
    public static string Render(RunReport report)
    {
        var claims = report.ClaimCounts;
        return $"""
            <section id="claims" aria-labelledby="claims-title">
            <h2 id="claims-title">{Format(claims.Total)} claims</h2>
            <div class="numbers">
            <div class="totals">
            {RenderNumber("held", claims.Held, "held")}
            {RenderNumber("refuted", claims.Refuted, "refuted")}
            {RenderNumber("unexercised", claims.NotExercised, "not exercised")}
            {RenderBar(claims)}
            <p class="note">A claim is what the contract says of one operation: a status, a field or a value that it documents, or the
            expectation of a case. It counts once, however often it is checked.</p>
            </div>
            {RenderEvidenceCounts(report)}
            </div>
            </section>
            """;
    }

    private static string RenderNumber(string kind, int count, string name) =>
        $"<p class=\"number-of {kind}{(count == 0 ? " zero" : "")}\"><b>{Format(count)}</b> {name}</p>";

    private static string RenderEvidenceCounts(RunReport report)
    {
        var rows = report.EvidenceCounts.Select(c =>
            $"<tr><th scope=\"row\">{RenderEvidenceBadge(c.Evidence)}</th><td class=\"number\">{Format(c.Claims.Held)}</td>"
            + $"<td class=\"number{(c.Claims.Refuted > 0 ? " bad" : "")}\">{Format(c.Claims.Refuted)}</td>"
            + $"<td class=\"number\">{Format(c.Claims.NotExercised)}</td><td class=\"wide\">{RenderBar(c.Claims)}</td></tr>");
        return $"""
            <table class="by-evidence">
            <thead><tr>
            <th scope="col">evidence</th><th scope="col" class="number">held</th><th scope="col" class="number">refuted</th>
            <th scope="col" class="number">not exercised</th><th class="wide"></th>
            </tr></thead>
            <tbody>{string.Concat(rows)}</tbody>
            </table>
            """;
    }
}
