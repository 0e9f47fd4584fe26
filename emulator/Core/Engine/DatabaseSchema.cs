namespace Scopix.Emulator.Engine;

/// <summary>The tables of a tenant's database: JSON documents, with the columns that queries need beside them.</summary>
internal static partial class DatabaseSchema
{
    /// <summary>The oldest supported version, that of release 0.1.0. The texts below are its tables and never change.</summary>
    public const int OldestVersion = 6;

    /// <summary>The changes since then, one step for each version. Change the tables only here.</summary>
    public static readonly SchemaStep[] Steps =
    [
        new(7, "add chunk_vectors", "CREATE TABLE chunk_vectors(chunk INTEGER PRIMARY KEY, file INTEGER NOT NULL, vector BLOB NOT NULL)",
            "CREATE INDEX chunk_vectors_file ON chunk_vectors(file)"),
        new(8, "add image_vectors", "CREATE TABLE image_vectors(file INTEGER PRIMARY KEY, text BLOB NOT NULL, vector BLOB NOT NULL)"),
    ];

    public static int Version => OldestVersion + Steps.Length;

    private const string Tables = """
        CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

        CREATE TABLE files(
          seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, hash TEXT NOT NULL, media_type TEXT NOT NULL,
          title TEXT COLLATE NOCASE, size_bytes INTEGER NOT NULL, created_at INTEGER NOT NULL, content_at INTEGER NOT NULL,
          folder_id TEXT, project_id TEXT, session_id TEXT, described INTEGER NOT NULL, embedded INTEGER NOT NULL DEFAULT 0,
          described_at INTEGER, compliance_status TEXT, deleted_at INTEGER,
          next_at INTEGER, progress_at INTEGER, doc TEXT NOT NULL);
        -- Queries name this index with INDEXED BY, also while a dataset is loaded, before the other indexes exist.
        CREATE INDEX files_described_at ON files(described_at, seq, described, session_id)
          WHERE described_at IS NOT NULL AND deleted_at IS NULL AND media_type = 'image';

        -- Triggers maintain these counts of files that are not deleted: by their values (x'' stands for NULL),
        -- and by their creation in slots of 2^span microseconds.
        CREATE TABLE file_counts(folder_id NOT NULL, project_id NOT NULL, media_type NOT NULL, described NOT NULL,
          compliance_status NOT NULL, n INTEGER NOT NULL,
          PRIMARY KEY(folder_id, project_id, media_type, described, compliance_status)) WITHOUT ROWID;
        CREATE TABLE file_times(span INTEGER NOT NULL, slot INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY(span, slot)) WITHOUT ROWID;

        -- Also maintained: files by created_at and content_at in slots of 2^36 microseconds,
        -- and images by the day of their description, successful or failed, in days since the year 1.
        CREATE TABLE file_moments(created INTEGER NOT NULL, content INTEGER NOT NULL, n INTEGER NOT NULL,
          PRIMARY KEY(created, content)) WITHOUT ROWID;
        CREATE TABLE description_days(day INTEGER NOT NULL, described INTEGER NOT NULL, batch INTEGER NOT NULL, n INTEGER NOT NULL,
          PRIMARY KEY(day, described, batch)) WITHOUT ROWID;

        -- Only files that are not deleted have tags and texts.
        CREATE TABLE tags(tag TEXT NOT NULL, file INTEGER NOT NULL, PRIMARY KEY(tag, file)) WITHOUT ROWID;

        CREATE VIRTUAL TABLE files_text USING fts5(title, filename, tags, description, user_description, visible_text,
          content='', contentless_delete=1, tokenize='porter unicode61 remove_diacritics 2');

        CREATE TABLE chunks(
          id INTEGER PRIMARY KEY, file INTEGER NOT NULL, idx INTEGER NOT NULL, content TEXT NOT NULL, pages TEXT NOT NULL,
          headings TEXT NOT NULL, tokens INTEGER NOT NULL, type TEXT NOT NULL);
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
        CREATE TABLE idempotency(scope TEXT PRIMARY KEY, body TEXT NOT NULL, status INTEGER NOT NULL,
          answer TEXT NOT NULL, at INTEGER NOT NULL);

        CREATE TABLE projects(
          seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, name_key TEXT NOT NULL UNIQUE,
          description TEXT, icon TEXT, color TEXT, project_type TEXT NOT NULL, is_default INTEGER NOT NULL,
          created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL);
        CREATE TABLE folders(
          seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, name_key TEXT NOT NULL, parent_id TEXT,
          project_id TEXT, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL);
        CREATE TABLE data_exports(id TEXT PRIMARY KEY, doc TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE expiring_objects(key TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;

        CREATE TABLE llama_files(
          seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, project_id TEXT NOT NULL, name TEXT NOT NULL,
          external_file_id TEXT, file_type TEXT, purpose TEXT NOT NULL, object_key TEXT NOT NULL, created_at INTEGER NOT NULL);

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
        CREATE INDEX files_compliance ON files(compliance_status, content_at)
          WHERE deleted_at IS NULL AND compliance_status IS NOT NULL;
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
        CREATE INDEX llama_files_external ON llama_files(project_id, external_file_id)
          WHERE external_file_id IS NOT NULL;
        CREATE INDEX llama_files_object ON llama_files(object_key);
        CREATE INDEX ledger_kind ON ledger(kind, at);
        """;

