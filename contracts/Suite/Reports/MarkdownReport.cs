using static Scopix.Contracts.Reports.MarkdownText;

namespace Scopix.Contracts.Reports;

/// <summary>The report as Markdown, made for the summary of a CI job: verdict and causes first, everything else folded.</summary>
public static class MarkdownReport
{
    /// <summary>The summary of a job of GitHub Actions may have 1 MiB; a section that does not fit is left out.</summary>
    public const int MaxBytes = 900_000;

    private const int MaxCases = 100;

    /// <summary>Renders the whole report.</summary>
    public static string Render(RunReport report)
    {
        IEnumerable<string> sections = [RenderHeader(report), RenderComparison(report), .. RenderCauses(report), .. RenderDetails(report)];
        var (text, bytes, isCut) = (new StringBuilder(), 0, false);
        foreach (var section in sections.Where(section => section.Length > 0).Select(RemoveBlankLines))
        {
            var size = Encoding.UTF8.GetByteCount(section) + 1;
            if (bytes + size > MaxBytes) isCut = true;
            else text.Append(section).Append('\n');
            if (bytes + size <= MaxBytes) bytes += size;
        }
        return text.ToString() + (isCut ? "The rest does not fit; the HTML and JSON reports have all of it.\n" : "");
    }

    private static string RenderHeader(RunReport report)
    {
        var verdict = RunVerdict.Create(report);
        var (all, spent) = (report.ClaimCounts, report.Spent);
        return string.Create(CultureInfo.InvariantCulture, $"""
            # Contract run: {Escape(verdict.Title)}

            {FormatCode(report.Target)}: {Escape(verdict.Detail)}
            {string.Concat(report.LeftBehind.Select(item => $"\n**Left behind on the target: {Escape(item)}**\n"))}
            {FormatTable(["claims", "held", "refuted", "not exercised"],
            [
                ["**all**", $"{all.Held:N0}", all.Refuted == 0 ? "0" : $"**{all.Refuted:N0}**", $"{all.NotExercised:N0}"],
                .. report.EvidenceCounts.Select(c => new[]
                    { HtmlText.Lower(c.Evidence), $"{c.Claims.Held:N0}", $"{c.Claims.Refuted:N0}", $"{c.Claims.NotExercised:N0}" }),
            ])}
            {RenderDecisions(report.Decisions)}
            {report.StartedAt:yyyy-MM-dd HH:mm} UTC · {report.Seconds} s ·
            {CauseSummary.Count((int)spent.Requests, "request")} · {spent.Bytes / 1e6:0.0} MB ·
            {string.Join(" · ", report.Versions.Select(v => $"{v.Key} {v.Value}"))}

            """);
    }

    private static string RenderDecisions(IReadOnlyList<DecisionReport> decisions) => decisions.Count == 0 ? "" :
        $"Decisions that assumptions rest on: {DecisionReports.CountOutcomes(decisions)}."
        + string.Concat(decisions.Where(decision => decision.Outcome == DecisionReports.Refuted)
            .Select(decision => $" **Refuted**: {Escape(decision.Title)} ({FormatCode(decision.Id)}).")) + "\n";

    private static string RenderComparison(RunReport report)
    {
        if (report.Comparison is not { } comparison) return "";
        var fresh = comparison.NewCauses.Select(number => $"**new**: {FormatCause(report.Causes[number - 1])} (cause {number})");
        var gone = comparison.GoneCauses.Select(cause =>
            $"{(cause.IsChecked ? "gone" : "not checked")}: {Escape(HtmlCauses.FormatOperations(cause.Operations) + cause.Summary)}");
        return $"## Since the baseline\n\n{Escape(Baseline.FormatSummary(comparison))}.\n\n{FormatList([.. fresh, .. gone])}"
            + Fold($"{comparison.Differences.Count} differences", FormatList(comparison.Differences.Select(d =>
                $"{Escape($"{CauseSummary.ShortenCase(d.Operation)} {d.Where}: {d.Kind} {d.Before} → {d.Now}")}"), 500));
    }

