using Scopix.Emulator.Api.Scopix.Files;

namespace Scopix.Emulator.Control.Stages;

/// <summary>
/// Runs a failed stage again, and those that were skipped because of it. It meets faults as a new upload does, and fails again when the
/// bytes are the reason.
/// </summary>
internal static class StageRetry
{
    /// <exception cref="ApiError">409: the stage has not failed.</exception>
    public static FileRecord Restart(Transaction transaction, FileRecord file, Stage failed, PipelineMode mode)
    {
        if (failed.Status != ComponentStatus.Failed)
            throw ApiError.Conflict($"Stage {failed.Name} has not failed: it is {failed.Status}");
        var repeated = file.Stages.Where(stage => stage == failed || IsSkippedBecauseOf(stage, failed)).ToArray();
        var restarted = ProcessingOverrides.Apply(
            transaction.Tenant, [.. repeated.Select(stage => Restart(file, stage, mode, transaction.Now))], file);
        return file with
        {
            Stages = [.. file.Stages.Select(stage => Array.IndexOf(repeated, stage) is >= 0 and var at ? restarted[at] : stage)],
            UpdatedAt = transaction.Now,
        };
    }

    private static Stage Restart(FileRecord file, Stage stage, PipelineMode mode, DateTimeOffset now)
    {
        var restarted = StageCatalog.CreateRetry(file.MediaType, stage, mode, now);
        var isUnreadable = file is { MediaType: "document", TextKey: null } && stage.Name == StageCatalog.TextExtraction;
        return isUnreadable ? restarted with { Failure = stage.Failure } : restarted;
    }

    /// <summary>A stage that was skipped for another reason ended when the file was uploaded.</summary>
    private static bool IsSkippedBecauseOf(Stage stage, Stage failed) =>
        stage.Status == ComponentStatus.Skipped && stage.After == failed.Name && stage.EndedAt == failed.EndedAt;
}
