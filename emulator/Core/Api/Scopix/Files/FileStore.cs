using Microsoft.Data.Sqlite;

namespace Scopix.Emulator.Api.Scopix.Files;

internal static class FileStore
{
    /// <summary>How long a deleted file can be restored (seed 001, File Updates &amp; Deletion).</summary>
    public static readonly TimeSpan DeletedFileRetention = TimeSpan.FromDays(30);

    private const string Columns = "doc, seq";
    private const string RowWithHashSql = "SELECT 1 FROM files WHERE hash = $1 LIMIT 1";
    private const string RowWithObjectKeySql =
        "SELECT 1 FROM files WHERE hash = $1 AND $2 IN (doc ->> 'object_key', doc ->> 'text_key', doc ->> 'pages_key') LIMIT 1";

    /// <summary>Returns the file with the key of its row.</summary>
    public static FileRecord Insert(Transaction transaction, FileRecord file)
    {
        transaction.Db.Execute(
            """
            INSERT INTO files(id, hash, media_type, title, size_bytes, created_at, content_at, folder_id, project_id, session_id, described,
              compliance_status, deleted_at, next_at, progress_at, doc, described_at, embedded)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
            """,
            file.Id, file.Hash, file.MediaType, file.Title ?? file.Filename, file.SizeBytes, Database.ToMicroseconds(file.CreatedAt),
            Database.ToMicroseconds(file.ContentCreatedAt ?? file.CreatedAt), file.FolderId, file.ProjectId, file.SessionId,
            file.IsStageCompleted(StageCatalog.Description) ? 1 : 0, file.ComplianceStatus, Database.ToMicroseconds(file.DeletedAt),
            GetNextDueAt(transaction, file), GetWaitingSince(file),
            JsonSerializer.Serialize(file, FileJsonContext.Instance.FileRecord), Database.ToMicroseconds(file.DescribedAt),
            file.IsStageCompleted(StageCatalog.Embedding) ? 1 : 0);
        var stored = file with { Seq = transaction.Db.QueryNumber("SELECT last_insert_rowid()")!.Value };
        transaction.Db.MarkChanged(stored.Seq);
        if (stored.DeletedAt is null) SaveSearchTexts(transaction, stored, "INSERT");
        return stored;
    }

    /// <summary>Saves a changed file, its tags and its searchable text; its folder is not saved.</summary>
    public static void Save(Transaction transaction, FileRecord file)
    {
        transaction.Db.MarkChanged(file.Seq);
        SaveRow(transaction, file);
        transaction.Db.Execute("DELETE FROM tags WHERE file = $1", file.Seq);
        if (file.DeletedAt is null) SaveSearchTexts(transaction, file, "INSERT OR REPLACE");
        else transaction.Db.Execute("DELETE FROM files_text WHERE rowid = $1", file.Seq);
    }

    /// <summary>The same, but tags and searchable text are saved only if they differ from those of the stored file.</summary>
    /// <param name="saved">The file as it is stored; null when that is not known.</param>
    public static void Save(Transaction transaction, FileRecord file, FileRecord? saved)
    {
        if (saved is { DeletedAt: null } && file.DeletedAt is null && file.Tags.SequenceEqual(saved.Tags)
            && FileTexts.From(file) == FileTexts.From(saved)) SaveRow(transaction, file);
        else Save(transaction, file);
    }

    private static void SaveRow(Transaction transaction, FileRecord file) => transaction.Db.Execute(
        """
        UPDATE files SET title = $2, described = $3, compliance_status = $4, deleted_at = $5, next_at = $6, progress_at = $7,
          doc = $8, described_at = $9, embedded = $10 WHERE seq = $1
        """,
        file.Seq, file.Title ?? file.Filename, file.IsStageCompleted(StageCatalog.Description) ? 1 : 0, file.ComplianceStatus,
        Database.ToMicroseconds(file.DeletedAt), GetNextDueAt(transaction, file), GetWaitingSince(file),
        JsonSerializer.Serialize(file, FileJsonContext.Instance.FileRecord),
        Database.ToMicroseconds(file.DescribedAt), file.IsStageCompleted(StageCatalog.Embedding) ? 1 : 0);

