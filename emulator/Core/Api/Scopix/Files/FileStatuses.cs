namespace Scopix.Emulator.Api.Scopix.Files;

internal static class FileStatuses
{
    /// <summary>
    /// The canonical "poll until done" status (seed 001, File Listing &amp; Retrieval): pending, processing, completed, failed or
    /// partially_completed.
    /// </summary>
    public static string GetPrimary(FileRecord file)
    {
        var counted = file.Stages.Where(stage => stage.Status != ComponentStatus.Skipped).ToArray();
        if (counted.Any(stage => !ComponentStatus.IsTerminal(stage.Status)))
            return counted.All(stage => stage.Status is ComponentStatus.Pending or ComponentStatus.Queued) ? "pending" : "processing";
        if (!counted.Any(stage => stage.Status == ComponentStatus.Failed)) return "completed";
        return counted.Any(stage => stage.Status == ComponentStatus.Completed) ? "partially_completed" : "failed";
    }

    /// <summary>
    /// The status of uploads-status and the session summary (seed 001, Upload Sessions &amp; Status): the primary one, but
    /// <c>queued</c> before the first stage runs.
    /// </summary>
    public static string GetUnified(FileRecord file) => GetPrimary(file) is var primary && primary == "pending" ? "queued" : primary;

    /// <summary>True when no stage will change without a request.</summary>
    public static bool IsTerminal(FileRecord file) => file.Stages.All(stage => ComponentStatus.IsTerminal(stage.Status));

    /// <summary>The status in a session: pending, completed or failed; partially completed counts as completed (assumed).</summary>
    public static string GetSessionStatus(FileRecord file) => GetPrimary(file) switch
    {
        "completed" or "partially_completed" => ComponentStatus.Completed,
        "failed" => ComponentStatus.Failed,
        _ => ComponentStatus.Pending,
    };

    /// <summary>
    /// True while a document cannot be deleted: its text is being extracted or embedded (seed 001, File Updates &amp; Deletion).
    /// </summary>
    public static bool IsExtracting(FileRecord file) =>
        file.Stages.Any(
            stage => stage.Name is StageCatalog.TextExtraction or StageCatalog.Embedding && !ComponentStatus.IsTerminal(stage.Status));

    public static string? FindStageStatus(FileRecord file, string stage) => file.FindStage(stage)?.Status;
}
