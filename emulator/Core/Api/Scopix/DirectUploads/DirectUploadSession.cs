using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Quota;
using Scopix.Emulator.Api.Scopix.Sessions;
using Scopix.Emulator.Engine;
using Scopix.Emulator.Http;

namespace Scopix.Emulator.Api.Scopix.DirectUploads;

/// <summary>
/// The session that a direct upload is: one file, the method <c>presigned</c>, and the upload's own id, since no answer names another
/// (assumed: sessions.list filters by this method, and nothing but a direct upload can be pending, uploading or expired). Uploads that
/// were begun by an earlier build have none; then nothing happens here.
/// </summary>
internal static class DirectUploadSession
{
    /// <summary>The upload was announced.</summary>
    public static void Create(Transaction transaction, IntentRecord intent) =>
        SessionStore.AddPendingItem(transaction, SessionStore.Insert(transaction, "presigned", intent.Id, "pending"), intent.Filename);

    /// <summary>Bytes have arrived.</summary>
    public static void MarkUploading(Transaction transaction, string id) => SessionStore.SetStatus(transaction, id, "uploading");

    /// <summary>The upload was completed: its file is processed like that of a batch, or is one that was there already.</summary>
    public static void Complete(Transaction transaction, string id, FileRecord file, bool isDuplicate)
    {
        var (status, error) = isDuplicate ? (ComponentStatus.Skipped, null) : (FileStatuses.GetSessionStatus(file), file.Error);
        SessionStore.FinishDirectUpload(transaction, id, null, (file.Id, status, error, transaction.Now));
    }

    /// <summary>The bytes were not what was claimed, or are lost.</summary>
    public static void Fail(Transaction transaction, string id, string error) =>
        SessionStore.FinishDirectUpload(transaction, id, null, (null, ComponentStatus.Failed, error, transaction.Now));

    /// <summary>The upload was not completed in time.</summary>
    public static void Expire(Transaction transaction, IntentRecord intent) =>
        SessionStore.FinishDirectUpload(transaction, intent.Id, "expired",
            (null, ComponentStatus.Failed, SessionRecord.ExpiredMessage, intent.ExpiresAt));

    /// <summary>Aborts an upload, which cancels its session, and gives its credits back. Its bytes are the caller's to discard.</summary>
    /// <exception cref="ApiError">It is over: 409.</exception>
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