    /// <summary>FTS5 collects 16 MiB of words before it writes a segment, and does not merge segments.</summary>
    private const string BeginBulkIndexing = """
        INSERT INTO files_text(files_text, rank) VALUES('hashsize', 16777216), ('automerge', 0);
        INSERT INTO chunks_text(chunks_text, rank) VALUES('hashsize', 16777216), ('automerge', 0);
        """;

    /// <summary>
    /// Merges the segments of the full-text indexes and moves the result two levels up. FTS5 merges sixteen segments of a level into
    /// one of the next, and would otherwise rewrite all loaded text after sixteen uploads and again after some hundred.
    /// <c>optimize</c> moves a segment up only when there are segments on two levels.
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
    /// <param name="indexed">False for a database that is filled first: <see cref="CreateIndexes"/> must be called afterwards.</param>
    /// <exception cref="UnsupportedSchemaVersionException">The database has another version.</exception>
    public static void Create(Database db, bool indexed = true)
    {
        var version = ReadVersion(db);
        if (version == Version) return;
        if (version != 0)
            throw new UnsupportedSchemaVersionException(SchemaUpgrade.Current.DescribeUnsupported(version)
                ?? $"is of version {version} and was not upgraded: restart the emulator");
        Create(db, Steps, indexed);
    }

    /// <summary>Creates the tables of the oldest version in an empty database and applies the steps.</summary>
    internal static void Create(Database db, IReadOnlyList<SchemaStep> steps, bool indexed = true) => db.ExecuteScript($"""
        BEGIN; {Tables} {JoinSteps(steps, step => step.Tables)}
        {(indexed ? Indexes + Triggers + JoinSteps(steps, step => step.IndexesAndTriggers) : BeginBulkIndexing)}
        PRAGMA user_version = {OldestVersion + steps.Count}; COMMIT;
        """);

    /// <summary>The version of a database; 0 for an empty one.</summary>
    public static int ReadVersion(Database db) => (int)(db.QueryNumber("PRAGMA user_version") ?? 0);

    /// <summary>Creates the indexes, fills the tables of counts, and merges the full-text indexes.</summary>
    public static void CreateIndexes(Database db) =>
        db.ExecuteScript($"""
            BEGIN; {Indexes} {FillCountTables} {Triggers} {JoinSteps(Steps, step => step.IndexesAndTriggers)}
            {EndBulkIndexing} COMMIT;
            """);

    /// <summary>The SQL of all tables, indexes and triggers of a database. Runs of white space are one space.</summary>
    public static List<string> Describe(Database db) => db.Query(
        "SELECT type || ' ' || name || ' ' || ifnull(sql, '') FROM sqlite_master ORDER BY type, name",
        row => string.Join(' ', row.GetString(0).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    private static string JoinSteps(IEnumerable<SchemaStep> steps, Func<SchemaStep, string> part) =>
        string.Concat(steps.Select(step => part(step) + ";\n"));
}
