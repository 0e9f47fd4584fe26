using static Scopix.Contracts.Reports.HtmlText;

namespace Scopix.Contracts.Reports;

/// <summary>The section of the page with what is new since an earlier run.</summary>
public static class HtmlComparison
{
    /// <summary>Renders the section; empty without a baseline.</summary>
    public static string Render(RunReport report) => report.Comparison is not { } comparison ? "" : $"""
        <section id="comparison" aria-labelledby="comparison-title">
        <h2 id="comparison-title">Since {Encode(comparison.Baseline)} of {comparison.StartedAt:yyyy-MM-dd HH:mm}</h2>
        {RenderCauses(report, comparison)}
        {RenderTable("differences", "Differences", ["operation or test", "kind", "where", "before", "now"],
            comparison.Differences.Select(d => new[] { CauseSummary.ShortenCase(d.Operation), d.Kind, d.Where, d.Before, d.Now }))}
        </section>
        """;

    private static string RenderCauses(RunReport report, Comparison comparison)
    {
        var fresh = comparison.NewCauses.Select(number => RenderNewCause(number, report.Causes[number - 1]));
        var gone = comparison.GoneCauses.Select(RenderGoneCause);
        List<string> items = [.. fresh, .. gone];
        var kept = report.Causes.Count - comparison.NewCauses.Count;
        if (kept > 0) items.Add($"<li><span class=\"mark\">known</span> {CauseSummary.Count(kept, "cause")}, as before</li>");
        if (comparison.Differences.Count == 0 && items.Count == 0) items.Add("<li><span class=\"mark\">same</span> nothing differs</li>");
        return items.Count == 0 ? "" : $"<ul class=\"changes\">{string.Concat(items)}</ul>";
    }

    private static string RenderNewCause(int number, CauseReport cause) =>
        $"<li><span class=\"mark new\">new</span> <a href=\"#cause-{number}\">{Encode(HtmlCauses.FormatOperations(cause.Operations))}"
        + $"{Encode(cause.Summary)}</a></li>";

    private static string RenderGoneCause(GoneCause cause) =>
        $"<li><span class=\"mark {(cause.IsChecked ? "gone" : "")}\">{(cause.IsChecked ? "gone" : "not checked")}</span> "
        + $"{Encode(HtmlCauses.FormatOperations(cause.Operations))}{Encode(cause.Summary)} {RenderEvidenceBadge(cause.Evidence)}</li>";
}
