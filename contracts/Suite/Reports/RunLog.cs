using System.Collections.Concurrent;
using System.Reflection;

namespace Scopix.Contracts.Reports;

/// <summary>Collects the claims, skips, tests and exchanges of a run, and creates the report.</summary>
public sealed class RunLog(DateTimeOffset startedAt)
{
    private readonly ConcurrentQueue<(string Test, string? Operation, Claim Claim, string Label, bool Holds)> _claims = new();
    private readonly ConcurrentQueue<CaseDeviation> _deviations = new();
    private readonly ConcurrentQueue<(string Test, string Reason)> _skips = new();
    private readonly ConcurrentQueue<TestReport> _tests = new();

    /// <summary>The requests and responses.</summary>
    public RecordedTraffic Traffic { get; } = new();

    /// <summary>
    /// Notes a claim of a test about an operation, about a request that calls none (empty), or about no request (null).
    /// </summary>
    public void AddClaim(string test, Claim claim, string label, bool holds, string? operation = null) =>
        _claims.Enqueue((test, operation, claim, label, holds));

    /// <summary>The claims about responses.</summary>
    public IEnumerable<CatalogueClaim> Claims => _claims.Where(claim => claim.Operation is not null)
        .Select(claim => CatalogueClaim.Create(claim.Operation!, claim.Test, claim.Claim, VariableText.NormalizeIds(claim.Label)));

    /// <summary>Notes what a test expected in vain.</summary>
    public void AddDeviation(CaseDeviation met) => _deviations.Enqueue(met);

    /// <summary>Notes why a test was skipped.</summary>
    public void AddSkip(string test, string reason) => _skips.Enqueue((test, reason));

    /// <summary>Notes how a test ended.</summary>
    public void AddTest(TestReport test) => _tests.Enqueue(test);

    /// <summary>Creates the report of what was collected until now.</summary>
    public RunReport CreateReport(string target, bool isLive, BudgetUsage usage, IReadOnlyList<string> leftBehind, DateTimeOffset now)
    {
        var skips = _skips.DistinctBy(skip => skip.Test).ToDictionary(skip => skip.Test, skip => skip.Reason);
        var tests = _tests.Select(test => test with { Message = skips.GetValueOrDefault(test.Name) ?? Redact(test.Message) })
            .OrderBy(test => test.Class, StringComparer.Ordinal).ThenBy(test => test.Name, StringComparer.Ordinal).ToList();
        var states = GetClaimStates();
        var claims = new ClaimMap(Operation.All.Select(operation => OperationReports.Create(operation, Traffic)), states);
        var operations = claims.Operations;
        return new()
        {
            Target = target,
            IsLive = isLive,
            StartedAt = startedAt,
            Seconds = Math.Round((now - startedAt).TotalSeconds, 1),
            Versions = GetVersions(),
            Spent = usage,
            Tests = tests,
            ClaimCounts = claims.Counts,
            EvidenceCounts = claims.EvidenceCounts,
            Operations = operations,
            NotExercised = [.. OperationReports.FindUnexercised(operations),
                .. skips.Select(s => new UnexercisedItem(s.Key, s.Value)).OrderBy(s => s.What, StringComparer.Ordinal)],
            Causes = FindCauses(),
            Failures = [.. GetFailedClaims(strict: true), .. GetFailedTests(tests)],
            Refuted = [.. GetFailedClaims(strict: false)],
            Unknown = [.. Traffic.Drifts.OrderBy(d => (d.Operation, d.Status, d.Path))
                .Concat(OperationReports.FindUnknownStatuses(operations))],
            Evidence = SourceCatalogue.Summarize(_claims.Select(c => c.Claim), now),
            Claims = states,
            Decisions = DecisionReports.Create([.. _claims.Where(c => c.Holds).Select(c => c.Claim)], _deviations, skips, operations),
            LeftBehind = leftBehind,
        };
    }

    /// <summary>What is wrong with the target, as far as it was noted until now.</summary>
    public IReadOnlyList<CauseReport> FindCauses() => [.. CauseFinder.Find(_deviations).Select(CauseReport.Create)];

    private IEnumerable<ClaimReport> GetFailedClaims(bool strict) =>
        _deviations.Where(met => (met.Deviation.Claim.Evidence != EvidenceKind.Assumed) == strict)
        .Select(ClaimReport.Create).DistinctBy(c => (c.Test, c.Expectation)).OrderBy(c => c.Test, StringComparer.Ordinal);

    /// <summary>Failures without a refuted claim: the test could not read a response, or threw.</summary>
    private IEnumerable<ClaimReport> GetFailedTests(IEnumerable<TestReport> tests) => tests
        .Where(test => test.Outcome == "failed" && !_deviations.Any(met => met.Case == test.Name))
        .Select(test => new ClaimReport(test.Name, test.Message ?? "it broke", null, "no claim: the test broke", null, []));

    private List<ClaimState> GetClaimStates() =>
    [
        .. _claims.GroupBy(
                c => (c.Test, c.Operation, Label: Redaction.RedactText(VariableText.NormalizeIds(c.Label)),
                    c.Claim.Evidence, c.Claim.Source))
            .Select(same => new ClaimState(
                same.Key.Test, same.Key.Label, same.Key.Evidence, same.Key.Source, same.Count(c => c.Holds), same.Count(c => !c.Holds),
                same.Key.Operation))
            .OrderBy(state => (state.Test, state.Claim, state.Source, state.Operation)),
    ];

    private static string? Redact(string? message) => message is null ? null : Redaction.RedactText(message);

    private static Dictionary<string, string> GetVersions() => new()
    {
        ["suite"] = typeof(RunLog).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
            ?? "?",
        ["runtime"] = $"{Environment.Version}",
        ["operations"] = $"{Operation.All.Count}",
        ["schemas"] = $"{SchemaCatalog.Names.Count}",
    };
}
