using Microsoft.Data.Sqlite;
using Scopix.Emulator.Files;
using Scopix.Emulator.Http;
using Scopix.Emulator.Processing;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Sessions;

/// <summary>The tables of upload sessions and their files.</summary>
public static class SessionStore
{
    private const string Counted = """
        SELECT s.seq, s.id, s.upload_method, s.created_at, s.cancelled_at, s.status, COUNT(i.position),
          COALESCE(SUM(i.status = 'completed'), 0), COALESCE(SUM(i.status = 'failed'), 0), COALESCE(SUM(i.status = 'skipped'), 0), MAX(i.at)
        FROM sessions s LEFT JOIN session_items i ON i.session = s.seq
        """;

    /// <summary>Opens a session.</summary>
    /// <param name="turn">A write turn.</param>
    /// <param name="uploadMethod"><c>streaming</c> or <c>presigned</c>.</param>
    /// <param name="given">Its id; null takes the next.</param>
    /// <param name="status">A status that does not follow from its files; null when it does.</param>
    public static SessionRecord Insert(Turn turn, string uploadMethod, string? given = null, string? status = null)
    {
        var id = given ?? turn.Ids.Next();
        turn.Db.Execute(
            "INSERT INTO sessions(id, upload_method, created_at, status) VALUES ($1, $2, $3, $4)", id, uploadMethod, Database.Micros(turn.Now), status);
        return Get(turn, id);
    }

    /// <summary>Adds a file that was taken, skipped or refused.</summary>
    public static void Add(Turn turn, SessionRecord session, int position, string filename, FileRecord? file, string? duplicateOf, ApiError? refusal)
    {
        var status = refusal is not null ? ComponentStatus.Failed : duplicateOf is not null ? ComponentStatus.Skipped : Statuses.InSession(file!);
        turn.Db.Execute(
            "INSERT INTO session_items VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            session.Seq, position, file?.Id ?? duplicateOf, filename, status, refusal?.Message ?? file?.Error, refusal is { Status: 429 } ? 1 : 0,
            Database.Micros(file?.ProgressAt ?? turn.Now));
    }

    /// <summary>Notes that a file of a session is finished.</summary>
    public static void Settle(Turn turn, string fileId, string status, string? error, DateTimeOffset at) => turn.Db.Execute(
        "UPDATE session_items SET status = $2, error = $3, at = $4 WHERE file_id = $1 AND status = 'pending'",
        fileId, status, error, Database.Micros(at));

    /// <summary>Marks a session as cancelled.</summary>
    public static void Cancel(Turn turn, SessionRecord session) =>
        turn.Db.Execute("UPDATE sessions SET cancelled_at = $2 WHERE seq = $1", session.Seq, Database.Micros(turn.Now));

    /// <summary>A session with its counts.</summary>
    /// <exception cref="ApiError">There is none: 404.</exception>
    public static SessionRecord Get(Turn turn, string id) =>
        turn.Db.Query($"{Counted} WHERE s.id = $1 GROUP BY s.seq", ReadSession, id).FirstOrDefault() ?? throw ApiError.NotFound("Session");

    /// <summary>All sessions with their counts, the newest first.</summary>
    public static List<SessionRecord> All(Turn turn, string? uploadMethod) => turn.Db.Query(
        $"{Counted} WHERE $1 IS NULL OR s.upload_method = $1 GROUP BY s.seq ORDER BY s.created_at DESC, s.seq DESC", ReadSession, uploadMethod);

    /// <summary>The files of a session, in the order they were sent.</summary>
    public static List<SessionItem> Items(Turn turn, SessionRecord session) => turn.Db.Query(
        "SELECT position, file_id, filename, status, error, retryable, at FROM session_items WHERE session = $1 ORDER BY position", ReadItem, session.Seq);

    private static SessionRecord ReadSession(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), Database.Moment(row.GetInt64(3)),
        row.IsDBNull(4) ? null : Database.Moment(row.GetInt64(4)), row.IsDBNull(5) ? null : row.GetString(5), row.GetInt32(6), row.GetInt32(7),
        row.GetInt32(8), row.GetInt32(9), row.IsDBNull(10) ? null : Database.Moment(row.GetInt64(10)));

    private static SessionItem ReadItem(SqliteDataReader row) => new(
        row.GetInt32(0), row.IsDBNull(1) ? null : row.GetString(1), row.GetString(2), row.GetString(3),
        row.IsDBNull(4) ? null : row.GetString(4), row.GetInt32(5) == 1, Database.Moment(row.GetInt64(6)));
}

/// <summary>An upload session with the counts of its files.</summary>
public sealed record SessionRecord(
    long Seq, string Id, string UploadMethod, DateTimeOffset CreatedAt, DateTimeOffset? CancelledAt, string? Told, int Total, int Completed,
    int Failed, int Skipped, DateTimeOffset? LastItemAt)
{
    /// <summary>Files that are not finished.</summary>
    public int Pending => Total - Completed - Failed - Skipped;

    /// <summary>processing, completed, failed (when no file succeeded: assumed) or cancelled; pending, uploading or expired only where a dataset says so.</summary>
    public string Status => CancelledAt is not null ? "cancelled" : Told ?? (Pending > 0 ? "processing" : Completed + Skipped == 0 ? "failed" : "completed");

    /// <summary>Finished files of all, in per cent (public: derived from the examples).</summary>
    public double Progress => Total == 0 ? Told is null ? 100.0 : 0.0 : Math.Round(100.0 * (Total - Pending) / Total, 2);

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
/// <param name="At">When the status was reached.</param>
public sealed record SessionItem(int Position, string? FileId, string Filename, string Status, string? Error, bool Retryable, DateTimeOffset At);
