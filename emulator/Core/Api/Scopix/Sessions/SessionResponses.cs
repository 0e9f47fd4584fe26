using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Media;

namespace Scopix.Emulator.Api.Scopix.Sessions;

internal sealed record SessionList(SessionResource[] Items, int TotalCount, int Limit, int Offset, bool HasMore);

internal sealed record SessionResource(
    string SessionId, string Status, string UploadMethod, int TotalFiles, int CompletedFiles, int FailedFiles, int SkippedFiles,
    double ProgressPercentage, DateTimeOffset CreatedAt, DateTimeOffset? CompletedAt)
{
    public static SessionResource From(SessionRecord session) => new(
        session.Id, session.Status, session.UploadMethod, session.Total, session.Completed, session.Failed, session.Skipped,
        session.ProgressPercent, session.CreatedAt, session.CompletedAt);
}

internal sealed record SessionStatusResponse(
    string SessionId, string Status, int TotalFiles, int CompletedFiles, int FailedFiles, int SkippedFiles, int PendingFiles,
    double ProgressPercentage, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? CompletedAt,
    DateTimeOffset? EstimatedCompletionTime, RecentCompletion[] RecentCompletions, RecentError[] RecentErrors, string ResultsUrl,
    string WebsocketChannel)
{
    /// <summary>The length of each of the two lists (a number of ours).</summary>
    private const int MaxRecentEntries = 10;

    public static SessionStatusResponse From(
        SessionRecord session, List<SessionItem> items, Func<SessionItem, FileRecord?> findFile) => new(
        session.Id, session.Status, session.Total, session.Completed, session.Failed, session.Skipped, session.Pending,
        session.ProgressPercent, session.CreatedAt, session.Status == "pending" ? null : session.CreatedAt, session.CompletedAt, null,
        [.. TakeLatest(items, ComponentStatus.Completed).Select(item => RecentCompletion.From(item, findFile(item)))],
        [.. TakeLatest(items, ComponentStatus.Failed)
            .Select(item => new RecentError(item.Filename, item.Position, item.Error ?? "", item.Retryable))],
        $"/api/v2/files/sessions/{session.Id}/results", $"batch.{session.Id}");

    private static IEnumerable<SessionItem> TakeLatest(List<SessionItem> items, string status) =>
        items.Where(item => item.Status == status).OrderByDescending(item => item.StatusAt).ThenBy(item => item.Position)
            .Take(MaxRecentEntries);
}

/// <summary>A file that finished; the description's first 100 characters (public: the older reference).</summary>
internal sealed record RecentCompletion(string Filename, string? FileId, string Status, string? Description, double? ProcessingTimeMs)
{
    private const int MaxDescriptionLength = 100;

    public static RecentCompletion From(SessionItem item, FileRecord? file) => new(
        item.Filename, item.FileId, item.Status,
        file?.RevealedOutcome?.Description is { } description ? TextTruncation.Truncate(description, MaxDescriptionLength) : null, null);
}

/// <summary>A file that failed or was refused (public: the older reference's FileErrorSummary).</summary>
internal sealed record RecentError(string Filename, int Index, string Error, bool Retryable);

internal sealed record SessionResultsResponse(
    string SessionId, SessionResultResource[] Results, int TotalCount, int Offset, int Limit, bool HasMore, SessionFileCounts Summary);

internal sealed record SessionResultResource(
    string? FileId, string Filename, string Status, string? Description, string? VisibleText, string[] Tags, double? ProcessingTimeMs,
    string? ErrorMessage, Uri? ThumbnailUrl, DateTimeOffset CreatedAt)
{
    public static SessionResultResource From(SessionItem item, FileRecord? file, FileUrls urls) => new(
        item.FileId, item.Filename, item.Status, file?.RevealedOutcome?.Description, file?.RevealedOutcome?.VisibleText, file?.Tags ?? [],
        null, item.Error, file is { DeletedAt: null } ? urls.GetPictureUrl(file, Variant.Small) : null, file?.CreatedAt ?? item.StatusAt);
}

internal sealed record SessionFileCounts(int TotalFiles, int Completed, int Failed, int Skipped);

internal sealed record StuckUploadsResponse(int StuckCount, UploadStatusResponse[] Images);
