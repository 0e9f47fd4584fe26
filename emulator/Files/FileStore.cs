using Microsoft.Data.Sqlite;
using Scopix.Emulator.Documents;
using Scopix.Emulator.Http;
using Scopix.Emulator.Images;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.Processing;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Files;

/// <summary>The tables of files, their tags and their searchable text.</summary>
public static class FileStore
{
    private const string Columns = "doc, seq";
    private const string WithHash = "SELECT 1 FROM files WHERE hash = $1 LIMIT 1";
    private const string AtKey = "SELECT 1 FROM files WHERE hash = $1 AND $2 IN (doc ->> 'object_key', doc ->> 'text_key', doc ->> 'pages_key') LIMIT 1";

    /// <summary>Adds a file; the answer carries its row's key.</summary>
    public static FileRecord Insert(Turn turn, FileRecord file)
    {
        turn.Db.Execute(
            """
            INSERT INTO files(id, hash, media_type, title, size_bytes, created_at, content_at, folder_id, project_id, session_id, described,
              compliance_status, deleted_at, next_at, progress_at, doc, described_at, embedded)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
            """,
            file.Id, file.Hash, file.MediaType, file.Title ?? file.Filename, file.SizeBytes, Database.Micros(file.CreatedAt),
            Database.Micros(file.ContentCreatedAt ?? file.CreatedAt), file.FolderId, file.ProjectId, file.SessionId,
            file.Completed(Pipeline.Description) ? 1 : 0, file.ComplianceStatus, Database.Micros(file.DeletedAt), NextAt(turn, file), WaitsSince(file),
            JsonSerializer.Serialize(file, KeptJson.Kept.FileRecord), Database.Micros(file.DescribedAt), file.Completed(Pipeline.Embedding) ? 1 : 0);
        var stored = file with { Seq = turn.Db.Number("SELECT last_insert_rowid()")!.Value };
        turn.Db.Sets.Changed(stored.Seq);
        if (stored.DeletedAt is null) SaveTexts(turn, stored, "INSERT");
        return stored;
    }

    /// <summary>Writes a changed file, its tags and its searchable text.</summary>
    public static void Save(Turn turn, FileRecord file)
    {
        turn.Db.Sets.Changed(file.Seq);
        turn.Db.Execute(
            """
            UPDATE files SET title = $2, described = $3, compliance_status = $4, deleted_at = $5, next_at = $6, progress_at = $7,
              doc = $8, described_at = $9, embedded = $10 WHERE seq = $1
            """,
            file.Seq, file.Title ?? file.Filename, file.Completed(Pipeline.Description) ? 1 : 0, file.ComplianceStatus,
            Database.Micros(file.DeletedAt), NextAt(turn, file), WaitsSince(file), JsonSerializer.Serialize(file, KeptJson.Kept.FileRecord),
            Database.Micros(file.DescribedAt), file.Completed(Pipeline.Embedding) ? 1 : 0);
        turn.Db.Execute("DELETE FROM tags WHERE file = $1", file.Seq);
        if (file.DeletedAt is null) SaveTexts(turn, file, "INSERT OR REPLACE");
        else turn.Db.Execute("DELETE FROM files_text WHERE rowid = $1", file.Seq);
    }

    private static void SaveTexts(Turn turn, FileRecord file, string verb)
    {
        foreach (var tag in file.Tags) turn.Db.Execute("INSERT OR IGNORE INTO tags VALUES ($1, $2)", tag, file.Seq);
        turn.Db.Execute(
            $"{verb} INTO files_text(rowid, title, filename, tags, description, user_description, visible_text) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            file.Seq, file.Title, file.Filename, string.Join('\n', file.Tags),
            $"{file.Revealed?.Description}\n{file.Page?.Text}", file.UserDescription, file.Revealed?.VisibleText);
    }

    /// <summary>When something comes due for it by itself; null for never.</summary>
    private static long? NextAt(Turn turn, FileRecord file)
    {
        var (_, next) = Stage.Advance(file.Stages, turn.Now);
        var purge = file.DeletedAt + Schedule.Retention;
        return Database.Micros(next is null || purge < next ? purge ?? next : next);
    }

    private static long? WaitsSince(FileRecord file) => Statuses.IsTerminal(file) ? null : Database.Micros(file.ProgressAt);

    /// <summary>Writes a file that is in another folder now.</summary>
    public static void Refile(Turn turn, FileRecord file)
    {
        Save(turn, file);
        turn.Db.Execute("UPDATE files SET folder_id = $2 WHERE seq = $1", file.Seq, file.FolderId);
    }

    /// <summary>A page of the files directly in a folder that are not deleted, the newest first.</summary>
    public static List<FileRecord> InFolder(Turn turn, string folder, int limit, int offset) => turn.Db.Query(
        $"SELECT {Columns} FROM files WHERE folder_id = $1 AND deleted_at IS NULL ORDER BY content_at DESC, seq DESC LIMIT $2 OFFSET $3",
        Read, folder, limit, offset);

    /// <summary>The newest images that are not deleted.</summary>
    public static List<FileRecord> NewestImages(Turn turn, int limit) => turn.Db.Query(
        $"SELECT {Columns} FROM files WHERE media_type = 'image' AND deleted_at IS NULL ORDER BY content_at DESC, seq DESC LIMIT $1", Read, limit);

    /// <summary>Removes a file for good.</summary>
    public static void Remove(Turn turn, FileRecord file)
    {
        turn.Db.Sets.Changed(file.Seq);
        turn.Db.Execute("DELETE FROM files WHERE seq = $1", file.Seq);
        turn.Db.Execute("DELETE FROM tags WHERE file = $1", file.Seq);
        turn.Db.Execute("DELETE FROM files_text WHERE rowid = $1", file.Seq);
        ChunkStore.Remove(turn, file.Seq);
    }

