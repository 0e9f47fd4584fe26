using System.Text;

namespace Scopix.Emulator.Tool.Survive.Reports;

/// <summary>The report as Markdown, for the summary of a CI job: the matrix by category, and the defects.</summary>
internal static class MarkdownSummary
{
    /// <summary>GitHub shows at most a mebibyte of summary.</summary>
    private const int MaxDefects = 200;

    public static string Render(SurviveReport report)
    {
        var matrix = new ReportMatrix(report);
        var command = ShellText.Join(report.Command);
        var fence = CreateFence(command);
        var text = new StringBuilder($"## The client {report.Sentence}\n\n{fence}sh\n{command}\n{fence}\n\n");
        if (report.NotMet > 0) text.Append($"{report.NotMet} experiments say nothing, since the command did not meet the trouble. ");
        if (report.NotRun > 0) text.Append($"{report.NotRun} experiments were not run. ");
        text.Append($"{Join(report)}\n");
        foreach (var (category, kinds) in matrix.Categories)
        {
            text.Append($"\n### {category}\n\n| call | {string.Join(" | ", kinds.Select(VerdictText.GetWords))} |\n");
            text.Append($"|---|{string.Concat(kinds.Select(_ => "---|"))}\n");
            foreach (var call in matrix.Calls.Where(call => kinds.Any(kind => matrix.Find(call, kind) is not null)))
                text.Append($"| `{call}` | {string.Join(" | ", kinds.Select(kind => FormatCell(matrix.Find(call, kind))))} |\n");
        }
        AppendDefects(text, report);
        return text.ToString();
    }

    /// <summary>More backticks than the text has in a row, at least three.</summary>
    private static string CreateFence(string text)
    {
        var (longest, row) = (0, 0);
        foreach (var letter in text) longest = Math.Max(longest, row = letter == '`' ? row + 1 : 0);
        return new string('`', Math.Max(3, longest + 1));
    }

    private static string Join(SurviveReport report) => string.Join(", ", Verdicts.All.Where(word => report.Counts[word] > 0)
        .Select(word => $"{report.Counts[word]} {VerdictText.GetWords(word)}")) + ".";

    private static string FormatCell(ExperimentResult? result) => result switch
    {
        null => "",
        { IsMet: false } => "not met",
        { IsDefect: true } => $"**{VerdictText.GetWords(result.Verdict)}**{(result.IsNew == true ? " (new)" : "")}",
        _ => VerdictText.GetWords(result.Verdict),
    };

    private static void AppendDefects(StringBuilder text, SurviveReport report)
    {
        foreach (var group in report.Defects.Take(MaxDefects).GroupBy(defect => (defect.Verdict, defect.Advice)))
        {
            text.Append($"\n### {VerdictText.GetWords(group.Key.Verdict)}\n\n{group.Key.Advice}\n\n");
            foreach (var defect in group)
                text.Append($"- `{defect.Id}`{(defect.IsNew == true ? " (new)" : "")}: {defect.Reason} "
                    + $"`{defect.Reproduction.Setup.FirstOrDefault()}`\n");
        }
    }
}
