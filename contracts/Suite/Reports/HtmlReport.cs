using System.Security.Cryptography;
using static Scopix.Contracts.Reports.HtmlText;

namespace Scopix.Contracts.Reports;

/// <summary>
/// The report as one self-contained HTML page: style and script are inline, nothing is fetched, and no other script may run.
/// </summary>
public static class HtmlReport
{
    /// <summary>Renders the whole page.</summary>
    public static string Render(RunReport report)
    {
        var (verdict, script) = (RunVerdict.Create(report), $"\n{ReadResource("page.js")}\n");
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));
        return $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{hash}'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{Encode(verdict.Title)} – contract run against {Encode(report.Target)}</title>
            <style>
            {ReadResource("page.css")}
            </style>
            </head>
            <body>
            <header>
            <p class="product">Scopix contracts</p>
            {RenderNavigation(report)}
            </header>
            <main>
            {RenderVerdict(report, verdict)}
            {HtmlClaims.Render(report)}
            {HtmlComparison.Render(report)}
            {RenderFilter()}
            {HtmlCauses.Render(report)}
            {HtmlOperations.Render(report)}
            {HtmlDecisions.Render(report.Decisions)}
            {RenderTable("drift", "Seen, and in no schema", ["operation", "status", "place", "what"],
                report.Unknown.Select(d => new[] { d.Operation, $"{d.Status}", d.Path, d.What }))}
            {RenderTable("not-exercised", "Not exercised", ["what", "because"],
                report.NotExercised.Select(n => new[] { n.What, n.Because }))}
            {RenderTable("evidence", "Age of the evidence", ["evidence", "document", "dated", "days old", "how dated", "times cited"],
                report.Evidence.Select(s => new[] { $"{s.Evidence}", s.Source, s.Dated, $"{s.AgeInDays}", s.By ?? "", $"{s.Claims}" }))}
            </main>
            <script>{script}</script>
            </body>
            </html>

            """;
    }

    private static string RenderNavigation(RunReport report)
    {
        (string Id, string Name, int Count)[] sections =
        [
            ("causes", "Causes", report.Causes.Count), ("operations", "Operations", report.Operations.Count),
            ("decisions", "Decisions", report.Decisions.Count), ("drift", "In no schema", report.Unknown.Count),
            ("not-exercised", "Not exercised", report.NotExercised.Count), ("evidence", "Evidence", report.Evidence.Count),
        ];
        return $"<nav aria-label=\"Sections\">{string.Concat(sections.Where(section => section.Count > 0)
            .Select(section => $"<a href=\"#{section.Id}\">{section.Name} <small>{section.Count}</small></a>"))}</nav>";
    }

    private static string RenderVerdict(RunReport report, RunVerdict verdict)
    {
        List<string> notices = [.. report.LeftBehind.Select(item => $"Left behind on the target: {item}")];
        return $"""
            <section class="verdict {$"{verdict.Kind}".ToLowerInvariant()}" aria-label="Verdict">
            <h1>{Encode(verdict.Title)}</h1>
            <p class="target">{Encode(report.Target)}</p>
            <p>{Encode(verdict.Detail)}</p>
            {string.Concat(notices.Select(notice => $"<p class=\"notice\">{Encode(notice)}</p>"))}
            <p class="facts">{Encode(RenderFacts(report))}</p>
            </section>
            """;
    }

    private static string RenderFacts(RunReport report) => string.Create(CultureInfo.InvariantCulture,
        $"{report.StartedAt:yyyy-MM-dd HH:mm} UTC · {report.Seconds} s · {report.Spent.Requests:N0} requests · "
        + $"{report.Spent.Bytes / 1e6:0.0} MB · {string.Join(" · ", report.Versions.Select(v => $"{v.Key} {v.Value}"))}");

    private static string RenderFilter()
    {
        var evidence = string.Concat(Enum.GetNames<EvidenceKind>().Select(name => name.ToLowerInvariant())
            .Select(name => $"<option value=\"{name}\">{name}</option>"));
        return $"""
            <form id="filter" role="search" aria-label="Filter causes and operations">
            <span><label for="words">Find</label>
            <input id="words" type="search" placeholder="files.list, /folders, status …" autocomplete="off"></span>
            <span><label for="evidence-kind">Evidence</label>
            <select id="evidence-kind"><option value="">any</option>{evidence}</select></span>
            <span><label for="state">Claims</label> <select id="state"><option value="">all</option><option value="refuted">refuted</option>
            <option value="unexercised">not exercised</option></select></span>
            <button id="all" type="button" aria-pressed="false">Unfold all</button>
            <output id="shown" aria-live="polite"></output>
            </form>
            """;
    }

    private static string ReadResource(string name)
    {
        using var reader = new StreamReader(typeof(HtmlReport).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().TrimEnd();
    }
}
