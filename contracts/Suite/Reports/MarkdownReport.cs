namespace Scopix.Contracts.Reports;

/// <summary>The report as Markdown.</summary>
public static class MarkdownReport
{
    /// <summary>The text.</summary>
    public static string Of(RunReport report)
    {
        var text = new StringBuilder();
        Head(text, report);
        Section(text, "Differences from the baseline", report.Comparison?.Differences.Select(d => $"{d.Operation} {d.Where}: {d.Kind} {d.Before} → {d.Now}"));
        Section(text, "Failed", report.Failures.Select(Line));
        Section(text, "Assumptions refuted", report.Refuted.Select(Line));
        Section(text, "Drift: what no schema names", report.Unknown.Select(d => $"{d.Operation} {d.Status} `{d.Path}`: {d.What}"));
        Section(text, "Left behind", report.LeftBehind);
        Operations(text, report);
        Section(text, "Fields never seen", Fields(report, f => f.Presence == "never"));
        Section(text, "Fields seen as null alone", Fields(report, f => f.IsNullOnly));
        Section(text, "Enum values never seen", report.Operations.SelectMany(o => o.Statuses.Where(s => s.Seen > 0).SelectMany(s => s.Fields
            .Where(f => f.Seen > 0 && f.ValuesNeverSeen.Count > 0).Select(f => $"{o.Id} {s.Status} `{f.Path}`: {string.Join(", ", f.ValuesNeverSeen)}"))));
        Section(text, "Documented and never sent", report.Operations.Where(o => o.Requests > 0)
            .Select(o => (o.Id, Names: o.Sent.Where(s => s.IsDocumented && !s.IsSent).Select(s => $"`{s.Name}`").ToList()))
            .Where(o => o.Names.Count > 0).Select(o => $"{o.Id}: {string.Join(", ", o.Names)}"));
        Section(text, "Not exercised", report.NotExercised.Select(n => $"{n.What}: {n.Because}"));
        Evidence(text, report);
        return text.ToString();
    }

    private static void Head(StringBuilder text, RunReport report)
    {
        Add(text, $"# Contract run against {report.Target}\n\n");
        Add(text, $"{report.StartedAt:yyyy-MM-dd HH:mm} UTC, {report.Seconds} s, {report.Spent.Requests} requests, {report.Spent.Bytes / 1e6:0.0} MB; ");
        Add(text, $"{report.Count("passed")} tests passed, {report.Count("failed")} failed, {report.Count("skipped")} skipped. ");
        Add(text, $"{string.Join(", ", report.Versions.Select(v => $"{v.Key} {v.Value}"))}.\n");
        if (report.Spent.Exhausted is { } reason) Add(text, $"\n**Stopped early: {reason}.**\n");
        if (report.Comparison is { } comparison) Add(text, $"\n**{Baseline.Line(comparison)}.**\n");
        text.Append("\n| tier | held | did not hold |\n|---|---|---|\n");
        foreach (var tier in report.Tiers) Add(text, $"| {tier.Tier} | {tier.Held} | {tier.Refuted} |\n");
    }

    private static void Operations(StringBuilder text, RunReport report)
    {
        text.Append("\n## Operations\n| operation | known from | requests | statuses met | not met | fields seen | parameters sent |\n|---|---|---|---|---|---|---|\n");
        foreach (var o in report.Operations)
        {
            var fields = o.Statuses.SelectMany(s => s.Fields).Where(f => f.IsDocumented).ToList();
            var sent = o.Sent.Where(s => s.IsDocumented).ToList();
            Add(text, $"| {o.Id} | {o.Evidence} | {o.Requests} | {Statuses(o, s => s.Seen > 0)} | {Statuses(o, s => s.Seen == 0)} | ");
            Add(text, $"{fields.Count(f => f.Seen > 0)} of {fields.Count} | {sent.Count(s => s.IsSent)} of {sent.Count} |\n");
        }
    }

    private static void Evidence(StringBuilder text, RunReport report)
    {
        text.Append("\n## Age of the evidence\n| tier | document | dated | days old | how dated | claims |\n|---|---|---|---|---|---|\n");
        foreach (var s in report.Evidence) Add(text, $"| {s.Tier} | {s.Source} | {s.Dated} | {s.AgeInDays} | {s.By} | {s.Claims} |\n");
    }

    private static string Statuses(OperationReport operation, Func<StatusReport, bool> which) =>
        string.Join(", ", operation.Statuses.Where(which).Select(s => s.IsDocumented ? $"{s.Status}" : $"**{s.Status}** (undocumented)"));

    private static IEnumerable<string> Fields(RunReport report, Func<FieldReport, bool> which) => report.Operations
        .SelectMany(o => o.Statuses.Where(s => s.Seen > 0).Select(s => (Where: $"{o.Id} {s.Status}", Names: s.Fields.Where(which).Select(f => $"`{f.Path}`").ToList())))
        .Where(found => found.Names.Count > 0).Select(found => $"{found.Where}: {string.Join(", ", found.Names)}");

    private static string Line(ClaimReport claim) => $"{claim.Test}: {claim.Expectation.ReplaceLineEndings(" ")} ({claim.Tier}: {claim.Source})";

    private static void Section(StringBuilder text, string title, IEnumerable<string>? lines)
    {
        var list = lines?.Distinct().ToList() ?? [];
        if (list.Count > 0) Add(text, $"\n## {title}\n{string.Concat(list.Select(l => $"- {l}\n"))}");
    }

    private static void Add(StringBuilder text, FormattableString part) => text.Append(part.ToString(CultureInfo.InvariantCulture));
}
