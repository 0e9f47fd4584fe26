namespace Scopix.Contracts.Reports;

/// <summary>The report as one self-contained HTML page: style and script are inline, and nothing is fetched.</summary>
public static class HtmlReport
{
    /// <summary>Renders the whole page.</summary>
    public static string Render(RunReport report) => $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>Contract run against {Encode(report.Target)}</title>
        <style>
        {ReadResource("page.css")}
        </style>
        </head>
        <body>
        <header>
        <h1>Contract run</h1>
        <p class="target">{Encode(report.Target)}</p>
        <p class="facts">{Encode(RenderFacts(report))}</p>
        </header>
        <main>
        {RenderNotices(report)}
        {RenderCards(report)}
        {RenderEvidenceCounts(report)}
        {RenderClaims("failures", "Failed", report.Failures)}
        {RenderClaims("refuted", "Assumptions refuted", report.Refuted)}
        {RenderTable("differences", "Differences from the baseline", ["operation or test", "kind", "where", "before", "now"],
            report.Comparison?.Differences.Select(d => new[] { d.Operation, d.Kind, d.Where, d.Before, d.Now }))}
        {RenderTable("drift", "Drift: what no schema names", ["operation", "status", "place", "what"],
            report.Unknown.Select(d => new[] { d.Operation, $"{d.Status}", d.Path, d.What }))}
        {HtmlOperations.Render(report)}
        {RenderTable("not-exercised", "Not exercised", ["what", "because"], report.NotExercised.Select(n => new[] { n.What, n.Because }))}
        {RenderTable("evidence", "Age of the evidence", ["evidence", "document", "dated", "days old", "how dated", "claims"],
            report.Evidence.Select(s => new[] { $"{s.Evidence}", s.Source, s.Dated, $"{s.AgeInDays}", s.By ?? "", $"{s.Claims}" }))}
        </main>
        <script>
        {ReadResource("page.js")}
        </script>
        </body>
        </html>

