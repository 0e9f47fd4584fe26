namespace Scopix.Emulator.Engine;

/// <summary>The tables of a tenant's database: JSON documents, with the columns that queries need beside them.</summary>
internal static class DatabaseSchema
{
    /// <summary>The oldest version that is read: that of release 0.1.0, whose tables the texts below are. They never change.</summary>
    public const int OldestVersion = 6;

    /// <summary>What has changed since then, a step for each version. Change the tables here and nowhere else.</summary>
    public static readonly SchemaStep[] Steps = [];

    /// <summary>The present version.</summary>
    public static int Version => OldestVersion + Steps.Length;

    private const string Tables = """
        CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

        CREATE TABLE files(
          seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, hash TEXT NOT NULL, media_type TEXT NOT NULL,
          title TEXT COLLATE NOCASE, size_bytes INTEGER NOT NULL, created_at INTEGER NOT NULL, content_at INTEGER NOT NULL,
          folder_id TEXT, project_id TEXT, session_id TEXT, described INTEGER NOT NULL, embedded INTEGER NOT NULL DEFAULT 0, described_at INTEGER, compliance_status TEXT, deleted_at INTEGER,
          next_at INTEGER, progress_at INTEGER, doc TEXT NOT NULL);
        CREATE INDEX files_described_at ON files(described_at, seq, described, session_id) WHERE described_at IS NOT NULL AND deleted_at IS NULL AND media_type = 'image'; -- INDEXED BY names it, also while a dataset is loaded

        -- How many files that are not deleted have these values (x'' stands for none), and how many came in a slot of 2^span microseconds. Triggers keep both.
        CREATE TABLE file_counts(folder_id NOT NULL, project_id NOT NULL, media_type NOT NULL, described NOT NULL, compliance_status NOT NULL,
          n INTEGER NOT NULL, PRIMARY KEY(folder_id, project_id, media_type, described, compliance_status)) WITHOUT ROWID;
        CREATE TABLE file_times(span INTEGER NOT NULL, slot INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY(span, slot)) WITHOUT ROWID;

        -- How many of them have a content_at and a created_at in these slots of 2^36 microseconds, and how many images have a description, or a failed one, of a day since the year 1.
        CREATE TABLE file_moments(created INTEGER NOT NULL, content INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY(created, content)) WITHOUT ROWID;
        CREATE TABLE description_days(day INTEGER NOT NULL, described INTEGER NOT NULL, batch INTEGER NOT NULL, n INTEGER NOT NULL,
          PRIMARY KEY(day, described, batch)) WITHOUT ROWID;

        -- Tags and texts are there for files that are not deleted.
        CREATE TABLE tags(tag TEXT NOT NULL, file INTEGER NOT NULL, PRIMARY KEY(tag, file)) WITHOUT ROWID;

        CREATE VIRTUAL TABLE files_text USING fts5(title, filename, tags, description, user_description, visible_text,
          content='', contentless_delete=1, tokenize='porter unicode61 remove_diacritics 2');

        CREATE TABLE chunks(
          id INTEGER PRIMARY KEY, file INTEGER NOT NULL, idx INTEGER NOT NULL, content TEXT NOT NULL, pages TEXT NOT NULL, headings TEXT NOT NULL,
          tokens INTEGER NOT NULL, type TEXT NOT NULL);
        CREATE VIRTUAL TABLE chunks_text USING fts5(headings, content,
          content='', contentless_delete=1, tokenize='porter unicode61 remove_diacritics 2');

        CREATE TABLE jobs(id TEXT PRIMARY KEY, file_id TEXT NOT NULL, created_at INTEGER NOT NULL) WITHOUT ROWID;

        CREATE TABLE sessions(
          seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, upload_method TEXT NOT NULL,
          created_at INTEGER NOT NULL, cancelled_at INTEGER, status TEXT);
        CREATE TABLE session_items(
          session INTEGER NOT NULL, position INTEGER NOT NULL, file_id TEXT, filename TEXT NOT NULL, status TEXT NOT NULL,
          error TEXT, retryable INTEGER NOT NULL DEFAULT 0, at INTEGER NOT NULL, PRIMARY KEY(session, position)) WITHOUT ROWID;

        CREATE TABLE intents(id TEXT PRIMARY KEY, expires_at INTEGER, doc TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE intent_parts(intent TEXT NOT NULL, number INTEGER NOT NULL, etag TEXT NOT NULL, size_bytes INTEGER NOT NULL,
          PRIMARY KEY(intent, number)) WITHOUT ROWID;
        CREATE TABLE idempotency(scope TEXT PRIMARY KEY, body TEXT NOT NULL, status INTEGER NOT NULL, answer TEXT NOT NULL, at INTEGER NOT NULL);

        CREATE TABLE projects(
          seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, name_key TEXT NOT NULL UNIQUE, description TEXT,
          icon TEXT, color TEXT, project_type TEXT NOT NULL, is_default INTEGER NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL);
        CREATE TABLE folders(
          seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, name_key TEXT NOT NULL, parent_id TEXT,
          project_id TEXT, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL);
        CREATE TABLE data_exports(id TEXT PRIMARY KEY, doc TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE expiring_objects(key TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;

        CREATE TABLE llama_files(
          seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, project_id TEXT NOT NULL, name TEXT NOT NULL, external_file_id TEXT,
          file_type TEXT, purpose TEXT NOT NULL, object_key TEXT NOT NULL, created_at INTEGER NOT NULL);

        CREATE TABLE ledger(at INTEGER NOT NULL, kind TEXT NOT NULL, amount INTEGER NOT NULL, file_id TEXT);
        """;

