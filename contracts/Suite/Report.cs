using System.Reflection;
using Scopix.Contracts.Reports;
using Xunit.v3;

[assembly: Scopix.Contracts.Reported]

namespace Scopix.Contracts;

/// <summary>What a run claimed, sent and saw; kept only where SCOPIX_CONTRACT_REPORT, _BASELINE or _RECORD asks for it.</summary>
public static class Report
{
    private static readonly string? Where = Setting("SCOPIX_CONTRACT_REPORT");
    private static readonly string? Earlier = Setting("SCOPIX_CONTRACT_BASELINE");
    private static readonly Run Run = new(TimeProvider.System.GetUtcNow());
    private static readonly Recorder? Recorder = Setting("SCOPIX_CONTRACT_RECORD") is { } folder ? new(folder, TimeProvider.System.GetUtcNow()) : null;

    /// <summary>Whether anything is kept.</summary>
    public static bool IsOn { get; } = Where is not null || Earlier is not null || Recorder is not null;

    /// <summary>Notes a claim.</summary>
    public static void Add(Claim claim, string expectation, bool holds)
    {
        if (IsOn) Run.Add(Test, claim, expectation, holds);
    }

    /// <summary>Notes that the running test is skipped.</summary>
    public static void AddSkip(string reason)
    {
        if (IsOn) Run.AddSkip(Test, reason);
    }

    /// <summary>Notes how the running test ended.</summary>
    public static void AddTest(IXunitTest test)
    {
        if (!IsOn || TestContext.Current.TestState is not { } state) return;

        var outcome = state.Result switch { TestResult.Passed => "passed", TestResult.Skipped => "skipped", _ => "failed" };
        var seconds = Math.Round((double)(state.ExecutionTime ?? 0) / 1000, 3);
        Run.AddTest(new(test.TestCase.TestClassName ?? "", test.TestDisplayName, outcome, seconds, state.ExceptionMessages?.FirstOrDefault()));
    }

    /// <summary>Notes one exchange with an operation of the API, and gives its answer; requests elsewhere are passed over.</summary>
    public static Answer Exchange(HttpMethod method, Uri url, HttpContent? content, Answer answer)
    {
        if (!IsOn || Operation.Match(method.Method, url.AbsolutePath) is not { } operation) return answer;

        var json = answer.IsJson ? answer.Body : null;
        Run.Traffic.Note(operation, url.Query, content, answer.Status, json);
        Recorder?.Note(operation, url.Query, content, answer.Status, answer.Content.ContentType?.MediaType, json);
        return answer;
    }

    /// <summary>Writes what was asked for, and gives the run's last lines.</summary>
    public static IReadOnlyList<string> Write(string target, IReadOnlyList<string> leftBehind)
    {
        if (!IsOn) return [];

        var report = Run.Report(target, Target.IsLive, Allowance.Spent, leftBehind, TimeProvider.System.GetUtcNow());
        if (Earlier is not null) report = report with { Comparison = Baseline.Compare(Earlier, report) };
        Recorder?.Write();
        return [.. Forms.Write(Where, report).Select(path => $"contract report: {path}"), .. report.Comparison is { } c ? [Baseline.Line(c)] : (string[])[]];
    }

    private static string Test => TestContext.Current.Test?.TestDisplayName ?? "(outside a test)";

    private static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}

/// <summary>Tells the report how each test ended.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class ReportedAttribute : BeforeAfterTestAttribute
{
    /// <inheritdoc/>
    public override void After(MethodInfo methodUnderTest, IXunitTest test) => Report.AddTest(test);
}
