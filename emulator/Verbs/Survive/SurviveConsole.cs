using Scopix.Contracts.Checks;

namespace Scopix.Emulator.Tool.Survive;

/// <summary>What is printed: the plan, each defect as it is found, and a table of operations and verdicts.</summary>
internal sealed class SurviveConsole(bool isJson)
{
    private int _planned;

    public void PrintStart(SurviveOptions options)
    {
        if (!isJson)
            Console.WriteLine($"Running the command twice without trouble: {Redaction.RedactText(ShellText.Join(options.Command))}");
    }

    public void PrintPlan(CleanRuns clean, int known)
    {
        _planned = clean.Experiments.Count;
        if (isJson) return;
        Console.WriteLine($"It calls {clean.Calls.Count} operations and takes {clean.Longest.TotalSeconds:0.0} s. "
            + $"{_planned} experiments are planned{(known > 0 ? $", {known} of them were run before" : "")}.");
    }

    public void PrintResult(ExperimentResult result, int count)
    {
        if (isJson || !result.IsDefect) return;
        Console.WriteLine($"{count,5}/{_planned} {result.Verdict,-14} {result.Id}: {result.Reason}");
    }

    public void PrintSummary(SurviveReport report, string folder)
    {
        if (isJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(report, SurviveJsonContext.Shared.SurviveReport));
            return;
        }
        Console.WriteLine();
        PrintTable(report);
        Console.WriteLine();
        if (report.Baseline is { } baseline)
            Console.WriteLine($"{report.Experiments.Count(result => result.IsNew == true)} defects are new since the run of "
                + $"{baseline:yyyy-MM-dd HH:mm}.");
        if (report.NotMet > 0) Console.WriteLine($"{report.NotMet} experiments say nothing, since the command did not meet the trouble.");
        if (report.NotRun > 0) Console.WriteLine($"{report.NotRun} experiments were not run; --resume runs them.");
        Console.WriteLine($"The command {report.Sentence}. Report: {Path.Combine(folder, "index.html")}");
    }

    private static void PrintTable(SurviveReport report)
    {
        string[] words = [.. Verdicts.All.Where(word => report.Counts[word] > 0)];
        var calls = report.Experiments.Where(result => result.IsMet).GroupBy(result => result.Call).ToList();
        var width = calls.Select(call => call.Key.Length).Append("operation".Length).Max();
        Console.WriteLine($"{"operation".PadRight(width)}  {string.Join("  ", words)}");
        foreach (var call in calls)
            Console.WriteLine($"{call.Key.PadRight(width)}  " + string.Join("  ", words.Select(word =>
                (call.Count(result => result.Verdict == word) is var count and > 0 ? $"{count}" : "·").PadLeft(word.Length))));
    }
}
