namespace Scopix.Contracts.Reports;

/// <summary>The report as Markdown.</summary>
public static class MarkdownReport
{
    /// <summary>Renders the whole report.</summary>
    public static string Render(RunReport report)
    {
        var text = new StringBuilder();
        AppendHeader(text, report);
        AppendSection(text, "Differences from the baseline",
            report.Comparison?.Differences.Select(d => $"{d.Operation} {d.Where}: {d.Kind} {d.Before} → {d.Now}"));
        AppendSection(text, "Failed", report.Failures.Select(FormatClaim));
        AppendSection(text, "Assumptions refuted", report.Refuted.Select(FormatClaim));
        AppendSection(text, "Drift: what no schema names", report.Unknown.Select(d => $"{d.Operation} {d.Status} `{d.Path}`: {d.What}"));
        AppendSection(text, "Left behind", report.LeftBehind);
        AppendOperations(text, report);
        AppendSection(text, "Fields never seen", FormatFields(report, f => f.Presence == "never"));
        AppendSection(text, "Fields seen as null alone", FormatFields(report, f => f.IsNullOnly));
        AppendSection(text, "Enum values never seen",
            report.Operations.SelectMany(o => o.Statuses.Where(s => s.Seen > 0).SelectMany(s => s.Fields
            .Where(f => f.Seen > 0 && f.ValuesNeverSeen.Count > 0)
            .Select(f => $"{o.Id} {s.Status} `{f.Path}`: {string.Join(", ", f.ValuesNeverSeen)}"))));
        AppendSection(text, "Documented and never sent", report.Operations.Where(o => o.Requests > 0)
            .Select(o => (o.Id, Names: o.Sent.Where(s => s.IsDocumented && !s.IsSent).Select(s => $"`{s.Name}`").ToList()))
            .Where(o => o.Names.Count > 0).Select(o => $"{o.Id}: {string.Join(", ", o.Names)}"));
        AppendSection(text, "Not exercised", report.NotExercised.Select(n => $"{n.What}: {n.Because}"));
        AppendEvidence(text, report);
        return text.ToString();
    }

    private static void AppendHeader(StringBuilder text, RunReport report)
    {
        Append(text, $"# Contract run against {report.Target}\n\n");
        Append(text, $"{report.StartedAt:yyyy-MM-dd HH:mm} UTC, {report.Seconds} s, {report.Spent.Requests} requests, ");
        Append(text, $"{report.Spent.Bytes / 1e6:0.0} MB; ");
        Append(text, $"{report.Count("passed")} tests passed, {report.Count("failed")} failed, {report.Count("skipped")} skipped. ");
        Append(text, $"{string.Join(", ", report.Versions.Select(v => $"{v.Key} {v.Value}"))}.\n");
        if (report.Spent.Exhausted is { } reason) Append(text, $"\n**Stopped early: {reason}.**\n");
        if (report.Comparison is { } comparison) Append(text, $"\n**{Baseline.FormatSummary(comparison)}.**\n");
        text.Append("\n| evidence | held | did not hold |\n|---|---|---|\n");
        foreach (var c in report.EvidenceCounts) Append(text, $"| {c.Evidence} | {c.Held} | {c.Refuted} |\n");
    }

    private static void AppendOperations(StringBuilder text, RunReport report)
    {
        text.Append(
            "\n## Operations\n| operation | evidence | requests | statuses seen | never seen | fields seen | parameters sent |\n"
            + "|---|---|---|---|---|---|---|\n");
        foreach (var o in report.Operations)
        {
            var fields = o.Statuses.SelectMany(s => s.Fields).Where(f => f.IsDocumented).ToList();
            var sent = o.Sent.Where(s => s.IsDocumented).ToList();
            Append(text, $"| {o.Id} | {o.Evidence} | {o.Requests} | ");
            Append(text, $"{FormatStatuses(o, s => s.Seen > 0)} | {FormatStatuses(o, s => s.Seen == 0)} | ");
            Append(text, $"{fields.Count(f => f.Seen > 0)} of {fields.Count} | {sent.Count(s => s.IsSent)} of {sent.Count} |\n");
        }
    }

    private static void AppendEvidence(StringBuilder text, RunReport report)
    {
        text.Append("\n## Age of the evidence\n| evidence | document | dated | days old | how dated | claims |\n");
        text.Append("|---|---|---|---|---|---|\n");
        foreach (var s in report.Evidence)
            Append(text, $"| {s.Evidence} | {s.Source} | {s.Dated} | {s.AgeInDays} | {s.By} | {s.Claims} |\n");
    }

    private static string FormatStatuses(OperationReport operation, Func<StatusReport, bool> which) =>
        string.Join(", ", operation.Statuses.Where(which).Select(s => s.IsDocumented ? $"{s.Status}" : $"**{s.Status}** (undocumented)"));

    private static IEnumerable<string> FormatFields(RunReport report, Func<FieldReport, bool> which) => report.Operations
        .SelectMany(
            o => o.Statuses.Where(s => s.Seen > 0)
                .Select(s => (Where: $"{o.Id} {s.Status}", Names: s.Fields.Where(which).Select(f => $"`{f.Path}`").ToList())))
        .Where(found => found.Names.Count > 0).Select(found => $"{found.Where}: {string.Join(", ", found.Names)}");

    private static string FormatClaim(ClaimReport claim) =>
        $"{claim.Test}: {claim.Expectation.ReplaceLineEndings(" ")} ({claim.Evidence}: {claim.Source})";

    private static void AppendSection(StringBuilder text, string title, IEnumerable<string>? lines)
    {
        var list = lines?.Distinct().ToList() ?? [];
        if (list.Count > 0) Append(text, $"\n## {title}\n{string.Concat(list.Select(l => $"- {l}\n"))}");
    }

    private static void Append(StringBuilder text, FormattableString part) => text.Append(part.ToString(CultureInfo.InvariantCulture));
}
