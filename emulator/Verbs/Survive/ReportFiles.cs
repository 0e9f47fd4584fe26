using Scopix.Emulator.Tool.Survive.Reports;

namespace Scopix.Emulator.Tool.Survive;

/// <summary>Writes the report in every form.</summary>
internal static class ReportFiles
{
    public static readonly string[] Names = ["report.json", "index.html", "summary.md", "junit.xml"];

    public static void Write(ReportFolder folder, SurviveReport report, FailCondition failOn)
    {
        folder.Write("report.json", JsonSerializer.Serialize(report, SurviveJsonContext.Shared.SurviveReport) + "\n");
        folder.Write("index.html", HtmlReport.Render(report));
        folder.Write("summary.md", MarkdownSummary.Render(report));
        folder.Write("junit.xml", JUnitReport.Render(report, failOn));
    }
}