        """;

    /// <summary>Escapes text for HTML; null becomes the empty text.</summary>
    public static string Encode(string? text) => WebUtility.HtmlEncode(text ?? "");

    /// <summary>Renders a kind of evidence as a coloured word; empty for null.</summary>
    public static string RenderEvidenceBadge(EvidenceKind? evidence) => evidence is null
        ? "" : $"<span class=\"evidence {$"{evidence}".ToLowerInvariant()}\">{$"{evidence}".ToLowerInvariant()}</span>";

    /// <summary>Renders a share as a bar with its numbers beside it.</summary>
    public static string RenderBar(int part, int whole) => whole == 0
        ? "<span class=\"none\">–</span>"
        : $"<span class=\"bar\" aria-hidden=\"true\"><i style=\"width:{100.0 * part / whole:0.#}%\"></i></span> "
            + $"<span class=\"of\">{part} of {whole}</span>";

    private static string RenderFacts(RunReport report) => string.Create(CultureInfo.InvariantCulture,
        $"{report.StartedAt:yyyy-MM-dd HH:mm} UTC · {report.Seconds} s · {report.Spent.Requests} requests · "
        + $"{report.Spent.Bytes / 1e6:0.0} MB · {string.Join(" · ", report.Versions.Select(v => $"{v.Key} {v.Value}"))}");

    private static string RenderNotices(RunReport report)
    {
        List<string> notices = [.. report.LeftBehind.Select(item => $"Left behind: {item}")];
        if (report.Spent.Exhausted is { } reason) notices.Add($"Stopped early: {reason}");
        if (report.Comparison is { } comparison) notices.Add(Baseline.FormatSummary(comparison));
        return string.Concat(notices.Select(n => $"<p class=\"notice\">{Encode(n)}</p>"));
    }

    private static string RenderCards(RunReport report)
    {
        var statuses = report.Operations.SelectMany(o => o.Statuses).Where(s => s.IsDocumented).ToList();
        var fields = report.Operations.SelectMany(o => o.Statuses).SelectMany(s => s.Fields).Where(f => f.IsDocumented).ToList();
        var sent = report.Operations.SelectMany(o => o.Sent).Where(s => s.IsDocumented).ToList();
        var (valuesSeen, valuesNeverSeen) = (fields.Sum(f => f.ValuesSeen.Count), fields.Sum(f => f.ValuesNeverSeen.Count));
        return $"""
            <section class="cards" aria-label="Summary">
            {RenderCard("tests passed", report.Count("passed"), report.Tests.Count, report.Count("failed") > 0 ? "bad" : "good")}
            {RenderCard("operations called", report.Operations.Count(o => o.Requests > 0), report.Operations.Count)}
            {RenderCard("statuses seen", statuses.Count(s => s.Seen > 0), statuses.Count)}
            {RenderCard("response fields seen", fields.Count(f => f.Seen > 0), fields.Count)}
            {RenderCard("enum values seen", valuesSeen, valuesSeen + valuesNeverSeen)}
            {RenderCard("request names sent", sent.Count(s => s.IsSent), sent.Count)}
            {RenderCountCard("failures", report.Failures.Count, "bad")}
            {RenderCountCard("assumptions refuted", report.Refuted.Count, "warn")}
            {RenderCountCard("unknown things seen", report.Unknown.Count, "warn")}
            </section>
            """;
    }

    private static string RenderCard(string name, int part, int whole, string kind = "") =>
        $"<div class=\"card {kind}\"><b>{part}</b><span>of {whole} {name}</span>"
        + $"<span class=\"bar\" aria-hidden=\"true\"><i style=\"width:{(whole == 0 ? 0 : 100.0 * part / whole):0.#}%\"></i></span></div>";

    private static string RenderCountCard(string name, int count, string kind) =>
        $"<div class=\"card {(count > 0 ? kind : "good")}\"><b>{count}</b><span>{name}</span></div>";

    private static string RenderEvidenceCounts(RunReport report)
    {
        var rows = report.EvidenceCounts.Select(c =>
            $"<tr><td>{RenderEvidenceBadge(c.Evidence)}</td><td class=\"number\">{c.Held}</td>"
            + $"<td class=\"number{(c.Refuted > 0 ? " bad" : "")}\">{c.Refuted}</td>"
            + $"<td class=\"wide\">{RenderBar(c.Held, c.Held + c.Refuted)}</td></tr>");
        return $"""
            <section id="claims"><h2>Claims by evidence</h2><div class="scroll" tabindex="0"><table>
            <thead><tr>
            <th scope="col">evidence</th><th scope="col" class="number">held</th>
            <th scope="col" class="number">did not hold</th><th scope="col">share</th>
            </tr></thead>
            <tbody>{string.Concat(rows)}</tbody>
            </table></div></section>
            """;
    }

    private static string RenderClaims(string id, string title, IReadOnlyList<ClaimReport> claims) =>
        RenderTable(id, title, ["evidence", "source", "test", "expectation"],
            claims.Select(c => new[] { $"{c.Evidence}", c.Source, c.Test, c.Expectation }));

    private static string RenderTable(string id, string title, string[] names, IEnumerable<string[]>? rows)
    {
        var cells = rows?.Select(row => $"<tr>{string.Concat(row.Select(cell => $"<td>{RenderCell(cell)}</td>"))}</tr>").ToList() ?? [];
        if (cells.Count == 0) return "";
        var head = string.Concat(names.Select(name => $"<th scope=\"col\">{name}</th>"));
        return $"""
            <section id="{id}"><details open><summary><h2>{title}</h2> <span class="count">{cells.Count}</span></summary>
            <div class="scroll" tabindex="0"><table>
            <thead><tr>{head}</tr></thead>
            <tbody>{string.Concat(cells)}</tbody>
            </table></div>
            </details></section>
            """;
    }

    private static string RenderCell(string text) =>
        Enum.GetNames<EvidenceKind>().Contains(text) ? RenderEvidenceBadge(Enum.Parse<EvidenceKind>(text)) : Encode(text);

    private static string ReadResource(string name)
    {
        using var reader = new StreamReader(typeof(HtmlReport).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().TrimEnd();
    }
}
