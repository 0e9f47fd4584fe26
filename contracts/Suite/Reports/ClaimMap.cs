namespace Scopix.Contracts.Reports;

/// <summary>
/// Counts the claims of each operation: the statuses, fields and enum values that it documents, and the expectations of the tests. The
/// same claim of several tests counts once, and those of <c>claims.json</c> that no test made are not exercised. Claims about the contracts
/// themselves do not count while they hold.
/// </summary>
public sealed class ClaimMap
{
    private readonly List<CountedClaim> _claims;

    /// <summary>Counts the claims of a run.</summary>
    public ClaimMap(IEnumerable<OperationReport> operations, IEnumerable<ClaimState> states)
    {
        var list = operations.ToList();
        _claims =
        [
            .. list.SelectMany(GetDocumentedClaims).Concat(states.Where(IsAboutTarget).Select(CreateClaim))
                .Concat(ClaimCatalogue.All.Select(CreateClaim))
                .GroupBy(claim => (claim.Operation, claim.Text))
                .Select(same => same.First() with { Evidence = same.Min(c => c.Evidence), State = same.Max(c => c.State) }),
        ];
        var byOperation = _claims.ToLookup(claim => claim.Operation);
        Operations =
        [
            .. list.Select(operation => operation with
            {
                Claims = Count(byOperation[operation.Id]),
                Refuted = [.. byOperation[operation.Id].Where(claim => claim.State == State.Refuted).Select(claim => claim.Text)],
            }),
        ];
    }

    private enum State { NotExercised, Held, Refuted }

    /// <summary>The operations with their claims.</summary>
    public IReadOnlyList<OperationReport> Operations { get; }

    /// <summary>All claims.</summary>
    public ClaimCounts Counts => Count(_claims);

    /// <summary>All claims by evidence.</summary>
    public IReadOnlyList<EvidenceCounts> EvidenceCounts =>
    [
        .. Enum.GetValues<EvidenceKind>()
            .Select(evidence => new EvidenceCounts(evidence, Count(_claims.Where(claim => claim.Evidence == evidence)))),
    ];

    private static bool IsAboutTarget(ClaimState state) => state.Operation is not null || state.Refuted > 0;

    private static CountedClaim CreateClaim(ClaimState state) =>
        new(state.Operation ?? "", state.Claim, state.Evidence, state.Refuted > 0 ? State.Refuted : State.Held);

    private static CountedClaim CreateClaim(CatalogueClaim claim) =>
        new(claim.Operation, Redaction.RedactText(claim.GetLabel()), claim.Evidence, State.NotExercised);

    private static IEnumerable<CountedClaim> GetDocumentedClaims(OperationReport operation)
    {
        foreach (var status in operation.Statuses.Where(status => status.IsDocumented))
        {
            yield return Create($"status {status.Status}", operation.Evidence, status.Seen > 0);
            foreach (var field in status.Fields.Where(field => field.IsDocumented))
            {
                var evidence = field.Evidence ?? operation.Evidence;
                yield return Create(field.Path, evidence, field.Seen > 0);
                foreach (var value in field.ValuesSeen) yield return Create($"{field.Path} is {value}", evidence, isSeen: true);
                foreach (var value in field.ValuesNeverSeen) yield return Create($"{field.Path} is {value}", evidence, isSeen: false);
            }
        }

        CountedClaim Create(string text, EvidenceKind evidence, bool isSeen) =>
            new(operation.Id, text, evidence, isSeen ? State.Held : State.NotExercised);
    }

    private static ClaimCounts Count(IEnumerable<CountedClaim> claims)
    {
        var counts = claims.CountBy(claim => claim.State).ToDictionary();
        return new(counts.GetValueOrDefault(State.Held), counts.GetValueOrDefault(State.Refuted),
            counts.GetValueOrDefault(State.NotExercised));
    }

    private sealed record CountedClaim(string Operation, string Text, EvidenceKind Evidence, State State);
}
