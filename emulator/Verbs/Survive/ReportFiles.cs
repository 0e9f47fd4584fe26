namespace Scopix.Emulator.Tool.Survive;

/// <summary>Writes the report in every form.</summary>
internal static class ReportFiles
{
    public static void Write(ReportFolder folder, SurviveReport report) =>
        folder.Write("report.json", JsonSerializer.Serialize(report, SurviveJsonContext.Shared.SurviveReport) + "\n");
}
