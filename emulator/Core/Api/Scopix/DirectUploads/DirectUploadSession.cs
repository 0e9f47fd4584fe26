using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Quota;
using Scopix.Emulator.Api.Scopix.Sessions;

namespace Scopix.Emulator.Api.Scopix.DirectUploads;

/// <summary>
/// The session of a direct upload: one file, the method <c>presigned</c>, and the upload's own id, since no response has another id
/// (assumed: sessions.list filters by this method, and only a direct upload can be pending, uploading or expired). Uploads of earlier
/// builds have no session; for them these methods do nothing.
/// </summary>
internal static class DirectUploadSession
{
    public static void Create(Transaction transaction, IntentRecord intent) =>
        SessionStore.AddPendingItem(transaction, SessionStore.Insert(transaction, "presigned", intent.Id, "pending"), intent.Filename);

    public static void MarkUploading(Transaction transaction, string id) => SessionStore.SetStatus(transaction, id, "uploading");

    /// <summary>The upload is completed: its file is processed like one of a batch, or is an existing one.</summary>
    public static void Complete(Transaction transaction, string id, FileRecord file, bool isDuplicate)
    {
        var (status, error) = isDuplicate ? (ComponentStatus.Skipped, null) : (FileStatuses.GetSessionStatus(file), file.Error);
        SessionStore.FinishDirectUpload(transaction, id, null, (file.Id, status, error, transaction.Now));
    }

    /// <summary>The bytes differ from the claim, or are lost.</summary>
    public static void Fail(Transaction transaction, string id, string error) =>
        SessionStore.FinishDirectUpload(transaction, id, null, (null, ComponentStatus.Failed, error, transaction.Now));

    public static void Expire(Transaction transaction, IntentRecord intent) =>
        SessionStore.FinishDirectUpload(transaction, intent.Id, "expired",
            (null, ComponentStatus.Failed, SessionRecord.ExpiredMessage, intent.ExpiresAt));

    /// <summary>Aborts an upload, cancels its session and releases its credits. The caller must discard its bytes.</summary>
    /// <exception cref="ApiError">The upload has ended: 409.</exception>
    public static IntentRecord Abort(Transaction transaction, IntentRecord intent, string? reason)
    {
        var aborted = IntentStore.Save(transaction, intent.RequireOpen() with
        {
            Status = IntentStatus.Failed,
            Error = reason is null ? "Upload aborted" : $"Upload aborted: {reason}",
            Aborted = true,
            AbortReason = reason,
        });
        CreditLedger.Release(transaction, intent.Id);
        if (SessionStore.Exists(transaction, intent.Id)) SessionStore.Cancel(transaction, SessionStore.Get(transaction, intent.Id));
        return aborted;
    }
}
