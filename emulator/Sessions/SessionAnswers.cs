using Scopix.Emulator.Files;
using Scopix.Emulator.Images;
using Scopix.Emulator.Processing;
using Scopix.Emulator.Uploads;

namespace Scopix.Emulator.Sessions;

/// <summary>A page of sessions, the newest first.</summary>
public sealed record SessionList(SessionSummaryItem[] Items, int TotalCount, int Limit, int Offset, bool HasMore);

/// <summary>A session in a list.</summary>
public sealed record SessionSummaryItem(
    string SessionId, string Status, string UploadMethod, int TotalFiles, int CompletedFiles, int FailedFiles, int SkippedFiles,
    double ProgressPercentage, DateTimeOffset CreatedAt, DateTimeOffset? CompletedAt)
{
    /// <summary>The list's view of a session.</summary>
    public static SessionSummaryItem Of(SessionRecord session) => new(
        session.Id, session.Status, session.UploadMethod, session.Total, session.Completed, session.Failed, session.Skipped, session.Progress,
        session.CreatedAt, session.CompletedAt);
}

/// <summary>A session's progress and what happened last.</summary>
public sealed record SessionProgress(
    string SessionId, string Status, int TotalFiles, int CompletedFiles, int FailedFiles, int SkippedFiles, int PendingFiles,
    double ProgressPercentage, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? CompletedAt,
    DateTimeOffset? EstimatedCompletionTime, RecentCompletion[] RecentCompletions, RecentError[] RecentErrors, string ResultsUrl,
    string WebsocketChannel)
{
    /// <summary>Entries in each of the two lists (a number of ours).</summary>
    private const int Recent = 10;

    /// <summary>The progress of a session.</summary>
    public static SessionProgress Of(SessionRecord session, List<SessionItem> items, Func<SessionItem, FileRecord?> fileOf) => new(
        session.Id, session.Status, session.Total, session.Completed, session.Failed, session.Skipped, session.Pending, session.Progress,
        session.CreatedAt, session.Status == "pending" ? null : session.CreatedAt, session.CompletedAt, null,
        [.. Latest(items, ComponentStatus.Completed).Select(item => RecentCompletion.Of(item, fileOf(item)))],
        [.. Latest(items, ComponentStatus.Failed).Select(item => new RecentError(item.Filename, item.Position, item.Error ?? "", item.Retryable))],
        $"/api/v2/files/sessions/{session.Id}/results", $"batch.{session.Id}");

    private static IEnumerable<SessionItem> Latest(List<SessionItem> items, string status) =>
        items.Where(item => item.Status == status).OrderByDescending(item => item.At).ThenBy(item => item.Position).Take(Recent);
}

/// <summary>A file that finished; the description's first 100 characters (public: the older reference).</summary>
public sealed record RecentCompletion(string Filename, string? FileId, string Status, string? Description, double? ProcessingTimeMs)
{
    /// <summary>The entry of a finished file.</summary>
    public static RecentCompletion Of(SessionItem item, FileRecord? file) => new(
        item.Filename, item.FileId, item.Status, file?.Revealed?.Description is { Length: > 100 } long_ ? long_[..100] : file?.Revealed?.Description, null);
}

/// <summary>A file that failed or was refused (public: the older reference's FileErrorSummary).</summary>
public sealed record RecentError(string Filename, int Index, string Error, bool Retryable);

/// <summary>A page of a session's results.</summary>
public sealed record SessionResults(
    string SessionId, SessionResult[] Results, int TotalCount, int Offset, int Limit, bool HasMore, ResultCounts Summary);

/// <summary>The result of one file.</summary>
public sealed record SessionResult(
    string? FileId, string Filename, string Status, string? Description, string? VisibleText, string[] Tags, double? ProcessingTimeMs,
    string? ErrorMessage, Uri? ThumbnailUrl, DateTimeOffset CreatedAt)
{
    /// <summary>The result of a session's file.</summary>
    public static SessionResult Of(SessionItem item, FileRecord? file, FileLinks links) => new(
        item.FileId, item.Filename, item.Status, file?.Revealed?.Description, file?.Revealed?.VisibleText, file?.Tags ?? [], null, item.Error,
        file is { DeletedAt: null } ? links.Picture(file, Variant.Small) : null, file?.CreatedAt ?? item.At);
}

/// <summary>The numbers of a session.</summary>
public sealed record ResultCounts(int TotalFiles, int Completed, int Failed, int Skipped);

/// <summary>Files that make no progress.</summary>
public sealed record StuckUploads(int StuckCount, UploadStatus[] Images);
