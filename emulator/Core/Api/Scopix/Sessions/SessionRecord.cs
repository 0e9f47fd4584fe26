using Scopix.Emulator.Engine;

namespace Scopix.Emulator.Api.Scopix.Sessions;

/// <summary>An upload session with the counts of its files.</summary>
internal sealed record SessionRecord(
    long Seq, string Id, string UploadMethod, DateTimeOffset CreatedAt, DateTimeOffset? CancelledAt, string? StatusOverride, int Total,
    int Completed,
    int Failed, int Skipped, DateTimeOffset? LastItemAt, DateTimeOffset? ExpiresAt)
{
    /// <summary>What the file of a session says whose direct upload was not completed in time.</summary>
    public const string ExpiredMessage = "Upload intent expired";

    /// <summary>Files that are not finished.</summary>
    public int Pending => Total - Completed - Failed - Skipped;

    /// <summary>True when all bytes of a direct upload have arrived, and it is still to be completed.</summary>
    public bool IsConfirming { get; init; }

    /// <summary>True while a direct upload is still to be completed.</summary>
    public bool IsAwaitingUpload => ExpiresAt is not null && Status is "pending" or "uploading" && Total > 0;

    /// <summary>
    /// processing, completed, failed (when no file succeeded: assumed) or cancelled; pending, uploading and expired belong to direct
    /// uploads (assumed: nothing else can have them), or a dataset says so.
    /// </summary>
    public string Status => CancelledAt is not null ? "cancelled"
        : StatusOverride ?? (Pending > 0 ? "processing" : Completed + Skipped == 0 ? "failed" : "completed");

    /// <summary>Finished files of all, in per cent (public: derived from the examples).</summary>
    public double ProgressPercent => Total == 0 ? StatusOverride is null ? 100.0 : 0.0 : Math.Round(100.0 * (Total - Pending) / Total, 2);

    /// <summary>The session at a moment: one whose direct upload is past its expiry has expired, and its file failed.</summary>
    public SessionRecord AsOf(DateTimeOffset now) => IsAwaitingUpload && now >= ExpiresAt
        ? this with { StatusOverride = "expired", Failed = Total, LastItemAt = ExpiresAt }
        : this;

    /// <summary>The session with what was seen of its direct upload in storage, if that is still to be completed.</summary>
    public SessionRecord WithStorageProgress(
        SessionRecord seen) => IsAwaitingUpload && seen is { IsAwaitingUpload: true, StatusOverride: "uploading" }
        ? this with { StatusOverride = seen.StatusOverride, IsConfirming = seen.IsConfirming }
        : this;

    /// <summary>When the last file finished or the session was cancelled.</summary>
    public DateTimeOffset? CompletedAt => CancelledAt ?? (Pending > 0 ? null : LastItemAt);
}

/// <summary>A file of a session.</summary>
/// <param name="Position">Its place in the request, from 0.</param>
/// <param name="FileId">The file, or the one it duplicates; null when it was refused.</param>
/// <param name="Filename">Its name.</param>
/// <param name="Status">pending, completed, failed or skipped.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="Retryable">Whether sending it again can help.</param>
/// <param name="StatusAt">When the status was reached.</param>
internal sealed record SessionItem(
    int Position, string? FileId, string Filename, string Status, string? Error, bool Retryable, DateTimeOffset StatusAt)
{
    /// <summary>The file as it is in its session: what never came failed when the session expired.</summary>
    public SessionItem WithSessionExpiry(SessionRecord session) =>
        session is { StatusOverride: "expired", ExpiresAt: { } expired } && Status == ComponentStatus.Pending
        ? this with { Status = ComponentStatus.Failed, Error = SessionRecord.ExpiredMessage, StatusAt = expired }
        : this;
}
