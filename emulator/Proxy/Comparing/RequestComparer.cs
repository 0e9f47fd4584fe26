using Scopix.Contracts.Checks.Comparing;

namespace Scopix.Emulator.Proxy.Comparing;

/// <summary>Sends requests that a reference has answered to a candidate too, and reports how the responses differ.</summary>
/// <param name="client">Sends requests to the candidate.</param>
/// <param name="report">Receives what is found.</param>
internal sealed class RequestComparer(CandidateClient client, ComparisonReport report)
{
    private const string Concurrent = "other requests were in progress";
    private const string Foreign = "they would change resources that the replay has not created";

    /// <summary>Whether requests may change resources of the candidate that earlier requests have not created.</summary>
    public bool MayChangeForeignResources { get; init; } = true;

    /// <summary>Sends one request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="reference">The exchange with the reference.</param>
    /// <param name="key">The candidate's key; null to send none.</param>
    /// <param name="map">What is known of the account.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <exception cref="HttpRequestException">The candidate cannot be reached.</exception>
    public async Task CompareAsync(
        RecordedRequest request, ObservedExchange reference, string? key, ValueMap map, CancellationToken cancellation = default)
    {
        var policy = new ComparisonPolicy(map);
        if (policy.FindReasonToSkip(request.Operation, reference) is { } reason)
        {
            report.Skip(reason);
            return;
        }
        var translator = new RequestTranslator(map);
        using var prepared = await PreparedRequest.CreateAsync(request, translator);
        var hasUnknownId = translator.HasUnknownId || policy.HasUnknownId(request.Operation, reference);
        if (!MayChangeForeignResources && policy.MayChangeForeignResource(request.Operation, reference, translator))
        {
            policy.Miss(request.Operation, reference);
            report.Skip(Foreign);
            return;
        }
        var candidate = await client.SendAsync(prepared, key, cancellation);
        policy.LearnCreated(request.Operation, candidate);
        var comparison = ExchangeComparer.Compare(request.Operation, reference, candidate, map);
        var ignored = policy.FindReasonToIgnore(request.Operation, reference, candidate, comparison, hasUnknownId);
        if (ignored is null && request.IsConcurrent && comparison.Differences.Count > 0) ignored = Concurrent;
        if (ignored is not null) report.Skip(ignored);
        else report.Add(request.Operation, reference, comparison.Differences);
    }
}
