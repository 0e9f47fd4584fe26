using static Scopix.Emulator.Tool.Survive.Reports.HtmlReport;

namespace Scopix.Emulator.Tool.Survive.Reports;

/// <summary>The section of the page with the defects, the worst first, each with its reproduction.</summary>
internal static class HtmlDefects
{
    public static string Render(SurviveReport report)
    {
        var groups = report.Defects.GroupBy(defect => defect.Verdict)
            .OrderByDescending(group => Array.IndexOf([.. Verdicts.All], group.Key)).Select(RenderGroup).ToList();
        return $"""
            <section id="defects" aria-labelledby="defects-title">
            <h2 id="defects-title">Defects</h2>
            {(groups.Count == 0 ? "<p class=\"note\">There are none.</p>" : string.Concat(groups))}
            </section>
            """;
    }

    private static string RenderGroup(IGrouping<string, ExperimentResult> group) => $"""
        <h3 class="{group.Key}">{VerdictText.GetWords(group.Key)} <small>{group.Count()}</small></h3>
        <p class="note">{VerdictText.Describe(group.Key)}</p>
        {string.Concat(group.GroupBy(defect => defect.Advice).Select(RenderAdvice))}
        """;

    /// <summary>The advice once, and below it the experiments that it is for.</summary>
    private static string RenderAdvice(IGrouping<string?, ExperimentResult> group) => $"""
        <div class="advice {group.First().Verdict}">
        <p>{Encode(group.Key)}</p>
        {string.Concat(group.Select(RenderDefect))}
        </div>
        """;

    private static string RenderDefect(ExperimentResult defect) => $"""
        <details id="{GetAnchor(defect)}">
        <summary><code>{Encode(defect.Call)}</code> <b>{VerdictText.GetWords(defect.Kind)}</b>{(defect.IsNew == true
            ? " <span class=\"mark\">new</span>" : "")}<span class="why">{Encode(defect.Reason)}</span></summary>
        <p>{Encode(defect.Description)} Evidence: {Encode(defect.Evidence)}. {FormatWaits(defect)}
        <a href="{Encode(defect.Output)}">What the command has printed</a>{(defect.ExitCode is { } exit ? $", exit code {exit}" : "")}.</p>
        <pre tabindex="0">{Encode(string.Join('\n', [.. defect.Reproduction.Setup, defect.Reproduction.Command ?? ""]))}</pre>
        <ol>{string.Concat(defect.Reproduction.Requests.Select(request => $"<li>{Encode(request)}</li>"))}</ol>
        </details>
        """;

    private static string FormatWaits(ExperimentResult defect) => defect.WaitsMs.Length == 0
        ? "" : $"Waits before repetitions: {string.Join(", ", defect.WaitsMs.Take(10))} ms. ";
}