    private const string Indexes = """
        CREATE INDEX files_hash ON files(hash);
        CREATE INDEX files_next ON files(next_at) WHERE next_at IS NOT NULL;
        CREATE INDEX files_progress ON files(progress_at) WHERE progress_at IS NOT NULL;
        CREATE INDEX files_created ON files(created_at, seq) WHERE deleted_at IS NULL;
        CREATE INDEX files_content ON files(content_at, seq, created_at) WHERE deleted_at IS NULL;
        CREATE INDEX files_title ON files(title, seq) WHERE deleted_at IS NULL;
        CREATE INDEX files_size ON files(size_bytes, seq) WHERE deleted_at IS NULL;
        CREATE INDEX files_folder ON files(folder_id, content_at) WHERE deleted_at IS NULL AND folder_id IS NOT NULL;
        CREATE INDEX files_project ON files(project_id, content_at) WHERE deleted_at IS NULL AND project_id IS NOT NULL;
        CREATE INDEX files_media ON files(media_type, content_at) WHERE deleted_at IS NULL;
        CREATE INDEX files_described ON files(described, content_at) WHERE deleted_at IS NULL;
        CREATE INDEX files_compliance ON files(compliance_status, content_at) WHERE deleted_at IS NULL AND compliance_status IS NOT NULL;
        CREATE INDEX tags_file ON tags(file);
        CREATE UNIQUE INDEX chunks_file ON chunks(file, idx);
        CREATE INDEX session_items_file ON session_items(file_id) WHERE file_id IS NOT NULL;
        CREATE INDEX intents_expires ON intents(expires_at) WHERE expires_at IS NOT NULL;
        CREATE INDEX idempotency_at ON idempotency(at);
        CREATE INDEX folders_parent ON folders(parent_id, name_key);
        CREATE INDEX folders_project ON folders(project_id);
        CREATE INDEX expiring_objects_at ON expiring_objects(at);
        CREATE INDEX llama_files_created ON llama_files(project_id, created_at, seq);
        CREATE INDEX llama_files_name ON llama_files(project_id, name, seq);
        CREATE INDEX llama_files_external ON llama_files(project_id, external_file_id) WHERE external_file_id IS NOT NULL;
        CREATE INDEX llama_files_object ON llama_files(object_key);
        CREATE INDEX ledger_kind ON ledger(kind, at);
        """;

    private const string FileCountsQuery = """
        SELECT ifnull(folder_id, x''), ifnull(project_id, x''), media_type, described, ifnull(compliance_status, x''), COUNT(*)
          FROM files WHERE deleted_at IS NULL GROUP BY 1, 2, 3, 4, 5
        """;

    private const string FileTimesQuery = """
        SELECT 28, created_at >> 28, COUNT(*) FROM files WHERE deleted_at IS NULL GROUP BY 2
          UNION ALL SELECT 36, created_at >> 36, COUNT(*) FROM files WHERE deleted_at IS NULL GROUP BY 2
        """;

    private const string FileMomentsQuery =
        "SELECT created_at >> 36, content_at >> 36, COUNT(*) FROM files WHERE deleted_at IS NULL GROUP BY 1, 2";

    private const string DescriptionDaysQuery = """
        SELECT (described_at + 62135596800000000) / 86400000000, described, session_id IS NOT NULL, COUNT(*) FROM files INDEXED BY files_described_at
          WHERE described_at IS NOT NULL AND deleted_at IS NULL AND media_type = 'image' GROUP BY 1, 2, 3
        """;

    private const string FillCountTables =
        $"INSERT INTO file_counts {FileCountsQuery}; INSERT INTO file_times {FileTimesQuery}; INSERT INTO file_moments "
        + $"{FileMomentsQuery}; INSERT INTO description_days {DescriptionDaysQuery};";

