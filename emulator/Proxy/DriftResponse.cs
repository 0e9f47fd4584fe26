namespace Scopix.Emulator.Proxy;

/// <summary>How the service differs from the contracts.</summary>
/// <param name="Exchanges">The exchanges with operations of the contracts.</param>
/// <param name="Clean">The exchanges that contradicted nothing.</param>
/// <param name="UnjudgedBodies">The exchanges of which the body was not compared.</param>
/// <param name="Items">The deviations, those with the strongest evidence and the most exchanges first.</param>
/// <param name="Unknown">The requests, and parts of forms, that no contract names.</param>
internal sealed record DriftResponse(
    long Exchanges, long Clean, long UnjudgedBodies, DriftItemResource[] Items, UnknownRequestResource[] Unknown)
{
    public static DriftResponse From(ExchangeQueue queue) => new(
        queue.Report.Exchanges, queue.Report.Clean, queue.UnjudgedBodies, [.. queue.Report.GetItems().Select(DriftItemResource.From)],
        [.. queue.Report.GetUnknownRequests().OrderByDescending(request => request.Value)
            .Select(request => new UnknownRequestResource(request.Key, request.Value))]);
}

/// <summary>One deviation.</summary>
internal sealed record DriftItemResource(
    string Operation, IReadOnlyList<string> Operations, string Place, string Kind, string Expected, string Got, string Evidence,
    string Source, long Count, string Method, string Path, string? FirstRequestId, DateTimeOffset FirstAt)
{
    public static DriftItemResource From(DriftItem item) => new(
        item.Operations[0], item.Operations, item.Place, item.Kind, item.Expected, item.Got,
        item.Claim.Evidence.ToString().ToLowerInvariant(), item.Claim.Source, item.Count, item.Method,
        Contracts.Checks.Redaction.RedactText(item.Path), item.FirstRequestId, item.FirstAt);
}

/// <summary>A request or a part of a form that no contract names.</summary>
internal sealed record UnknownRequestResource(string Request, long Count);
