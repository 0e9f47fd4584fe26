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
    public required ClaimCounts ClaimCounts { get; init; }
    public required IReadOnlyList<EvidenceCounts> EvidenceCounts { get; init; }
    public required IReadOnlyList<OperationReport> Operations { get; init; }
    public required IReadOnlyList<UnexercisedItem> NotExercised { get; init; }
    public required IReadOnlyList<CauseReport> Causes { get; init; }
    public required IReadOnlyList<ClaimReport> Failures { get; init; }
    public required IReadOnlyList<ClaimReport> Refuted { get; init; }
    public required IReadOnlyList<SchemaDrift> Unknown { get; init; }
    public required IReadOnlyList<SourceReport> Evidence { get; init; }
    public required IReadOnlyList<ClaimState> Claims { get; init; }
    public IReadOnlyList<DecisionReport> Decisions { get; init; } = [];
    public IReadOnlyList<string> LeftBehind { get; init; } = [];
    public Comparison? Comparison { get; init; }

    /// <summary>The result of the run in a few words.</summary>
    public string Verdict => RunVerdict.Create(this).Title;

    /// <summary>The number of tests with an outcome: passed, failed, skipped.</summary>
    public int Count(string outcome) => Tests.Count(test => test.Outcome == outcome);
}

/// <summary>The requests and bytes of a run, and the limit that was exhausted, if any.</summary>
public sealed record BudgetUsage(long Requests, long Bytes, string? Exhausted);

/// <summary>One test: passed, failed or skipped, and why.</summary>
public sealed record TestReport(string Class, string Name, string Outcome, double Seconds, string? Message);

/// <summary>
/// How many claims held, did not hold, and were not exercised. A claim is what the contract says of one operation: a status, a field or
/// a value of an enum that it documents, or the expectation of a test. It counts once, however often it is checked.
/// </summary>
public sealed record ClaimCounts(int Held, int Refuted, int NotExercised)
{
    /// <summary>All claims.</summary>
    public int Total => Held + Refuted + NotExercised;
}

/// <summary>The claims with one kind of evidence.</summary>
public sealed record EvidenceCounts(EvidenceKind Evidence, ClaimCounts Claims);

/// <summary>One operation: its responses and requests, its claims, and those that did not hold.</summary>
public sealed record OperationReport(
    string Id, string Method, string Path, EvidenceKind Evidence, string Source, int Requests,
    IReadOnlyList<StatusReport> Statuses, IReadOnlyList<RequestFieldReport> Sent)
{
    public ClaimCounts Claims { get; init; } = new(0, 0, 0);
    public IReadOnlyList<string> Refuted { get; init; } = [];
}

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

/// <summary>A claim that did not hold, or a test that broke without one.</summary>
/// <param name="Test">The test.</param>
/// <param name="Expectation">In one line: the request, what is wrong, the evidence, the id of the request.</param>
/// <param name="Evidence">The evidence that it contradicts; null when the test broke.</param>
/// <param name="Source">The source of that evidence.</param>
/// <param name="Curl">The command that sends the request again; null when no request shows it.</param>
/// <param name="Body">The lines of the response around the place.</param>
public sealed record ClaimReport(
    string Test, string Expectation, EvidenceKind? Evidence, string Source, string? Curl, IReadOnlyList<string> Body)
{
    /// <summary>Reports a deviation; texts are redacted.</summary>
    public static ClaimReport Create(CaseDeviation met)
    {
        var (claim, lines) = (met.Deviation.Claim, met.Details.ToList());
        return new(met.Case, met.Headline, claim.Evidence, claim.Source, lines.FirstOrDefault(), [.. lines.Skip(1)]);
    }
}

/// <summary>
/// How often a claim of a test held; <paramref name="Claim"/> is the expectation without its values. <paramref name="Operation"/> is
/// empty for a request that calls no operation, and null for a claim about the contracts themselves.
/// </summary>
public sealed record ClaimState(
    string Test, string Claim, EvidenceKind Evidence, string Source, int Held, int Refuted, string? Operation = null);

/// <summary>One document that claims cite, with its date, if any.</summary>
public sealed record SourceReport(string Source, EvidenceKind Evidence, string Dated, int? AgeInDays, string? By, int Claims);
