using Scopix.Emulator.Files;
using Scopix.Emulator.Processing;

namespace Scopix.Emulator.Uploads;

/// <summary>Upload and processing of one file in one answer (seed 001, Upload Sessions &amp; Status).</summary>
public sealed record UploadStatus(
    string FileId, string? SessionId, string UnifiedStatus, ComponentStatuses ComponentStatuses, string[] ProcessingIds, string? ErrorMessage,
    DateTimeOffset? LastErrorAt, DateTimeOffset CreatedAt, DateTimeOffset LastUpdatedAt, DateTimeOffset? CompletedAt, int RetryCount,
    double ProcessingDurationSeconds, bool IsStuck, bool IsTerminal)
{
    /// <summary>Without progress for so long, a file counts as stuck (seed 001: the default of sessions/stuck).</summary>
    public static readonly TimeSpan StuckAfter = TimeSpan.FromMinutes(30);

    /// <summary>The status of a file at a moment.</summary>
    public static UploadStatus Of(FileRecord file, DateTimeOffset now, TimeSpan stuckAfter)
    {
        var terminal = Statuses.IsTerminal(file);
        return new UploadStatus(
            file.Id, file.SessionId ?? file.DirectSessionId, Statuses.Unified(file), ComponentsOf(file), TasksOf(file), file.Error,
            file.FailedStage?.EndedAt, file.CreatedAt, file.ProgressAt, terminal ? file.ProgressAt : null, 0,
            Math.Max(0, ((terminal ? file.ProgressAt : now) - file.CreatedAt).TotalSeconds),
            !terminal && now - file.ProgressAt >= stuckAfter, terminal);
    }

    private static ComponentStatuses ComponentsOf(FileRecord file) => new(
        Statuses.Of(file, Pipeline.Variants), Statuses.Of(file, Pipeline.Description), "completed",
        Statuses.Primary(file) == "partially_completed" ? "completed" : Statuses.Primary(file));

    /// <summary>One id for each stage that is not over (their form is assumed from the example).</summary>
    private static string[] TasksOf(FileRecord file) =>
        [.. file.Stages.Where(stage => !ComponentStatus.IsTerminal(stage.Status)).Select(file.TaskId)];
}

/// <summary>The statuses of the parts; null where the media type has none.</summary>
public sealed record ComponentStatuses(string? VariantStatus, string? DescriptionStatus, string? UploadStatus, string? ProcessingStatus);
