using static Scopix.Contracts.Reports.HtmlReport;

namespace Scopix.Contracts.Reports;

/// <summary>The section of the page with the operations: one expandable line each.</summary>
public static class HtmlOperations
{
    /// <summary>Renders the section and its filter.</summary>
    public static string Render(RunReport report)
    {
        var choices = string.Concat(Enum.GetNames<EvidenceKind>().Select(name => name.ToLowerInvariant())
            .Select(name => $"<option value=\"{name}\">{name}</option>"));
        return $"""
            <section id="operations">
            <h2>Operations</h2>
            <form id="filter" role="search">
            <label>Find <input id="words" type="search" placeholder="files.list, /folders …" autocomplete="off"></label>
            <label>Evidence <select id="evidence-kind"><option value="">any evidence</option>{choices}</select></label>
            <label class="check"><input id="gaps" type="checkbox"> only with gaps</label>
            <button id="all" type="button" aria-pressed="false">Open all</button>
            <output id="shown" aria-live="polite">{report.Operations.Count} operations</output>
            </form>
            {string.Concat(report.Operations.Select(RenderOperation))}
            </section>
            """;
    }

    private static string RenderOperation(OperationReport o)
    {
        var fields = o.Statuses.SelectMany(s => s.Fields).Where(f => f.IsDocumented).ToList();
        var hasGap = o.Statuses.Any(s => s.Seen == 0 || !s.IsDocumented) || fields.Exists(f => f.Seen == 0)
            || o.Sent.Any(s => s.IsDocumented != s.IsSent);
        var words = Encode($"{o.Id} {o.Method} {o.Path}".ToLowerInvariant());
        var evidence = string.Join(' ', fields.Select(f => f.Evidence).OfType<EvidenceKind>().Append(o.Evidence).Distinct()
            .Select(kind => $"{kind}".ToLowerInvariant()));
        return $"""
            <details class="operation" data-words="{words}" data-evidence="{evidence}" data-gap="{(hasGap ? 1 : 0)}">
            <summary>{RenderSummary(o, fields)}</summary>
            <div class="inside">
            <p>{RenderEvidenceBadge(o.Evidence)} {Encode(o.Source)} · {o.Requests} requests</p>
            {RenderRequestFields(o)}
            {string.Concat(o.Statuses.Select(RenderStatus))}
            </div>
            </details>
            """;
    }

    private static string RenderSummary(OperationReport o, List<FieldReport> fields) =>
        $"<span class=\"verb {o.Method.ToLowerInvariant()}\">{o.Method}</span>"
        + $"<span class=\"name\"><b>{Encode(o.Id)}</b><code>{Encode(o.Path)}</code></span>"
        + $"<span class=\"statuses\">{string.Concat(o.Statuses.Select(RenderStatusChip))}</span>"
        + $"<span class=\"share\">{RenderBar(fields.Count(f => f.Seen > 0), fields.Count)}</span>";

    private static string RenderStatusChip(StatusReport s)
    {
        var (kind, text) = s switch
        {
            { IsDocumented: false } => ("odd", "not documented"),
            { Seen: 0 } => ("missing", "never seen"),
            _ => ("met", DescribeSeen(s)),
        };
        return $"<span class=\"chip {kind}\" title=\"{s.Status}: {text}\">{s.Status}<span class=\"hidden\"> {text}</span></span>";
    }

    private static string DescribeSeen(StatusReport s) => s.Seen == 1 ? "seen once" : $"seen {s.Seen} times";

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
        var text = s.Seen > 0 ? DescribeSeen(s) : $"never seen{(s.Why is null ? "" : ": " + s.Why)}";
        var title = $"<h3>{s.Status} <small>{Encode(text)}{(s.IsDocumented ? "" : ", not documented")}</small></h3>";
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
}