    /// <summary>A file that is not deleted.</summary>
    /// <exception cref="ApiError">There is none: 404.</exception>
    public static FileRecord Get(Turn turn, string id) => GetRow(turn, id).Record;

    /// <summary>The same, not yet made a record: for who leaves the gate with it.</summary>
    /// <exception cref="ApiError">There is none: 404.</exception>
    public static FileRow GetRow(Turn turn, string id) => turn.Db.Files.Find(id)
        ?? turn.Db.Query($"SELECT {Columns}, id FROM files WHERE id = $1 AND deleted_at IS NULL", RowsOf(turn), id).FirstOrDefault()
        ?? throw ApiError.NotFound("File");

    /// <summary>A file of a media type that is not deleted.</summary>
    /// <exception cref="ApiError">There is none: 404. It is of another type: 400 (seed 001).</exception>
    public static FileRecord Get(Turn turn, string id, string mediaType) => Get(turn, id) is var file && file.MediaType == mediaType
        ? file
        : throw ApiError.BadRequest($"This operation is for {mediaType}s only");

    /// <summary>A file, deleted or not; null when there is none.</summary>
    public static FileRecord? Find(Turn turn, string id) =>
        turn.Db.Query($"SELECT {Columns} FROM files WHERE id = $1", Read, id).FirstOrDefault();

    /// <summary>Up to two files whose ids begin so; an 8-character prefix is 8 hex digits.</summary>
    public static List<FileRow> ByPrefix(Turn turn, string prefix) => turn.Db.Query(
        $"SELECT {Columns}, id FROM files WHERE id >= $1 AND id < $2 AND deleted_at IS NULL LIMIT 2", RowsOf(turn), prefix, prefix + "~");

    /// <summary>The oldest file with these bytes that is not deleted; null when there is none. A link's hash is that of its address, so links have none.</summary>
    public static string? IdByHash(Turn turn, string hash) =>
        turn.Db.Text("SELECT id FROM files WHERE hash = $1 AND media_type <> 'link' AND deleted_at IS NULL ORDER BY seq LIMIT 1", hash);

    /// <summary>How many bytes the content of a hash has; null when no file has it.</summary>
    public static long? SizeByHash(Turn turn, string hash) =>
        turn.Db.Number("SELECT size_bytes FROM files WHERE hash = $1 AND media_type <> 'link' LIMIT 1", hash);

    /// <summary>True when the tenant has a link of that hash which is not deleted.</summary>
    public static bool HasLink(Turn turn, string hash) =>
        turn.Db.Number("SELECT 1 FROM files WHERE hash = $1 AND media_type = 'link' AND deleted_at IS NULL LIMIT 1", hash) is not null;

    /// <summary>The oldest file with these bytes, deleted or not; null when there is none.</summary>
    public static FileRecord? ByHash(Turn turn, string hash) =>
        turn.Db.Query($"SELECT {Columns} FROM files WHERE hash = $1 ORDER BY seq LIMIT 1", Read, hash).FirstOrDefault();

    /// <summary>
    /// Removes content from storage, each key unless a file (a deleted one included) or a snapshot's has it or an upload relies on
    /// it, and its pictures with the last file that has these bytes.
    /// </summary>
    public static void DropContent(Turn turn, IObjectStore store, EmbeddedStore pictures, string hash, params ReadOnlySpan<string?> keys)
    {
        if (turn.World.Held.Holds(hash)) return;
        if (ByHash(turn, hash) is null && !turn.World.Kept.Has(WithHash, hash))
            turn.Afterwards(() => pictures.DeleteFolder(turn.World.Storage, Variant.FolderOf(turn.World.Tenant, hash)));
        foreach (var key in keys)
            if (key is not null && turn.Db.Number(AtKey, hash, key) is null && !turn.World.Kept.Has(AtKey, hash, key)) turn.Afterwards(() => store.Delete(turn.World.Storage, key));
    }

    /// <summary>Files for which something has come due.</summary>
    public static List<FileRecord> Due(Turn turn) =>
        turn.Db.Query($"SELECT {Columns} FROM files WHERE next_at <= $1 ORDER BY next_at, seq", Read, Database.Micros(turn.Now));

    /// <summary>Files that are not finished and have made no progress since a moment, those that wait longest first.</summary>
    public static List<FileRecord> Stuck(Turn turn, DateTimeOffset since, int limit) => turn.Db.Query(
        $"SELECT {Columns} FROM files WHERE progress_at <= $1 AND deleted_at IS NULL ORDER BY progress_at, seq LIMIT $2",
        Read, Database.Micros(since), limit);

    /// <summary>How many files are not finished and have made no progress since a moment.</summary>
    public static long CountStuck(Turn turn, DateTimeOffset since) => turn.Db.Number(
        "SELECT COUNT(*) FROM files WHERE progress_at <= $1 AND deleted_at IS NULL", Database.Micros(since))!.Value;

    /// <summary>Reads a row of <c>doc, seq</c>.</summary>
    public static FileRecord Read(SqliteDataReader row) => new FileRow(row.GetString(0), row.GetInt64(1)).Record;

    /// <summary>Reads rows of <c>doc, seq, id</c> that are not deleted, those read lately without their JSON.</summary>
    public static Func<SqliteDataReader, FileRow> RowsOf(Turn turn) => row =>
    {
        var id = row.GetString(2);
        if (turn.Db.Files.Find(id) is { } known) return known;
        var doc = row.GetString(0);
        return turn.Db.Files.Keep(id, new FileRow(doc, row.GetInt64(1)), doc.Length);
    };
}
