using Scopix.Emulator.Api.Scopix.Files;

namespace Scopix.Emulator.Api.Scopix.Sessions;

/// <summary>Counts for dashboards (seed 001, Upload Sessions &amp; Status).</summary>
internal sealed record SessionSummaryResponse(
    string SessionId, string OverallStatus, double CompletionPercentage, UnifiedStatusCounts Counts,
    DescriptionStatusCounts DescriptionCounts, ErrorSummary ErrorSummary, DateTimeOffset CreatedAt, DateTimeOffset LastActivityAt)
{
    public static SessionSummaryResponse From(SessionRecord session, (SessionItem Item, FileRecord? File)[] items, DateTimeOffset now)
    {
        var unified = items.ToLookup(entry => GetUnifiedStatus(session, entry.Item, entry.File));
        var described = items.Where(entry => entry.File is not null)
            .ToLookup(entry => FileStatuses.FindStageStatus(entry.File!, StageCatalog.Description));
        string[] errors = [.. items.Select(entry => entry.Item.Error).OfType<string>().Distinct()];
        return new SessionSummaryResponse(
            session.Id, session.Status, session.ProgressPercent,
            new UnifiedStatusCounts(
                session.Total, unified["uploading"].Count(), unified["confirming"].Count(), unified["queued"].Count(),
                unified["processing"].Count(), unified["completed"].Count(), unified["failed"].Count(),
                unified["partially_completed"].Count(), items.Count(entry => IsStuck(entry.File, now))),
            new DescriptionStatusCounts(
                described[ComponentStatus.Pending].Count() + described[ComponentStatus.Queued].Count(),
                described[ComponentStatus.Processing].Count(), described[ComponentStatus.Completed].Count(),
                described[ComponentStatus.Failed].Count(), described[ComponentStatus.Skipped].Count()),
            new ErrorSummary(items.Count(entry => entry.Item.Error is not null), errors),
            session.CreatedAt, items.Select(entry => entry.File?.LastProgressAt ?? entry.Item.StatusAt).Append(session.CreatedAt).Max());
    }

    /// <summary>
    /// A rejected file is failed; a skipped file is completed; a pending file of a cancelled session is queued; a direct upload is
    /// uploading until all its bytes have arrived, then confirming (all assumed).
    /// </summary>
    private static string GetUnifiedStatus(SessionRecord session, SessionItem item, FileRecord? file) => item.Status switch
    {
        ComponentStatus.Skipped => "completed",
        ComponentStatus.Pending when session.CancelledAt is not null => "queued",
        ComponentStatus.Pending when file is null => session.IsConfirming ? "confirming" : "uploading",
        _ => file is null ? item.Status : FileStatuses.GetUnified(file),
    };

    private static bool IsStuck(FileRecord? file, DateTimeOffset now) =>
        file is not null && UploadStatusResponse.From(file, now, UploadStatusResponse.DefaultStuckAfter).IsStuck;
}

/// <summary>Files by unified status; a streaming batch has none uploading or confirming.</summary>
internal sealed record UnifiedStatusCounts(
    int Total, int Uploading, int Confirming, int Queued, int Processing, int Completed, int Failed, int PartiallyCompleted, int Stuck);

/// <summary>Files by description status; queued ones count as pending.</summary>
internal sealed record DescriptionStatusCounts(int Pending, int Processing, int Completed, int Failed, int Skipped);

internal sealed record ErrorSummary(int Count, string[] Messages);