    private static void SaveSearchTexts(Transaction transaction, FileRecord file, string verb)
    {
        foreach (var tag in file.Tags) transaction.Db.Execute("INSERT OR IGNORE INTO tags VALUES ($1, $2)", tag, file.Seq);
        var texts = FileTexts.From(file);
        transaction.Db.Execute(
            $"""
            {verb} INTO files_text(rowid, title, filename, tags, description, user_description, visible_text)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            file.Seq, texts.Title, texts.Filename, texts.Tags, texts.Description, texts.UserDescription, texts.VisibleText);
    }

    private static long? GetNextDueAt(Transaction transaction, FileRecord file)
    {
        var (stages, next) = Stage.Advance(file.Stages, transaction.Now);
        if (stages.Zip(file.Stages).Any(stage => stage.First.Status != stage.Second.Status)) next = transaction.Now; // not advanced yet
        var purge = file.DeletedAt + DeletedFileRetention;
        return Database.ToMicroseconds(next is null || purge < next ? purge ?? next : next);
    }

    private static long? GetWaitingSince(FileRecord file) =>
        FileStatuses.IsTerminal(file) ? null : Database.ToMicroseconds(file.LastProgressAt);

    public static void SaveWithFolder(Transaction transaction, FileRecord file)
    {
        Save(transaction, file);
        transaction.Db.Execute("UPDATE files SET folder_id = $2 WHERE seq = $1", file.Seq, file.FolderId);
    }

    /// <summary>Files directly in a folder that are not deleted, the newest first.</summary>
    public static List<FileRecord> ListByFolder(Transaction transaction, string folder, int limit, int offset) => transaction.Db.Query(
        $"SELECT {Columns} FROM files WHERE folder_id = $1 AND deleted_at IS NULL ORDER BY content_at DESC, seq DESC LIMIT $2 OFFSET $3",
        Read, folder, limit, offset);

    /// <summary>The rows of the newest images that are not deleted, the newest first.</summary>
    public static List<long> ListNewestImages(Database db, int limit) => db.QueryNumbers(
        "SELECT seq FROM files WHERE media_type = 'image' AND deleted_at IS NULL ORDER BY content_at DESC, seq DESC LIMIT $1", limit);

    public static void Remove(Transaction transaction, FileRecord file)
    {
        transaction.Db.MarkChanged(file.Seq);
        transaction.Db.Execute("DELETE FROM files WHERE seq = $1", file.Seq);
        transaction.Db.Execute("DELETE FROM tags WHERE file = $1", file.Seq);
        transaction.Db.Execute("DELETE FROM files_text WHERE rowid = $1", file.Seq);
        ChunkStore.Remove(transaction, file.Seq);
        transaction.Db.Execute("DELETE FROM image_vectors WHERE file = $1", file.Seq);
    }

    /// <summary>A file that is not deleted.</summary>
    /// <exception cref="ApiError">There is none: 404.</exception>
    public static FileRecord Get(Transaction transaction, string id) => GetRow(transaction, id).Record;

    /// <summary>The same without parsing, for callers that parse outside the tenant's lock.</summary>
    /// <exception cref="ApiError">There is none: 404.</exception>
    public static CachedFileRow GetRow(Transaction transaction, string id) => transaction.Db.GetCache<CachedFileRow>().Find(id)
        ?? transaction.Db
            .Query($"SELECT {Columns}, id FROM files WHERE id = $1 AND deleted_at IS NULL", CreateCachedRowReader(transaction.Db), id)
            .FirstOrDefault()
        ?? throw ApiError.NotFound("File");

    /// <summary>The files of rows that exist, in their order, without parsing.</summary>
    public static CachedFileRow[] GetRows(Database db, List<long> rows)
    {
        var cache = db.GetCache<CachedFileRow>();
        CachedFileRow?[] files = [.. rows.Select(cache.Find)];
        var missing = rows.Where((_, i) => files[i] is null).ToArray();
        if (missing.Length == 0) return files!;
        var read = CreateCachedRowReader(db);
        db.ForEach($"SELECT {Columns}, id FROM files WHERE seq IN (SELECT value FROM json_each($1))",
            row => files[rows.IndexOf(row.GetInt64(1))] = read(row), ToJsonArray(missing));
        return files!;
    }

    /// <summary>The numbers of rows as JSON, which SQL reads with <c>json_each</c>.</summary>
    public static string ToJsonArray(IEnumerable<long> rows) => $"[{string.Join(',', rows)}]";

    /// <summary>A file of a media type that is not deleted.</summary>
    /// <exception cref="ApiError">There is none: 404. It has another type: 400 (seed 001).</exception>
    public static FileRecord Get(Transaction transaction, string id, string mediaType) => GetRow(transaction, id, mediaType).Record;

    /// <inheritdoc cref="Get(Transaction, string, string)"/>
    public static CachedFileRow GetRow(Transaction transaction, string id, string mediaType)
    {
        var file = GetRow(transaction, id);
        return file.Record.MediaType == mediaType ? file : throw ApiError.BadRequest($"This operation is for {mediaType}s only");
    }

    /// <summary>A file, deleted or not; null when there is none.</summary>
    public static FileRecord? Find(Transaction transaction, string id) =>
        transaction.Db.Query($"SELECT {Columns} FROM files WHERE id = $1", Read, id).FirstOrDefault();

    /// <param name="row">The key of its row.</param>
    public static FileRecord? FindByRow(Transaction transaction, long row) =>
        transaction.Db.Query($"SELECT {Columns} FROM files WHERE seq = $1", Read, row).FirstOrDefault();

    /// <summary>Up to two files whose ids have the prefix.</summary>
    public static List<CachedFileRow> FindByIdPrefix(Transaction transaction, string prefix) => transaction.Db.Query(
        $"SELECT {Columns}, id FROM files WHERE id >= $1 AND id < $2 AND deleted_at IS NULL LIMIT 2", CreateCachedRowReader(transaction.Db),
        prefix, prefix + "~");

    /// <summary>
    /// The oldest file with these bytes that is not deleted; null when there is none. Links are left out: their hash is that of the
    /// address.
    /// </summary>
    public static string? FindIdByHash(Transaction transaction, string hash) =>
        transaction.Db.QueryText(
            "SELECT id FROM files WHERE hash = $1 AND media_type <> 'link' AND deleted_at IS NULL ORDER BY seq LIMIT 1", hash);

    public static long? FindSizeByHash(Transaction transaction, string hash) =>
        transaction.Db.QueryNumber("SELECT size_bytes FROM files WHERE hash = $1 AND media_type <> 'link' LIMIT 1", hash);

    public static bool LinkExists(Transaction transaction, string hash) =>
        transaction.Db.QueryNumber("SELECT 1 FROM files WHERE hash = $1 AND media_type = 'link' AND deleted_at IS NULL LIMIT 1",
            hash) is not null;

    /// <summary>The oldest file with these bytes, deleted or not; null when there is none.</summary>
    public static FileRecord? FindByHash(Transaction transaction, string hash) =>
        transaction.Db.Query($"SELECT {Columns} FROM files WHERE hash = $1 ORDER BY seq LIMIT 1", Read, hash).FirstOrDefault();

    /// <summary>
    /// Deletes the objects of some content, except those that a file (a deleted one included), a snapshot or a running upload refers
    /// to. The smaller pictures are deleted with the last file that has these bytes.
    /// </summary>
    public static void DeleteUnreferencedContent(
        Transaction transaction, IObjectStore store, EmbeddedStore local, string hash, params ReadOnlySpan<string?> keys)
    {
        if (transaction.Tenant.PendingContent.IsReferenced(hash)) return;
        if (FindByHash(transaction, hash) is null && !transaction.Tenant.SnapshotContent.HasRow(RowWithHashSql, hash))
            transaction.OnCommitted(() => local.DeleteFolder(transaction.Tenant.Storage, Variant.GetFolder(transaction.Tenant.Id, hash)));
        foreach (var key in keys)
            if (key is not null && transaction.Db.QueryNumber(RowWithObjectKeySql, hash, key) is null
                && !transaction.Tenant.SnapshotContent.HasRow(RowWithObjectKeySql, hash, key))
                transaction.OnCommitted(() => store.Delete(transaction.Tenant.Storage, key));
    }

    public static List<FileRecord> ListDue(Transaction transaction) =>
        transaction.Db.Query($"SELECT {Columns} FROM files WHERE next_at <= $1 ORDER BY next_at, seq", Read,
            Database.ToMicroseconds(transaction.Now));

    /// <summary>Unfinished files without progress since a time, those that wait longest first.</summary>
    public static List<FileRecord> ListStuck(Transaction transaction, DateTimeOffset since, int limit) => transaction.Db.Query(
        $"SELECT {Columns} FROM files WHERE progress_at <= $1 AND deleted_at IS NULL ORDER BY progress_at, seq LIMIT $2",
        Read, Database.ToMicroseconds(since), limit);

    /// <summary>Files with a stage that has not ended, those that wait longest first.</summary>
    public static List<FileRecord> ListUnfinished(Transaction transaction, int limit) => transaction.Db.Query(
        $"SELECT {Columns} FROM files WHERE progress_at IS NOT NULL AND deleted_at IS NULL ORDER BY progress_at, seq LIMIT $1",
        Read, limit);

    public static long CountStuck(Transaction transaction, DateTimeOffset since) => transaction.Db.QueryNumber(
        "SELECT COUNT(*) FROM files WHERE progress_at <= $1 AND deleted_at IS NULL", Database.ToMicroseconds(since))!.Value;

    /// <summary>Reads a row with the columns <c>doc, seq</c>.</summary>
    public static FileRecord Read(SqliteDataReader row) => CachedFileRow.Parse(Database.GetUtf8(row, 0), row.GetInt64(1));

    /// <summary>Reads rows of <c>doc, seq, id</c> that are not deleted; the cache has the records of those that have not changed.</summary>
    public static Func<SqliteDataReader, CachedFileRow> CreateCachedRowReader(Database db) => row =>
    {
        var seq = row.GetInt64(1);
        return db.GetCache<CachedFileRow>().GetOrAdd(seq, row.GetString(2), Database.GetUtf8(row, 0), doc => new CachedFileRow(doc, seq));
    };
}
