using Scopix.Contracts.Reports;
using Xunit.Runner.Common;
using Xunit.Sdk;
using Xunit.v3;

namespace Scopix.Contracts.Tool;

/// <summary>Runs the cases against the target, and prints what is wrong with it.</summary>
internal static class SuiteRun
{
    private const int Held = 0, NotHeld = 1, WrongTarget = 4;

    /// <summary>Runs the cases of these operations, or all, or only those that settle assumptions; returns the exit code.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> operations, bool settles)
    {
        TestContext.SetForInitialization(null, false, false);
        if (await TargetCheck.Result.Value is { } reason)
        {
            await Console.Error.WriteLineAsync(reason);
            return WrongTarget;
        }
        var suite = typeof(SuiteRun).Assembly;
        var assembly = new XunitTestAssembly(suite, configFilePath: null, version: suite.GetName().Version);
        var cases = await SuiteCases.FindAsync(assembly, operations);
        if (settles) cases = SettlementOrder.Current = SettlementPlan.Select(cases, RequestBudget.AllowsWrites);
        Console.WriteLine($"{cases.Count} cases against {TargetCheck.DisplayUrl}");

        ContractRun.PrintsEndLines = false;
        using var outcomes = new OutcomeSink(cases.Count);
        var options = TestFrameworkOptions.ForExecution(new TestAssemblyConfiguration
        {
            MaxParallelThreads = 16,
            ParallelMode = settles ? ParallelMode.None : ParallelMode.Collections,
            ParallelAlgorithm = ParallelAlgorithm.Aggressive,
        });
        await new XunitTestFrameworkExecutor(assembly).RunTestCases(cases, outcomes, options, default);
        outcomes.Dispose();

        Print(outcomes, settles);
        return outcomes.FailedCount > 0 ? NotHeld : Held;
    }

    private static void Print(OutcomeSink outcomes, bool settles)
    {
        foreach (var line in SkipSummary.Format(outcomes.Skipped)) Console.WriteLine(line);
        foreach (var line in outcomes.Errors) Console.WriteLine(line);
        foreach (var line in settles ? DecisionSummary.Format(ContractRun.Decisions) : []) Console.WriteLine(line);
        foreach (var line in ContractRun.EndLines) Console.WriteLine(line);
        if (outcomes.FailedCount == 0) Console.WriteLine($"{outcomes.PassedCount} cases held");
        if (ContractRun.Causes.Count == 0) Console.WriteLine(CauseSummary.FormatTotal([]));
    }
}
