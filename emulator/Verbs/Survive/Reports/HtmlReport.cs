using System.Globalization;
using System.Net;

namespace Scopix.Emulator.Tool.Survive.Reports;

/// <summary>The report as one self-contained HTML page without a script; nothing is fetched.</summary>
internal static class HtmlReport
{
    public static string Render(SurviveReport report) => $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{Encode(report.Sentence)}</title>
        <style>
        {ReadStyle()}
        </style>
        </head>
        <body>
        <header><p class="product">Scopix survive</p>
        <nav aria-label="Sections"><a href="#matrix">Matrix</a><a href="#defects">Defects <small>{report.Defects.Count()}</small></a></nav>
        </header>
        <main>
        {RenderVerdict(report)}
        {RenderCounts(report)}
        {HtmlMatrix.Render(report)}
        {HtmlDefects.Render(report)}
        {RenderLegible(report)}
        </main>
        </body>
        </html>

        """;

    /// <summary>Escapes text for HTML.</summary>
    public static string Encode(string? text) => WebUtility.HtmlEncode(text ?? "");

    /// <summary>The id of an experiment's article.</summary>
    public static string GetAnchor(ExperimentResult result) =>
        string.Concat(result.Id.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));

    private static string RenderVerdict(SurviveReport report)
    {
        var defects = report.Defects.Count();
        var isNew = report.Baseline is { } baseline
            ? $"<p>{report.Defects.Count(defect => defect.IsNew == true)} of the defects are new since "
                + $"{baseline:yyyy-MM-dd HH:mm} UTC.</p>" : "";
        return $"""
            <section class="verdict {(defects == 0 ? "holds" : "fails")}" aria-label="Verdict">
            <h1>The client {Encode(report.Sentence)}</h1>
            <p class="target"><code>{Encode(string.Join(' ', report.Command.Select(ShellText.Quote)))}</code></p>
            <p>{(defects == 0 ? "No defect was found." : $"{defects} {(defects == 1 ? "defect was" : "defects were")} found.")}
            {(report.NotMet == 0 ? "" : $"{report.NotMet} experiments say nothing, since the command did not meet the trouble.")}
            {(report.NotRun == 0 ? "" : $"{report.NotRun} experiments were not run.")}</p>
            {isNew}
            <p class="facts">{FormatFacts(report)}</p>
            </section>
            """;
    }

    private static string FormatFacts(SurviveReport report) => string.Create(CultureInfo.InvariantCulture,
        $"{report.StartedAt:yyyy-MM-dd HH:mm} UTC · {report.Seconds:0.0} s · {report.Experiments.Length} experiments, {report.Parallel} "
        + $"at once · hung after {report.HangAfterSeconds:0.#} s · seed {report.Seed}");

    private static string RenderCounts(SurviveReport report) => $"""
        <section aria-label="Verdicts"><ul class="counts">
        {string.Concat(Verdicts.All.Select(word => $"<li class=\"{word}{(report.Counts[word] == 0 ? " zero" : "")}\" "
            + $"title=\"{Encode(VerdictText.Describe(word))}\"><b>{report.Counts[word]}</b> {VerdictText.GetWords(word)}</li>\n"))}
        </ul></section>
        """;

    private static string RenderLegible(SurviveReport report)
    {
        var rows = report.Experiments.Where(result => result is { IsMet: true, Verdict: Verdicts.FailedLegibly })
            .Select(result => $"<tr><th scope=\"row\"><code>{Encode(result.Call)}</code></th><td>{Encode(result.Kind)}</td>"
                + $"<td>{Encode(result.Description)}</td><td class=\"number\">{result.ExitCode}</td>"
                + $"<td><a href=\"{Encode(result.Output)}\">output</a></td></tr>").ToList();
        return rows.Count == 0 ? "" : $"""
            <section id="legible"><details class="fold"><summary><h2>Failed legibly</h2> <small>{rows.Count}</small></summary>
            <div class="scroll" tabindex="0"><table>
            <thead><tr><th scope="col">call</th><th scope="col">trouble</th><th scope="col">what happened</th>
            <th scope="col" class="number">exit code</th><th scope="col">printed</th></tr></thead>
            <tbody>{string.Join('\n', rows)}</tbody>
            </table></div></details></section>
            """;
    }

    private static string ReadStyle()
    {
        using var reader = new StreamReader(typeof(HtmlReport).Assembly.GetManifestResourceStream("survive.css")!);
        return reader.ReadToEnd().TrimEnd();
    }
}
