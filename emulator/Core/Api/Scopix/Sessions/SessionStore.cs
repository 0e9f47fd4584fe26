using Microsoft.Data.Sqlite;
using Scopix.Emulator.Api.Scopix.Files;

namespace Scopix.Emulator.Api.Scopix.Sessions;

internal static class SessionStore
{
    private const string SelectWithCounts = """
        SELECT s.seq, s.id, s.upload_method, s.created_at, s.cancelled_at, s.status, COUNT(i.position),
          COALESCE(SUM(i.status = 'completed'), 0), COALESCE(SUM(i.status = 'failed'), 0), COALESCE(SUM(i.status = 'skipped'), 0),
          MAX(i.at), t.expires_at
        FROM sessions s LEFT JOIN session_items i ON i.session = s.seq LEFT JOIN intents t ON t.id = s.id
        """;

    /// <param name="uploadMethod"><c>streaming</c> or <c>presigned</c>.</param>
    /// <param name="id">The id; null takes the next one.</param>
    /// <param name="status">A fixed status; null when the status follows from the files.</param>
    public static SessionRecord Insert(Transaction transaction, string uploadMethod, string? id = null, string? status = null)
    {
        id ??= transaction.Ids.Next();
        transaction.Db.Execute(
            "INSERT INTO sessions(id, upload_method, created_at, status) VALUES ($1, $2, $3, $4)", id, uploadMethod,
            Database.ToMicroseconds(transaction.Now), status);
        return Get(transaction, id);
    }

    public static void AddItem(Transaction transaction, SessionRecord session, int position, string filename, FileRecord? file,
        string? duplicateOf, ApiError? refusal)
    {
        var status = refusal is not null ? ComponentStatus.Failed
            : duplicateOf is not null ? ComponentStatus.Skipped
            : FileStatuses.GetSessionStatus(file!);
        transaction.Db.Execute(
            "INSERT INTO session_items VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            session.Seq, position, file?.Id ?? duplicateOf, filename, status, refusal?.Message ?? file?.Error,
            refusal is { Status: 429 } ? 1 : 0, Database.ToMicroseconds(file?.LastProgressAt ?? transaction.Now));
    }

    /// <summary>Stores the result of a file, unless it has one already.</summary>
    public static void FinishItem(Transaction transaction, string fileId, string status, string? error, DateTimeOffset at) =>
        transaction.Db.Execute("UPDATE session_items SET status = $2, error = $3, at = $4 WHERE file_id = $1 AND status = 'pending'",
            fileId, status, error, Database.ToMicroseconds(at));

    public static void AddPendingItem(Transaction transaction, SessionRecord session, string filename) => transaction.Db.Execute(
        "INSERT INTO session_items(session, position, filename, status, at) VALUES ($1, 0, $2, 'pending', $3)",
        session.Seq, filename, Database.ToMicroseconds(transaction.Now));

    /// <summary>Stores the result of a direct upload in its session; has no effect when there is no such session or it has ended.</summary>
    /// <param name="status">A fixed status of the session; null when the status follows from its file.</param>
    /// <param name="item">The file's id, status and error, and the time of the status.</param>
    public static void FinishDirectUpload(
        Transaction transaction, string id, string? status, (string? File, string Status, string? Error, DateTimeOffset At) item)
    {
        transaction.Db.Execute(
            """
            UPDATE session_items SET file_id = $2, status = $3, error = $4, at = $5 WHERE status = 'pending'
              AND session = (SELECT seq FROM sessions WHERE id = $1 AND status IN ('pending', 'uploading') AND cancelled_at IS NULL)
            """,
            id, item.File, item.Status, item.Error, Database.ToMicroseconds(item.At));
        SetStatus(transaction, id, status);
    }

    /// <summary>
    /// Sets a fixed status; with null, the status follows from the file. Has no effect when there is no such session or it has ended.
    /// </summary>
    public static void SetStatus(Transaction transaction, string id, string? status) => transaction.Db.Execute(
        "UPDATE sessions SET status = $2 WHERE id = $1 AND status IN ('pending', 'uploading') AND cancelled_at IS NULL", id, status);

    public static bool Exists(Transaction transaction, string id) =>
        transaction.Db.QueryNumber("SELECT 1 FROM sessions WHERE id = $1", id) is not null;

    public static void Cancel(Transaction transaction, SessionRecord session) =>
        transaction.Db.Execute("UPDATE sessions SET cancelled_at = $2 WHERE seq = $1", session.Seq,
            Database.ToMicroseconds(transaction.Now));

    /// <exception cref="ApiError">There is none: 404.</exception>
    public static SessionRecord Get(Transaction transaction, string id) =>
        transaction.Db.Query($"{SelectWithCounts} WHERE s.id = $1 GROUP BY s.seq", ReadSession, id)
            .FirstOrDefault()?.WithExpiryAt(transaction.Now)
            ?? throw ApiError.NotFound("Session");

    public static List<SessionRecord> ListAll(Transaction transaction, string? uploadMethod) => transaction.Db.Query(
        $"{SelectWithCounts} WHERE $1 IS NULL OR s.upload_method = $1 GROUP BY s.seq ORDER BY s.created_at DESC, s.seq DESC",
        row => ReadSession(row).WithExpiryAt(transaction.Now), uploadMethod);

    public static List<SessionItem> ListItems(Transaction transaction, SessionRecord session) => transaction.Db.Query(
        "SELECT position, file_id, filename, status, error, retryable, at FROM session_items WHERE session = $1 ORDER BY position",
        row => ReadItem(row).WithSessionExpiry(session), session.Seq);

    private static SessionRecord ReadSession(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), Database.FromMicroseconds(row.GetInt64(3)),
        row.IsDBNull(4) ? null : Database.FromMicroseconds(row.GetInt64(4)), row.IsDBNull(5) ? null : row.GetString(5), row.GetInt32(6),
        row.GetInt32(7), row.GetInt32(8), row.GetInt32(9), row.IsDBNull(10) ? null : Database.FromMicroseconds(row.GetInt64(10)),
        row.IsDBNull(11) ? null : Database.FromMicroseconds(row.GetInt64(11)));

    private static SessionItem ReadItem(SqliteDataReader row) => new(
        row.GetInt32(0), row.IsDBNull(1) ? null : row.GetString(1), row.GetString(2), row.GetString(3),
        row.IsDBNull(4) ? null : row.GetString(4), row.GetInt32(5) == 1, Database.FromMicroseconds(row.GetInt64(6)));
}
