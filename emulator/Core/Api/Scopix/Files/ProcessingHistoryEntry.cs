namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>
/// One operation on an image. Seed 000 has only the name of the class; its fields and <c>describe</c> are public (the SDK of March
/// 2026); that each stage has an entry is assumed.
/// </summary>
/// <param name="Id">Opaque; <c>processing_ids</c> names a running stage by the same id.</param>
/// <param name="OperationType"><c>describe</c>, or <c>generate_variants</c> (a word of ours).</param>
/// <param name="Status">processing, completed or failed.</param>
/// <param name="CompletedAt">When it ended, also when it failed.</param>
internal sealed record ProcessingHistoryEntry(
    string Id, string OperationType, string Status, DateTimeOffset CreatedAt, DateTimeOffset? CompletedAt, string? ErrorMessage)
{
    /// <summary>The last run of every stage that has begun, in the order in which they began.</summary>
    public static ProcessingHistoryEntry[] From(FileRecord file) =>
        [.. file.Stages.Where(HasRun).OrderBy(stage => stage.StartedAt).Select(stage => From(file, stage))];

    private static ProcessingHistoryEntry From(FileRecord file, Stage stage) => new(
        file.GetTaskId(stage), stage.Name == StageCatalog.Description ? "describe" : "generate_variants", stage.Status,
        stage.StartedAt!.Value,
        ComponentStatus.IsTerminal(stage.Status) ? stage.EndedAt : null,
        stage.Status == ComponentStatus.Failed ? stage.Failure?.Message : null);

    /// <summary>A stage that waits again has its earlier start time, and an interrupted one is skipped: both are left out.</summary>
    private static bool HasRun(Stage stage) =>
        stage.StartedAt is not null && stage.Status is (ComponentStatus.Processing or ComponentStatus.Completed or ComponentStatus.Failed);
}
