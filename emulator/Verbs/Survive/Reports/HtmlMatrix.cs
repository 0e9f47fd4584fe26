using static Scopix.Emulator.Tool.Survive.Reports.HtmlReport;

namespace Scopix.Emulator.Tool.Survive.Reports;

/// <summary>The section of the page with the matrix of calls and kinds of trouble.</summary>
internal static class HtmlMatrix
{
    public static string Render(SurviveReport report)
    {
        var matrix = new ReportMatrix(report);
        var groups = string.Concat(matrix.Categories.Select(
            category => $"<th scope=\"colgroup\" class=\"group\" colspan=\"{category.Kinds.Length}\">{category.Category}</th>"));
        var kinds = string.Concat(matrix.Categories.SelectMany(category => category.Kinds.Select((kind, index) =>
            $"<th scope=\"col\" class=\"kind{(index == 0 ? " first" : "")}\"><span>{VerdictText.GetWords(kind)}</span></th>")));
        return $"""
            <section id="matrix" aria-labelledby="matrix-title">
            <h2 id="matrix-title">Calls and trouble</h2>
            {RenderLegend(report)}
            <div class="scroll" tabindex="0" role="region" aria-labelledby="matrix-title"><table class="matrix">
            <thead><tr><th rowspan="2" scope="col" class="call">call</th>{groups}</tr><tr>{kinds}</tr></thead>
            <tbody>
            {string.Join('\n', matrix.Calls.Select(call => RenderRow(matrix, call)))}
            </tbody>
            </table></div>
            </section>
            """;
    }

    private static string RenderRow(ReportMatrix matrix, string call) =>
        $"<tr><th scope=\"row\" class=\"call\"><code>{Encode(call)}</code></th>" + string.Concat(matrix.Categories.SelectMany(
            category => category.Kinds.Select((kind, index) => RenderCell(matrix.Find(call, kind), index == 0 ? " first" : "")))) + "</tr>";

    private static string RenderCell(ExperimentResult? result, string first)
    {
        if (result is null) return $"<td class=\"{first.Trim()}\"></td>";
        var (kind, words) = result.IsMet
            ? (result.Verdict, VerdictText.GetWords(result.Verdict)) : ("not-met", "the command did not meet the trouble");
        var sign = $"<span aria-hidden=\"true\">{VerdictText.GetSign(result)}</span><span class=\"visually-hidden\">{words}</span>";
        var title = Encode($"{result.Id}: {words}. {(result.IsMet ? result.Reason : "")}");
        return $"<td class=\"cell {kind}{first}{(result.IsNew == true ? " new" : "")}\" title=\"{title}\">"
            + (result.IsDefect ? $"<a href=\"#{GetAnchor(result)}\">{sign}</a>" : sign) + "</td>";
    }

    private static string RenderLegend(SurviveReport report)
    {
        var examples = report.Experiments.Where(result => result.IsMet).DistinctBy(result => result.Verdict)
            .OrderBy(result => Array.IndexOf([.. Verdicts.All], result.Verdict))
            .Select(result => $"<li><span class=\"cell {result.Verdict}\">{VerdictText.GetSign(result)}</span> "
                + $"{VerdictText.GetWords(result.Verdict)}</li>");
        var notMet = report.NotMet > 0 ? "<li><span class=\"cell not-met\">·</span> not met</li>" : "";
        return $"<ul class=\"legend\">{string.Concat(examples)}{notMet}</ul>";
    }
}
