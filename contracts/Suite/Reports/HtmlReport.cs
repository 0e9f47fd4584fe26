namespace Scopix.Contracts.Reports;

/// <summary>The report as one page that needs nothing else: its style and script are inside, nothing is fetched.</summary>
public static class HtmlReport
{
    /// <summary>The text.</summary>
    public static string Of(RunReport report) => $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>Contract run against {Text(report.Target)}</title>
        <style>
        {Resource("page.css")}
        </style>
        </head>
        <body>
        <header>
        <h1>Contract run</h1>
        <p class="target">{Text(report.Target)}</p>
        <p class="facts">{Text(Facts(report))}</p>
        </header>
        <main>
        {Notices(report)}
        {Cards(report)}
        {Tiers(report)}
        {Claims("failures", "Failed", report.Failures)}
        {Claims("refuted", "Assumptions refuted", report.Refuted)}
        {Table("differences", "Differences from the baseline", ["operation or test", "kind", "where", "before", "now"],
            report.Comparison?.Differences.Select(d => new[] { d.Operation, d.Kind, d.Where, d.Before, d.Now }))}
        {Table("drift", "Drift: what no schema names", ["operation", "status", "place", "what"],
            report.Unknown.Select(d => new[] { d.Operation, $"{d.Status}", d.Path, d.What }))}
        {HtmlOperations.Of(report)}
        {Table("not-exercised", "Not exercised", ["what", "because"], report.NotExercised.Select(n => new[] { n.What, n.Because }))}
        {Table("evidence", "Age of the evidence", ["tier", "document", "dated", "days old", "how dated", "claims"],
            report.Evidence.Select(s => new[] { $"{s.Tier}", s.Source, s.Dated, $"{s.AgeInDays}", s.By ?? "", $"{s.Claims}" }))}
        </main>
        <script>
        {Resource("page.js")}
        </script>
        </body>
        </html>

        """;

    /// <summary>Text as HTML shows it.</summary>
    public static string Text(string? text) => WebUtility.HtmlEncode(text ?? "");

    /// <summary>A coloured word for a tier.</summary>
    public static string Badge(Tier? tier) => tier is null ? "" : $"<span class=\"tier {$"{tier}".ToLowerInvariant()}\">{$"{tier}".ToLowerInvariant()}</span>";

    /// <summary>A bar of a share, with its numbers beside it.</summary>
    public static string Bar(int part, int whole) => whole == 0
        ? "<span class=\"none\">–</span>"
        : $"<span class=\"bar\" aria-hidden=\"true\"><i style=\"width:{100.0 * part / whole:0.#}%\"></i></span> <span class=\"of\">{part} of {whole}</span>";

    private static string Facts(RunReport report) => string.Create(CultureInfo.InvariantCulture,
        $"{report.StartedAt:yyyy-MM-dd HH:mm} UTC · {report.Seconds} s · {report.Spent.Requests} requests · {report.Spent.Bytes / 1e6:0.0} MB · {string.Join(" · ", report.Versions.Select(v => $"{v.Key} {v.Value}"))}");

    private static string Notices(RunReport report)
    {
        List<string> notices = [.. report.LeftBehind.Select(thing => $"Left behind: {thing}")];
        if (report.Spent.Exhausted is { } reason) notices.Add($"Stopped early: {reason}");
        if (report.Comparison is { } comparison) notices.Add(Baseline.Line(comparison));
        return string.Concat(notices.Select(n => $"<p class=\"notice\">{Text(n)}</p>"));
    }

    private static string Cards(RunReport report)
    {
        var statuses = report.Operations.SelectMany(o => o.Statuses).Where(s => s.IsDocumented).ToList();
        var fields = report.Operations.SelectMany(o => o.Statuses).SelectMany(s => s.Fields).Where(f => f.IsDocumented).ToList();
        var sent = report.Operations.SelectMany(o => o.Sent).Where(s => s.IsDocumented).ToList();
        return $"""
            <section class="cards" aria-label="Summary">
            {Card("tests passed", report.Count("passed"), report.Tests.Count, report.Count("failed") > 0 ? "bad" : "good")}
            {Card("operations called", report.Operations.Count(o => o.Requests > 0), report.Operations.Count)}
            {Card("statuses met", statuses.Count(s => s.Seen > 0), statuses.Count)}
            {Card("answer fields seen", fields.Count(f => f.Seen > 0), fields.Count)}
            {Card("enum values seen", fields.Sum(f => f.ValuesSeen.Count), fields.Sum(f => f.ValuesSeen.Count + f.ValuesNeverSeen.Count))}
            {Card("request names sent", sent.Count(s => s.IsSent), sent.Count)}
            {Count("failures", report.Failures.Count, "bad")}
            {Count("assumptions refuted", report.Refuted.Count, "warn")}
            {Count("unknown things seen", report.Unknown.Count, "warn")}
            </section>
            """;
    }

    private static string Card(string name, int part, int whole, string kind = "") =>
        $"<div class=\"card {kind}\"><b>{part}</b><span>of {whole} {name}</span><span class=\"bar\" aria-hidden=\"true\"><i style=\"width:{(whole == 0 ? 0 : 100.0 * part / whole):0.#}%\"></i></span></div>";

    private static string Count(string name, int count, string kind) => $"<div class=\"card {(count > 0 ? kind : "good")}\"><b>{count}</b><span>{name}</span></div>";

    private static string Tiers(RunReport report)
    {
        var rows = report.Tiers.Select(t => $"<tr><td>{Badge(t.Tier)}</td><td class=\"number\">{t.Held}</td><td class=\"number{(t.Refuted > 0 ? " bad" : "")}\">{t.Refuted}</td><td class=\"wide\">{Bar(t.Held, t.Held + t.Refuted)}</td></tr>");
        return $"<section id=\"tiers\"><h2>Claims by tier</h2><div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">tier</th><th scope=\"col\" class=\"number\">held</th><th scope=\"col\" class=\"number\">did not hold</th><th scope=\"col\">share</th></tr></thead><tbody>{string.Concat(rows)}</tbody></table></div></section>";
    }

    private static string Claims(string id, string title, IReadOnlyList<ClaimReport> claims) =>
        Table(id, title, ["tier", "source", "test", "expectation"], claims.Select(c => new[] { $"{c.Tier}", c.Source, c.Test, c.Expectation }));

    private static string Table(string id, string title, string[] names, IEnumerable<string[]>? rows)
    {
        var cells = rows?.Select(row => $"<tr>{string.Concat(row.Select(cell => $"<td>{Cell(cell)}</td>"))}</tr>").ToList() ?? [];
        if (cells.Count == 0) return "";
        var head = string.Concat(names.Select(name => $"<th scope=\"col\">{name}</th>"));
        return $"<section id=\"{id}\"><details open><summary><h2>{title}</h2> <span class=\"count\">{cells.Count}</span></summary><div class=\"scroll\" tabindex=\"0\"><table><thead><tr>{head}</tr></thead><tbody>{string.Concat(cells)}</tbody></table></div></details></section>";
    }

    private static string Cell(string text) => Enum.GetNames<Tier>().Contains(text) ? Badge(Enum.Parse<Tier>(text)) : Text(text);

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(HtmlReport).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().TrimEnd();
    }
}
