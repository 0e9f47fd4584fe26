namespace Scopix.Contracts.Reports;

/// <summary>The results of a run, which are written in several formats. Times are UTC, durations in seconds.</summary>
public sealed record RunReport
{
    public required string Target { get; init; }
    public required bool IsLive { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required double Seconds { get; init; }
    public required IReadOnlyDictionary<string, string> Versions { get; init; }
    public required BudgetUsage Spent { get; init; }
    public required IReadOnlyList<TestReport> Tests { get; init; }
    public required IReadOnlyList<EvidenceCounts> EvidenceCounts { get; init; }
    public required IReadOnlyList<OperationReport> Operations { get; init; }
    public required IReadOnlyList<UnexercisedItem> NotExercised { get; init; }
    public required IReadOnlyList<CauseReport> Causes { get; init; }
    public required IReadOnlyList<ClaimReport> Failures { get; init; }
    public required IReadOnlyList<ClaimReport> Refuted { get; init; }
    public required IReadOnlyList<SchemaDrift> Unknown { get; init; }
    public required IReadOnlyList<SourceReport> Evidence { get; init; }
    public required IReadOnlyList<ClaimState> Claims { get; init; }
    public IReadOnlyList<string> LeftBehind { get; init; } = [];
    public Comparison? Comparison { get; init; }

    /// <summary>The number of tests with an outcome: passed, failed, skipped.</summary>
    public int Count(string outcome) => Tests.Count(test => test.Outcome == outcome);
}

/// <summary>The requests and bytes of a run, and the limit that was exhausted, if any.</summary>
public sealed record BudgetUsage(long Requests, long Bytes, string? Exhausted);

/// <summary>One test: passed, failed or skipped, and why.</summary>
public sealed record TestReport(string Class, string Name, string Outcome, double Seconds, string? Message);

/// <summary>How many claims with one kind of evidence held.</summary>
public sealed record EvidenceCounts(EvidenceKind Evidence, int Held, int Refuted);

/// <summary>One operation: its responses and requests.</summary>
public sealed record OperationReport(
    string Id, string Method, string Path, EvidenceKind Evidence, string Source, int Requests,
    IReadOnlyList<StatusReport> Statuses, IReadOnlyList<RequestFieldReport> Sent);

/// <summary>
/// One status of an operation: whether it is documented, how often it was seen, why it was not, and the fields of its bodies.
/// </summary>
public sealed record StatusReport(int Status, bool IsDocumented, int Seen, string? Why, IReadOnlyList<FieldReport> Fields);

/// <summary>One field of a body. Presence is always, sometimes or never, in the objects that may contain it.</summary>
public sealed record FieldReport(
    string Path, bool IsDocumented, EvidenceKind? Evidence, int Seen, string Presence, bool IsNullOnly,
    IReadOnlyList<string> Types, IReadOnlyList<string> ValuesSeen, IReadOnlyList<string> ValuesNeverSeen);

/// <summary>One parameter or body field of a request: whether it is documented, and whether it was sent.</summary>
public sealed record RequestFieldReport(string Name, string In, bool IsDocumented, bool IsSent);

/// <summary>Something the run did not do, and why.</summary>
public sealed record UnexercisedItem(string What, string Because);

/// <summary>One thing that is wrong with the target, with the exchange that shows it first.</summary>
/// <param name="Headline">In one line: the request, what is wrong, the evidence, the id of the request.</param>
/// <param name="Operations">The operations that it concerns.</param>
/// <param name="Place">The part of the response, e.g. <c>status</c> or <c>items[].title</c>.</param>
/// <param name="Kind">What is wrong there: <c>status</c>, <c>presence</c>, <c>type</c>, <c>value</c>, <c>order</c>, …</param>
/// <param name="Expected">What was expected; empty when the place says it in words.</param>
/// <param name="Got">What was there instead.</param>
/// <param name="Evidence">The strongest evidence that it contradicts.</param>
/// <param name="Source">The source of that evidence.</param>
/// <param name="RequestId">The id of the request that shows it; null when there is none.</param>
/// <param name="Curl">The command that sends the request again; null when no request shows it.</param>
/// <param name="Body">The lines of the response around the place.</param>
/// <param name="Cases">The cases that met it.</param>
/// <param name="OtherForms">What else was seen of it.</param>
public sealed record CauseReport(
    string Headline, IReadOnlyList<string> Operations, string Place, string Kind, string Expected, string Got, EvidenceKind Evidence,
    string Source, string? RequestId, string? Curl, IReadOnlyList<string> Body, IReadOnlyList<string> Cases,
    IReadOnlyList<string> OtherForms)
{
    /// <summary>Reports a cause; texts are redacted.</summary>
    public static CauseReport Create(Cause cause)
    {
        var (met, lines) = (cause.First, cause.First.Details.ToList());
        var (deviation, claim) = (met.Deviation, met.Deviation.Claim);
        return new(
            met.Headline, cause.Operations, Redaction.RedactText(deviation.Place), deviation.Kind, Redaction.RedactText(deviation.Expected),
            Redaction.RedactText(deviation.Got), claim.Evidence, claim.Source, met.Exchange?.RequestId, lines.FirstOrDefault(),
            [.. lines.Skip(1)], cause.Cases, cause.OtherForms);
    }
}

/// <summary>A claim that did not hold.</summary>
public sealed record ClaimReport(string Test, string Expectation, EvidenceKind? Evidence, string Source);

/// <summary>How often a claim of a test held; <paramref name="Claim"/> is the expectation without its values.</summary>
public sealed record ClaimState(string Test, string Claim, EvidenceKind Evidence, string Source, int Held, int Refuted);

/// <summary>One document that claims cite, with its date, if any.</summary>
public sealed record SourceReport(string Source, EvidenceKind Evidence, string Dated, int? AgeInDays, string? By, int Claims);

/// <summary>The differences between this run and an earlier one.</summary>
public sealed record Comparison(string Baseline, DateTimeOffset StartedAt, IReadOnlyList<Difference> Differences);

/// <summary>One difference: its kind, where it is, and the values before and now.</summary>
public sealed record Difference(string Operation, string Kind, string Where, string Before, string Now);
