using static Scopix.Contracts.Reports.MarkdownText;

namespace Scopix.Contracts.Reports;

/// <summary>The fields, values and names of the Markdown report, by operation and status.</summary>
public static class MarkdownFields
{
    /// <summary>The fields of the seen statuses that fit a condition.</summary>
    public static IEnumerable<string> FormatFields(RunReport report, Func<FieldReport, bool> which) => report.Operations
        .SelectMany(o => o.Statuses.Where(s => s.Seen > 0)
            .Select(s => (Where: $"{o.Id} {s.Status}", Names: s.Fields.Where(which).Select(f => FormatCode(f.Path)).ToList())))
        .Where(found => found.Names.Count > 0).Select(found => $"{found.Where}: {string.Join(", ", found.Names)}");

    /// <summary>The enum values that seen fields never had.</summary>
    public static IEnumerable<string> FormatEnumValues(RunReport report) => report.Operations.SelectMany(o => o.Statuses
        .Where(s => s.Seen > 0).SelectMany(s => s.Fields.Where(f => f.Seen > 0 && f.ValuesNeverSeen.Count > 0)
            .Select(f => $"{o.Id} {s.Status} {FormatCode(f.Path)}: {Escape(string.Join(", ", f.ValuesNeverSeen))}")));

    /// <summary>The documented names of queries and bodies that no request of a called operation sent.</summary>
    public static IEnumerable<string> FormatUnsentNames(RunReport report) => report.Operations.Where(o => o.Requests > 0)
        .Select(o => (o.Id, Names: o.Sent.Where(s => s.IsDocumented && !s.IsSent).Select(s => FormatCode(s.Name)).ToList()))
        .Where(o => o.Names.Count > 0).Select(o => $"{o.Id}: {string.Join(", ", o.Names)}");
}
