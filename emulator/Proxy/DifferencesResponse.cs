using Scopix.Contracts.Checks.Comparing;

namespace Scopix.Emulator.Proxy;

/// <summary>How an emulator differs from the service, of the requests that both have answered.</summary>
/// <param name="Compared">The requests whose two responses were compared.</param>
/// <param name="Equal">Those whose responses agreed.</param>
/// <param name="Items">The differences, those of most requests first.</param>
/// <param name="Skipped">The requests that were not compared, by the reason.</param>
internal sealed record DifferencesResponse(long Compared, long Equal, DifferenceResource[] Items, SkippedRequestsResource[] Skipped)
{
    public static DifferencesResponse From(ComparisonReport report) => new(
        report.Compared, report.Equal, [.. report.GetItems().Select(DifferenceResource.From)],
        [.. report.GetSkipped().OrderByDescending(reason => reason.Value)
            .Select(reason => new SkippedRequestsResource(reason.Key, reason.Value))]);
}

/// <summary>One difference.</summary>
internal sealed record DifferenceResource(
    string Operation, IReadOnlyList<string> Operations, string Place, string Kind, string Service, string Emulator, long Count,
    string Method, string Path, string? FirstRequestId, DateTimeOffset FirstAt)
{
    public static DifferenceResource From(DifferenceItem item) => new(
        item.Operations[0], item.Operations, item.Difference.Place, item.Difference.Kind, item.Difference.Reference,
        item.Difference.Candidate, item.Count, item.Method, Contracts.Checks.Redaction.RedactText(item.Path), item.FirstRequestId,
        item.FirstAt);
}

/// <summary>Requests that were not compared.</summary>
internal sealed record SkippedRequestsResource(string Reason, long Count);