    private static IEnumerable<string> RenderCauses(RunReport report)
    {
        var numbered = report.Causes.Select((cause, index) => (Cause: cause, Number: index + 1))
            .ToLookup(item => item.Cause.Evidence == EvidenceKind.Assumed);
        if (numbered[false].Any()) yield return "## What is wrong\n";
        foreach (var (cause, number) in numbered[false]) yield return RenderCause(cause, number, report);
        if (numbered[true].Any()) yield return "## Assumptions refuted\n";
        foreach (var (cause, number) in numbered[true]) yield return RenderCause(cause, number, report);
        var broken = report.Failures.Where(claim => claim.Evidence is null).ToList();
        if (broken.Count > 0)
            yield return "## Cases that broke\n\n"
                + FormatList(broken.Select(claim => $"{FormatCode(CauseSummary.ShortenCase(claim.Test))}: {Escape(claim.Expectation)}"),
                    MaxCases);
    }

    private static string RenderCause(CauseReport cause, int number, RunReport report)
    {
        var mark = report.Comparison?.NewCauses.Contains(number) == true ? " (new)" : "";
        return $"""
            ### {number}. {FormatCause(cause)}{mark}

            {(cause.Request is null ? "" : $"{FormatCode(cause.Request)} · ")}{Escape($"{new Claim(cause.Evidence, cause.Source)}")}
            {(cause.RequestId is null ? "" : $"· request id {FormatCode(cause.RequestId)}")}

            {(cause.Curl is null ? "" : FormatBlock("sh", [cause.Curl]))}{(cause.Body.Count == 0 ? "" : FormatBlock("", cause.Body))}
            {FoldLines(CauseSummary.Count(cause.Cases.Count, "case"), cause.Cases.Select(CauseSummary.ShortenCase))}
            {FoldLines(CauseSummary.Count(cause.OtherForms.Count, "other form"), cause.OtherForms)}
            """;
    }

    private static string FormatCause(CauseReport cause) => cause.Expected.Length == 0
        ? Escape(HtmlCauses.FormatOperations(cause.Operations) + cause.Summary)
        : $"{Escape(HtmlCauses.FormatOperations(cause.Operations))}{FormatCode(cause.Place)} expected {FormatCode(cause.Expected)}, "
            + $"got {FormatCode(cause.Got)}";

    private static string FoldLines(string title, IEnumerable<string> lines) =>
        Fold(title, FormatList(lines.Select(FormatCode), MaxCases));

    private static IEnumerable<string> RenderDetails(RunReport report)
    {
        yield return Fold($"{report.Operations.Count} operations", FormatTable(["operation", "held", "refuted", "not exercised", "requests",
            "statuses seen", "never seen"], report.Operations.Select(FormatOperation)));
        yield return FoldList("Seen, and in no schema", report.Unknown.Select(d =>
            $"{d.Operation} {d.Status} {FormatCode(d.Path)}: {Escape(d.What)}"));
        yield return FoldList("Fields never seen", MarkdownFields.FormatFields(report, field => field.Presence == "never"));
        yield return FoldList("Fields seen as null alone", MarkdownFields.FormatFields(report, field => field.IsNullOnly));
        yield return FoldList("Enum values never seen", MarkdownFields.FormatEnumValues(report));
        yield return FoldList("Documented and never sent", MarkdownFields.FormatUnsentNames(report));
        yield return FoldList("Not exercised", report.NotExercised.Select(n => Escape($"{n.What}: {n.Because}")));
        yield return Fold("Age of the evidence", FormatTable(["evidence", "document", "dated", "days old", "how dated", "times cited"],
            report.Evidence.Select(s => new[]
                { HtmlText.Lower(s.Evidence), Escape(s.Source), s.Dated, $"{s.AgeInDays}", s.By ?? "", $"{s.Claims}" })));
    }

    private static string FoldList(string title, IEnumerable<string> lines) => Fold(title, FormatList(lines));

    private static string[] FormatOperation(OperationReport o) =>
    [
        FormatCode(o.Id), $"{o.Claims.Held}", o.Claims.Refuted == 0 ? "0" : $"**{o.Claims.Refuted}**", $"{o.Claims.NotExercised}",
        $"{o.Requests}", FormatStatuses(o, s => s.Seen > 0), FormatStatuses(o, s => s.Seen == 0),
    ];

    private static string FormatStatuses(OperationReport operation, Func<StatusReport, bool> which) =>
        string.Join(", ", operation.Statuses.Where(which).Select(s => s.IsDocumented ? $"{s.Status}" : $"**{s.Status}** (undocumented)"));
}
