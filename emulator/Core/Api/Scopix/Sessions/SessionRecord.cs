namespace Scopix.Emulator.Api.Scopix.Sessions;

internal sealed record SessionRecord(
    long Seq, string Id, string UploadMethod, DateTimeOffset CreatedAt, DateTimeOffset? CancelledAt, string? StatusOverride, int Total,
    int Completed, int Failed, int Skipped, DateTimeOffset? LastItemAt, DateTimeOffset? ExpiresAt)
{
    /// <summary>The error of a file whose direct upload was not completed in time.</summary>
    public const string ExpiredMessage = "Upload intent expired";

    public int Pending => Total - Completed - Failed - Skipped;

    /// <summary>True when all bytes of a direct upload have arrived and the upload is not completed yet.</summary>
    public bool IsConfirming { get; init; }

    public bool IsAwaitingUpload => ExpiresAt is not null && Status is "pending" or "uploading" && Total > 0;

    /// <summary>
    /// processing, completed, failed (when no file succeeded: assumed) or cancelled. Only direct uploads (assumed) and datasets can
    /// have pending, uploading and expired.
    /// </summary>
    public string Status => CancelledAt is not null ? "cancelled"
        : StatusOverride ?? (Pending > 0 ? "processing" : Completed + Skipped == 0 ? "failed" : "completed");

    /// <summary>The percentage of files that are finished (public: derived from the examples).</summary>
    public double ProgressPercent => Total == 0 ? StatusOverride is null ? 100.0 : 0.0 : Math.Round(100.0 * (Total - Pending) / Total, 2);

    /// <summary>The session at a time: after the expiry of its direct upload it has expired, and its file has failed.</summary>
    public SessionRecord WithExpiryAt(DateTimeOffset now) => IsAwaitingUpload && now >= ExpiresAt
        ? this with { StatusOverride = "expired", Failed = Total, LastItemAt = ExpiresAt }
        : this;

    /// <summary>The session with what was found in storage, if its direct upload is not completed yet.</summary>
    public SessionRecord WithStorageProgress(SessionRecord refreshed) =>
        IsAwaitingUpload && refreshed is { IsAwaitingUpload: true, StatusOverride: "uploading" }
        ? this with { StatusOverride = refreshed.StatusOverride, IsConfirming = refreshed.IsConfirming }
        : this;

    public DateTimeOffset? CompletedAt => CancelledAt ?? (Pending > 0 ? null : LastItemAt);
}

/// <summary>A file of a session.</summary>
/// <param name="FileId">The file, or the file it duplicates; null when the file was rejected.</param>
/// <param name="Status">pending, completed, failed or skipped.</param>
internal sealed record SessionItem(
    int Position, string? FileId, string Filename, string Status, string? Error, bool Retryable, DateTimeOffset StatusAt)
{
    /// <summary>The item, failed when the session has expired before the file arrived.</summary>
    public SessionItem WithSessionExpiry(SessionRecord session) =>
        session is { StatusOverride: "expired", ExpiresAt: { } expired } && Status == ComponentStatus.Pending
        ? this with { Status = ComponentStatus.Failed, Error = SessionRecord.ExpiredMessage, StatusAt = expired }
        : this;
}
