using System.Collections.Concurrent;
using System.Reflection;
using Scopix.Contracts.Reports;
using Xunit.v3;

[assembly: Scopix.Contracts.Runner.RecordTestResults]

namespace Scopix.Contracts.Runner;

/// <summary>
/// Records the claims, requests and responses of the run, if SCOPIX_CONTRACT_REPORT, _BASELINE, _RECORD, _CLAIMS or _SETTLE is
/// set.
/// </summary>
public static class ContractRun
{
    private static readonly string? ReportPath = EnvironmentVariables.Read("SCOPIX_CONTRACT_REPORT");
    private static readonly string? BaselinePath = EnvironmentVariables.Read("SCOPIX_CONTRACT_BASELINE");
    private static readonly string? ClaimsPath = EnvironmentVariables.Read("SCOPIX_CONTRACT_CLAIMS");
    private static readonly ConcurrentDictionary<string, string> Shown = new();
    private static readonly ConcurrentDictionary<string, bool> CalledOperations = new();
    private static int _heldCount;
    private static readonly RunLog Log = new(TimeProvider.System.GetUtcNow());
    private static readonly Recorder? Recorder = EnvironmentVariables.Read("SCOPIX_CONTRACT_RECORD") is { } folder
        ? new(folder, TimeProvider.System.GetUtcNow()) : null;

    /// <summary>Whether anything is recorded.</summary>
    public static bool IsEnabled { get; } = ReportPath is not null || BaselinePath is not null || Recorder is not null
        || ClaimsPath is not null || EnvironmentVariables.Read("SCOPIX_CONTRACT_SETTLE") is not null;

    /// <summary>Notes a claim. <paramref name="label"/> says what is claimed, without the values of this run.</summary>
    public static void AddClaim(Claim claim, string label, bool holds, Exchange? exchange = null)
    {
        var log = CaseLog.Current;
        if (holds) Interlocked.Increment(ref _heldCount);
        var about = exchange ?? log?.Examined;
        if (IsEnabled) Log.AddClaim(CurrentTest, claim, label, holds, about is null ? null : about.Operation?.Id ?? "");
        if (holds) log?.EndExpectation();
    }

    /// <summary>How many claims have held.</summary>
    public static int HeldCount => _heldCount;

    /// <summary>How many operations were called.</summary>
    public static int OperationCount => CalledOperations.Count;

    /// <summary>What is wrong with the target, as far as it is known.</summary>
    public static IReadOnlyList<CauseReport> Causes => Log.FindCauses();

    /// <summary>The lines that the end of the run prints.</summary>
    public static IReadOnlyList<string> EndLines { get; set; } = [];

    /// <summary>Whether the suite prints <see cref="EndLines"/>; a program that prints them itself sets it to false.</summary>
    public static bool PrintsEndLines { get; set; } = true;

    /// <summary>What the run says of the decisions that assumptions rest on; empty before its end, or when nothing is recorded.</summary>
    public static IReadOnlyList<DecisionReport> Decisions { get; private set; } = [];

    /// <summary>Notes a deviation.</summary>
    public static void AddDeviation(CaseDeviation met)
    {
        if (CaseLog.Observer.Value is null) Log.AddDeviation(met);
    }

    /// <summary>
    /// What a case prints of a deviation: what is wrong, and when the run prints it for the first time, the command that shows it again
    /// and the body around the place.
    /// </summary>
    public static string Describe(CaseDeviation met) => Shown.GetOrAdd(CauseFinder.GetKey(met), met.Case) is var first && first == met.Case
        ? string.Join("\n  ", met.Details.Prepend(met.Headline)) : $"{met.Headline} (as in {first})";

    /// <summary>Notes that the running test is skipped.</summary>
    public static void AddSkip(string reason)
    {
        if (IsEnabled) Log.AddSkip(CurrentTest, reason);
    }

    /// <summary>Notes how the running test ended.</summary>
    public static void AddTest(IXunitTest test)
    {
        if (TestContext.Current.TestState is not { } state) return;

        var outcome = Expectations.FailAtItsEnd ? "failed"
            : state.Result switch { TestResult.Passed => "passed", TestResult.Skipped => "skipped", _ => "failed" };
        var seconds = Math.Round((double)(state.ExecutionTime ?? 0) / 1000, 3);
        if (outcome == "failed" && CaseLog.Current?.Deviations.Count == 0)
            Log.AddDeviation(new(test.TestDisplayName, Deviation.OfError(state.ExceptionMessages?.FirstOrDefault() ?? ""), null));
        if (IsEnabled) Log.AddTest(
            new(test.TestCase.TestClassName ?? "", test.TestDisplayName, outcome, seconds, state.ExceptionMessages?.FirstOrDefault()));
    }

    /// <summary>Notes one exchange with an operation of the API; other requests are ignored.</summary>
    public static void RecordExchange(HttpMethod method, Uri url, HttpContent? content, ApiResponse response)
    {
        if (response.Exchange.Operation is not { } operation) return;
        CalledOperations[operation.Id] = true;
        if (!IsEnabled) return;

        var json = response.IsJson ? response.Body : null;
        Log.Traffic.Record(operation, url.Query, content, response.Status, json);
        Recorder?.Record(operation, url.Query, content, response.Status, response.Content.ContentType?.MediaType, json,
            response.HeaderNames);
    }

    /// <summary>Writes the requested reports, and returns the lines to print at the end of the run.</summary>
    public static IReadOnlyList<string> Write(string target, IReadOnlyList<string> leftBehind)
    {
        if (!IsEnabled) return Summarize(Log.FindCauses(), null);

        var report = Log.CreateReport(target, Target.IsLive, RequestBudget.Usage, leftBehind, TimeProvider.System.GetUtcNow());
        Decisions = report.Decisions;
        if (ClaimsPath is not null) File.WriteAllText(ClaimsPath, ClaimCatalogue.Render(Log.Claims));
        string? problem = null;
        if (BaselinePath is not null) report = report with { Comparison = Baseline.TryCompare(BaselinePath, report, out problem) };
        Recorder?.Write();
        return [.. ReportFiles.WriteAll(ReportPath, report).Select(path => $"contract report: {path}"),
            .. report.Comparison is { } c ? [Baseline.FormatSummary(c)] : problem is null ? (string[])[] : [problem],
            .. Summarize(report.Causes, report.Comparison)];
    }

    private static IReadOnlyList<string> Summarize(IReadOnlyList<CauseReport> causes, Comparison? comparison) =>
        [.. GitHubAnnotations.IsEnabled ? GitHubAnnotations.Format(causes, comparison) : [], .. CauseSummary.Format(causes)];

    private static string CurrentTest => TestContext.Current.Test?.TestDisplayName ?? "(outside a test)";
}

/// <summary>Records the outcome of each test for the report, and fails it at its end when something did not hold.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class RecordTestResultsAttribute : BeforeAfterTestAttribute
{
    /// <inheritdoc/>
    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        ContractRun.AddTest(test);
        if (Expectations.FailAtItsEnd) Expectations.FailCase();
    }
}