    private const string IncrementFileCounts = """
          INSERT INTO file_counts SELECT ifnull(NEW.folder_id, x''), ifnull(NEW.project_id, x''), NEW.media_type, NEW.described, ifnull(NEW.compliance_status, x''), 1
            WHERE NEW.deleted_at IS NULL ON CONFLICT DO UPDATE SET n = n + 1;
        """;

    private const string IncrementFileTimes = """
          INSERT INTO file_times SELECT column1, NEW.created_at >> column1, 1 FROM (VALUES (28), (36)) WHERE NEW.deleted_at IS NULL ON CONFLICT DO UPDATE SET n = n + 1;
          INSERT INTO file_moments SELECT NEW.created_at >> 36, NEW.content_at >> 36, 1 WHERE NEW.deleted_at IS NULL ON CONFLICT DO UPDATE SET n = n + 1;
        """;

    private const string IncrementDescriptionDays = """
          INSERT INTO description_days SELECT (NEW.described_at + 62135596800000000) / 86400000000, NEW.described, NEW.session_id IS NOT NULL, 1
            WHERE NEW.described_at IS NOT NULL AND NEW.deleted_at IS NULL AND NEW.media_type = 'image' ON CONFLICT DO UPDATE SET n = n + 1;
        """;

    private const string DecrementFileCounts = """
          UPDATE file_counts SET n = n - 1 WHERE OLD.deleted_at IS NULL AND folder_id = ifnull(OLD.folder_id, x'') AND project_id = ifnull(OLD.project_id, x'')
            AND media_type = OLD.media_type AND described = OLD.described AND compliance_status = ifnull(OLD.compliance_status, x'');
          DELETE FROM file_counts WHERE n = 0 AND folder_id = ifnull(OLD.folder_id, x'') AND project_id = ifnull(OLD.project_id, x'')
            AND media_type = OLD.media_type AND described = OLD.described AND compliance_status = ifnull(OLD.compliance_status, x'');
        """;

    private const string DecrementFileTimes = """
          UPDATE file_times SET n = n - 1 WHERE OLD.deleted_at IS NULL AND (span, slot) IN (VALUES (28, OLD.created_at >> 28), (36, OLD.created_at >> 36));
          DELETE FROM file_times WHERE n = 0 AND (span, slot) IN (VALUES (28, OLD.created_at >> 28), (36, OLD.created_at >> 36));
          UPDATE file_moments SET n = n - 1 WHERE OLD.deleted_at IS NULL AND created = OLD.created_at >> 36 AND content = OLD.content_at >> 36;
          DELETE FROM file_moments WHERE n = 0 AND created = OLD.created_at >> 36 AND content = OLD.content_at >> 36;
        """;

    private const string DecrementDescriptionDays = """
          UPDATE description_days SET n = n - 1 WHERE OLD.deleted_at IS NULL AND OLD.media_type = 'image'
            AND day = (OLD.described_at + 62135596800000000) / 86400000000 AND described = OLD.described AND batch = (OLD.session_id IS NOT NULL);
          DELETE FROM description_days WHERE n = 0
            AND day = (OLD.described_at + 62135596800000000) / 86400000000 AND described = OLD.described AND batch = (OLD.session_id IS NOT NULL);
        """;

    private const string Triggers = $"""
        CREATE TRIGGER files_counted AFTER INSERT ON files BEGIN {IncrementFileCounts} {IncrementFileTimes} {IncrementDescriptionDays} END;
        CREATE TRIGGER files_uncounted AFTER DELETE ON files BEGIN {DecrementFileCounts} {DecrementFileTimes} {DecrementDescriptionDays} END;
        CREATE TRIGGER files_recounted AFTER UPDATE ON files
          WHEN (OLD.folder_id, OLD.project_id, OLD.media_type, OLD.described, OLD.compliance_status, OLD.deleted_at IS NULL)
            IS NOT (NEW.folder_id, NEW.project_id, NEW.media_type, NEW.described, NEW.compliance_status, NEW.deleted_at IS NULL)
          BEGIN {DecrementFileCounts} {IncrementFileCounts} END;
        CREATE TRIGGER files_retimed AFTER UPDATE ON files
          WHEN (OLD.created_at, OLD.content_at, OLD.deleted_at IS NULL) IS NOT (NEW.created_at, NEW.content_at, NEW.deleted_at IS NULL)
          BEGIN {DecrementFileTimes} {IncrementFileTimes} END;
        CREATE TRIGGER files_retold AFTER UPDATE ON files
          WHEN (OLD.described_at, OLD.described, OLD.session_id, OLD.media_type, OLD.deleted_at IS NULL)
            IS NOT (NEW.described_at, NEW.described, NEW.session_id, NEW.media_type, NEW.deleted_at IS NULL)
          BEGIN {DecrementDescriptionDays} {IncrementDescriptionDays} END;
        """;

