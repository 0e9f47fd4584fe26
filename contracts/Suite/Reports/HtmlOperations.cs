using static Scopix.Contracts.Reports.HtmlText;

namespace Scopix.Contracts.Reports;

/// <summary>The section of the page with the operations: a map of their claims; each one unfolds.</summary>
public static class HtmlOperations
{
    /// <summary>Renders the section.</summary>
    public static string Render(RunReport report) => $"""
        <section id="operations" aria-labelledby="operations-title">
        <h2 id="operations-title">Operations <span class="count">{report.Operations.Count}</span></h2>
        <p class="note legend"><span class="held">held</span> <span class="refuted">refuted</span>
        <span class="unexercised">not exercised</span></p>
        <div class="map">{string.Concat(report.Operations.Select(RenderOperation))}</div>
        {RenderOtherClaims(report)}
        </section>
        """;

    private static string RenderOperation(OperationReport o)
    {
        var kinds = o.Statuses.SelectMany(s => s.Fields).Where(f => f.IsDocumented).Select(f => f.Evidence).OfType<EvidenceKind>()
            .Append(o.Evidence).Distinct();
        var states = (o.Claims.Refuted > 0 ? "refuted " : "") + (o.Claims.NotExercised > 0 ? "unexercised" : "");
        return $"""
            <details class="operation {states}" data-words="{Encode($"{o.Id} {o.Method} {o.Path}".ToLowerInvariant())}"
            data-evidence="{string.Join(' ', kinds.Select(kind => Lower(kind)))}" data-state="{states}">
            <summary>{RenderSummary(o)}</summary>
            <div class="inside">
            <p><code>{o.Method} {Encode(o.Path)}</code> · {RenderEvidenceBadge(o.Evidence)} {Encode(o.Source)} ·
            {CauseSummary.Count(o.Requests, "request")}</p>
            {RenderRefuted(o)}
            {RenderRequestFields(o)}
            {string.Concat(o.Statuses.Select(RenderStatus))}
            </div>
            </details>
            """;
    }

    private static string RenderSummary(OperationReport o) =>
        $"<span class=\"verb {o.Method.ToLowerInvariant()}\">{o.Method}</span><b class=\"name\">{AllowBreaks(Encode(o.Id))}</b>"
        + $"<span class=\"counts\">{RenderCount("held", o.Claims.Held, "held")}{RenderCount("refuted", o.Claims.Refuted, "refuted")}"
        + $"{RenderCount("unexercised", o.Claims.NotExercised, "not exercised")}</span>{RenderBar(o.Claims)}";

    private static string AllowBreaks(string id) =>
        id.Replace(".", ".<wbr>", StringComparison.Ordinal).Replace("_", "_<wbr>", StringComparison.Ordinal);

    private static string RenderCount(string kind, int count, string name) =>
        $"<span class=\"{kind}{(count == 0 ? " zero" : "")}\">{count}<span class=\"visually-hidden\"> {name},</span></span>";

    private static string RenderRefuted(OperationReport o) => o.Refuted.Count == 0 ? "" : $"""
        <h3>Refuted</h3>
        <ul class="refuted-claims">{string.Concat(o.Refuted.Select(text => $"<li>{Encode(text)}</li>"))}</ul>
        """;

    private static string RenderRequestFields(OperationReport o) => o.Sent.Count == 0 ? "" : $"""
        <h3>Request</h3>
        <p class="names">{string.Join(' ', o.Sent.Select(RenderRequestField))}</p>
        """;

    private static string RenderRequestField(RequestFieldReport s)
    {
        var title = $"{(s.IsDocumented ? "documented" : "not documented")}, {(s.IsSent ? "sent" : "never sent")}";
        return $"<code class=\"{(s.IsSent ? "" : "never")}{(s.IsDocumented ? "" : " odd")}\" title=\"{title}\">{Encode(s.Name)}</code>";
    }

    private static string RenderStatus(StatusReport s)
    {
        var text = s.Seen > 0 ? $"seen {(s.Seen == 1 ? "once" : $"{Format(s.Seen)} times")}"
            : $"never seen{(s.Why is null ? "" : ": " + s.Why)}";
        var kind = s switch { { IsDocumented: false } => "odd", { Seen: 0 } => "missing", _ => "met" };
        var title = $"<h3><span class=\"chip {kind}\">{s.Status}</span> "
            + $"<small>{Encode(text)}{(s.IsDocumented ? "" : ", not documented")}</small></h3>";
        if (s.Seen == 0 || s.Fields.Count == 0) return title;

        return $"""
            {title}
            <div class="scroll" tabindex="0"><table class="fields">
            <thead><tr>
            <th scope="col">field</th><th scope="col">evidence</th><th scope="col" class="number">seen</th>
            <th scope="col">present</th><th scope="col">types</th><th scope="col">enum values</th>
            </tr></thead>
            <tbody>{string.Concat(s.Fields.Select(RenderFieldRow))}</tbody>
            </table></div>
            """;
    }

    private static string RenderFieldRow(FieldReport f)
    {
        var values = f.ValuesSeen.Select(v => $"<code>{Encode(v)}</code>")
            .Concat(f.ValuesNeverSeen.Select(v => $"<code class=\"never\" title=\"never seen\">{Encode(v)}</code>"));
        var kind = f.Seen == 0 ? "unseen" : f.IsDocumented ? "" : "odd";
        var evidence = f.IsDocumented ? RenderEvidenceBadge(f.Evidence) : "<span class=\"evidence odd\">no schema</span>";
        return $"<tr class=\"{kind}\"><th scope=\"row\"><code>{Encode(f.Path)}</code></th><td>{evidence}</td>"
            + $"<td class=\"number\">{f.Seen}</td><td>{f.Presence}{(f.IsNullOnly ? ", null only" : "")}</td>"
            + $"<td>{string.Join(", ", f.Types)}</td><td class=\"names\">{string.Join(' ', values)}</td></tr>";
    }

    private static string RenderOtherClaims(RunReport report)
    {
        var (all, of) = (report.ClaimCounts, report.Operations.Select(operation => operation.Claims).ToList());
        var (held, refuted) = (all.Held - of.Sum(claims => claims.Held), all.Refuted - of.Sum(claims => claims.Refuted));
        return held + refuted == 0 ? "" : $"""
            <p class="note">{Format(held)} more claims held and {Format(refuted)} were refuted outside the operations: presigned storage,
            routes that do not exist, and the contracts themselves.</p>
            """;
    }
}
