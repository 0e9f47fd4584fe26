using System.Text.Encodings.Web;
using Scopix.Contracts.Checks.Comparing;
using Scopix.Contracts.Checks.Traffic;
using Scopix.Emulator.Proxy;

namespace Scopix.Emulator.Tool.Proxy;

/// <summary>A deviation as a line of JSON, when it is seen for the first time.</summary>
internal sealed record ProxyItemLine(
    string Operation, string Place, string Kind, string Expected, string Got, string Evidence, string Source, string Method, string Path,
    string? RequestId)
{
    public static ProxyItemLine From(DriftItem item) => new(
        item.Operations[0], item.Place, item.Kind, item.Expected, item.Got, item.Claim.Evidence.ToString().ToLowerInvariant(),
        item.Claim.Source, item.Method, Contracts.Checks.Redaction.RedactText(item.Path), item.FirstRequestId);
}

/// <summary>The address of the forward proxy and the certificate that its clients must trust, as the first line.</summary>
internal sealed record ForwardLine(string Forward, string AuthorityFile)
{
    public static ForwardLine From(ScopixProxy proxy) => new(proxy.ForwardAddress!.AbsoluteUri.TrimEnd('/'), proxy.AuthorityFile!);
}

/// <summary>The numbers of a whole run, as its last line.</summary>
internal sealed record ProxySummaryLine(
    long Exchanges, long Clean, int Deviations, IReadOnlyDictionary<string, int> Assumptions,
    IReadOnlyDictionary<string, long> RefusedHosts)
{
    public static ProxySummaryLine From(ScopixProxy proxy) => new(
        proxy.Report.Exchanges, proxy.Report.Clean, proxy.Report.GetItems().Count,
        proxy.Report.GetAssumptions().CountBy(state => state.State).ToDictionary(), proxy.RefusedHosts.ToDictionary());
}

/// <summary>A difference between two servers as a line of JSON, when it is seen for the first time.</summary>
internal sealed record DifferenceLine(
    string Operation, string Place, string Kind, string Reference, string Candidate, string Method, string Path, string? RequestId)
{
    public static DifferenceLine From(DifferenceItem item) => new(
        item.Operations[0], item.Difference.Place, item.Difference.Kind, item.Difference.Reference, item.Difference.Candidate, item.Method,
        Contracts.Checks.Redaction.RedactText(item.Path), item.FirstRequestId);
}

/// <summary>The numbers of a comparison, as its last line.</summary>
internal sealed record ComparisonSummaryLine(long Compared, long Equal, int Differences, IReadOnlyDictionary<string, long> Skipped)
{
    public static ComparisonSummaryLine From(ComparisonReport report) =>
        new(report.Compared, report.Equal, report.GetItems().Count, report.GetSkipped());
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ProxyItemLine))]
[JsonSerializable(typeof(ForwardLine))]
[JsonSerializable(typeof(ProxySummaryLine))]
[JsonSerializable(typeof(DifferenceLine))]
[JsonSerializable(typeof(ComparisonSummaryLine))]
internal sealed partial class ProxyOutputContext : JsonSerializerContext
{
    public static ProxyOutputContext Shared { get; } = new(new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