    /// <summary>Words are gathered in 16 MiB before they are written, and what is written is not merged meanwhile.</summary>
    private const string BeginBulkIndexing = """
        INSERT INTO files_text(files_text, rank) VALUES('hashsize', 16777216), ('automerge', 0);
        INSERT INTO chunks_text(chunks_text, rank) VALUES('hashsize', 16777216), ('automerge', 0);
        """;

    /// <summary>
    /// Merges what was written, and puts it two levels above: an index merges sixteen segments of a level into one of the next, and
    /// all that was loaded would be written anew after sixteen uploads, and again after some hundred. <c>optimize</c> lifts only
    /// what is on two levels.
    /// </summary>
    private const string EndBulkIndexing = """
        INSERT INTO files_text(files_text, rank) VALUES('hashsize', 1048576), ('automerge', 16), ('optimize', NULL);
        INSERT INTO files_text(rowid, title) VALUES(-1, 'x');
        INSERT INTO files_text(files_text) VALUES('optimize');
        DELETE FROM files_text WHERE rowid = -1;
        INSERT INTO chunks_text(chunks_text, rank) VALUES('hashsize', 1048576), ('automerge', 16), ('optimize', NULL);
        INSERT INTO chunks_text(rowid, headings) VALUES(-1, 'x');
        INSERT INTO chunks_text(chunks_text) VALUES('optimize');
        DELETE FROM chunks_text WHERE rowid = -1;
        """;

    /// <summary>Creates the tables in an empty database; checks the version of one that has them.</summary>
    /// <param name="db">The database.</param>
    /// <param name="indexed">False leaves the indexes to <see cref="CreateIndexes"/>, for a database that is filled first.</param>
    /// <exception cref="UnsupportedSchemaVersionException">The database is of another version.</exception>
    public static void Create(Database db, bool indexed = true)
    {
        var version = ReadVersion(db);
        if (version == Version) return;
        if (version != 0)
            throw new UnsupportedSchemaVersionException(
                SchemaUpgrade.Current.DescribeUnsupported(version) ?? $"is of version {version} and was not upgraded: start anew");
        Create(db, Steps, indexed);
    }

    /// <summary>Creates the tables of some version in an empty database: those of the oldest, changed by the steps up to it.</summary>
    internal static void Create(Database db, IReadOnlyList<SchemaStep> steps, bool indexed = true) => db.ExecuteScript($"""
        BEGIN; {Tables} {JoinSteps(steps, step => step.Tables)}
        {(indexed ? Indexes + Triggers + JoinSteps(steps, step => step.IndexesAndTriggers) : BeginBulkIndexing)}
        PRAGMA user_version = {OldestVersion + steps.Count}; COMMIT;
        """);

    /// <summary>The version of a database; 0 for an empty one.</summary>
    public static int ReadVersion(Database db) => (int)(db.QueryNumber("PRAGMA user_version") ?? 0);

    /// <summary>Creates the indexes over what is there, counts it, and makes one of the parts of each full-text index.</summary>
    public static void CreateIndexes(Database db) =>
        db.ExecuteScript(
            $"BEGIN; {Indexes} {FillCountTables} {Triggers} {JoinSteps(Steps, step => step.IndexesAndTriggers)} {EndBulkIndexing} COMMIT;");

    /// <summary>All tables, indexes and triggers of a database, as text.</summary>
    public static List<string> Describe(Database db) =>
        db.Query("SELECT type || ' ' || name || ' ' || ifnull(sql, '') FROM sqlite_master ORDER BY 1", row => row.GetString(0));

    /// <summary>Whether what is kept of the numbers of files is what they are.</summary>
    public static bool AreCountsCorrect(Database db) =>
        db.QueryNumber(
            $"SELECT {CreateDifferenceCheck("file_counts", FileCountsQuery)} OR {CreateDifferenceCheck("file_times", FileTimesQuery)} "
            + $"OR {CreateDifferenceCheck("file_moments", FileMomentsQuery)} OR "
                + $"{CreateDifferenceCheck("description_days", DescriptionDaysQuery)}") == 0;

    private static string JoinSteps(
        IEnumerable<SchemaStep> steps, Func<SchemaStep, string> part) => string.Concat(steps.Select(step => part(step) + ";\n"));

    private static string CreateDifferenceCheck(string kept, string counted) =>
        $"EXISTS (SELECT * FROM {kept} EXCEPT SELECT * FROM ({counted})) OR EXISTS (SELECT * FROM ({counted}) EXCEPT SELECT * FROM {kept})";
}
