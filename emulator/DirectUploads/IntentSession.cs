using Scopix.Emulator.Files;
using Scopix.Emulator.Http;
using Scopix.Emulator.Processing;
using Scopix.Emulator.Quota;
using Scopix.Emulator.Sessions;
using Scopix.Emulator.State;

namespace Scopix.Emulator.DirectUploads;

/// <summary>
/// The session that a direct upload is: one file, the method <c>presigned</c>, and the upload's own id, since no answer names another
/// (assumed: sessions.list filters by this method, and nothing but a direct upload can be pending, uploading or expired). Uploads that
/// were begun by an earlier build have none; then nothing happens here.
/// </summary>
public static class IntentSession
{
    /// <summary>The upload was announced.</summary>
    public static void Begin(Turn turn, IntentRecord intent) =>
        SessionStore.AddExpected(turn, SessionStore.Insert(turn, "presigned", intent.Id, "pending"), intent.Filename);

    /// <summary>Bytes have arrived.</summary>
    public static void Arrive(Turn turn, string id) => SessionStore.Tell(turn, id, "uploading");

    /// <summary>The upload was completed: its file is processed like that of a batch, or is one that was there already.</summary>
    public static void Complete(Turn turn, string id, FileRecord file, bool isDuplicate)
    {
        var (status, error) = isDuplicate ? (ComponentStatus.Skipped, null) : (Statuses.InSession(file), file.Error);
        SessionStore.End(turn, id, null, (file.Id, status, error, turn.Now));
    }

    /// <summary>The bytes were not what was claimed, or are lost.</summary>
    public static void Fail(Turn turn, string id, string error) =>
        SessionStore.End(turn, id, null, (null, ComponentStatus.Failed, error, turn.Now));

    /// <summary>The upload was not completed in time.</summary>
    public static void Expire(Turn turn, IntentRecord intent) =>
        SessionStore.End(turn, intent.Id, "expired", (null, ComponentStatus.Failed, SessionRecord.Expired, intent.ExpiresAt));

    /// <summary>Aborts an upload, which cancels its session, and gives its credits back. Its bytes are the caller's to discard.</summary>
    /// <exception cref="ApiError">It is over: 409.</exception>
    public static IntentRecord Abort(Turn turn, IntentRecord intent, string? reason)
    {
        var aborted = IntentStore.Save(turn, intent.Open() with
        {
            Status = IntentStatus.Failed,
            Error = reason is null ? "Upload aborted" : $"Upload aborted: {reason}",
            Aborted = true,
            AbortReason = reason,
        });
        Credits.Release(turn, intent.Id);
        if (SessionStore.Exists(turn, intent.Id)) SessionStore.Cancel(turn, SessionStore.Get(turn, intent.Id));
        return aborted;
    }
}
