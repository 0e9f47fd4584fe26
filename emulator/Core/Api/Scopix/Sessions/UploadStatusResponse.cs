using Scopix.Emulator.Api.Scopix.Files;

namespace Scopix.Emulator.Api.Scopix.Sessions;

/// <summary>The status of the upload and processing of one file (seed 001, Upload Sessions &amp; Status).</summary>
internal sealed record UploadStatusResponse(
    string FileId, string? SessionId, string UnifiedStatus, ComponentStatuses ComponentStatuses, string[] ProcessingIds,
    string? ErrorMessage, DateTimeOffset? LastErrorAt, DateTimeOffset CreatedAt, DateTimeOffset LastUpdatedAt, DateTimeOffset? CompletedAt,
    int RetryCount, double ProcessingDurationSeconds, bool IsStuck, bool IsTerminal)
{
    /// <summary>How long a file is without progress before it counts as stuck (seed 001: the default of sessions/stuck).</summary>
    public static readonly TimeSpan DefaultStuckAfter = TimeSpan.FromMinutes(30);

    public static UploadStatusResponse From(FileRecord file, DateTimeOffset now, TimeSpan stuckAfter)
    {
        var terminal = FileStatuses.IsTerminal(file);
        return new UploadStatusResponse(
            file.Id, file.SessionId ?? file.DirectSessionId, FileStatuses.GetUnified(file), GetComponentStatuses(file),
            GetRunningTaskIds(file), file.Error, file.FailedStage?.EndedAt,
            file.CreatedAt, file.LastProgressAt, terminal ? file.LastProgressAt : null, 0,
            Math.Max(0, ((terminal ? file.LastProgressAt : now) - file.CreatedAt).TotalSeconds),
            !terminal && now - file.LastProgressAt >= stuckAfter, terminal);
    }

    private static ComponentStatuses GetComponentStatuses(FileRecord file) => new(
        FileStatuses.FindStageStatus(file, StageCatalog.Variants), FileStatuses.FindStageStatus(file, StageCatalog.Description),
        "completed",
        FileStatuses.GetPrimary(file) == "partially_completed" ? "completed" : FileStatuses.GetPrimary(file));

    /// <summary>One id for each stage that has not ended (the form is assumed from the example).</summary>
    private static string[] GetRunningTaskIds(FileRecord file) =>
        [.. file.Stages.Where(stage => !ComponentStatus.IsTerminal(stage.Status)).Select(file.GetTaskId)];
}

/// <summary>Each status is null when the media type has no such part.</summary>
internal sealed record ComponentStatuses(string? VariantStatus, string? DescriptionStatus, string? UploadStatus, string? ProcessingStatus);
