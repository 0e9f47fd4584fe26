namespace Scopix.Emulator.State;

/// <summary>The tables of a tenant's database: JSON documents, with the columns that queries need beside them.</summary>
public static class Schema
{
    /// <summary>Raised when a table changes; a database of another version is refused.</summary>
    public const int Version = 4;

    private const string Tables = """
        CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

        CREATE TABLE files(
          seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, hash TEXT NOT NULL, media_type TEXT NOT NULL,
          title TEXT COLLATE NOCASE, size_bytes INTEGER NOT NULL, created_at INTEGER NOT NULL, content_at INTEGER NOT NULL,
          folder_id TEXT, project_id TEXT, session_id TEXT, described INTEGER NOT NULL, embedded INTEGER NOT NULL DEFAULT 0, described_at INTEGER, compliance_status TEXT, deleted_at INTEGER,
          next_at INTEGER, progress_at INTEGER, doc TEXT NOT NULL);
        CREATE INDEX files_hash ON files(hash);
        CREATE INDEX files_next ON files(next_at) WHERE next_at IS NOT NULL;
        CREATE INDEX files_progress ON files(progress_at) WHERE progress_at IS NOT NULL;
        CREATE INDEX files_created ON files(created_at, seq) WHERE deleted_at IS NULL;
        CREATE INDEX files_content ON files(content_at, seq) WHERE deleted_at IS NULL;
        CREATE INDEX files_title ON files(title, seq) WHERE deleted_at IS NULL;
        CREATE INDEX files_size ON files(size_bytes, seq) WHERE deleted_at IS NULL;
        CREATE INDEX files_folder ON files(folder_id, content_at) WHERE deleted_at IS NULL AND folder_id IS NOT NULL;
        CREATE INDEX files_project ON files(project_id, content_at) WHERE deleted_at IS NULL AND project_id IS NOT NULL;
        CREATE INDEX files_media ON files(media_type, content_at) WHERE deleted_at IS NULL;
        CREATE INDEX files_described ON files(described, content_at) WHERE deleted_at IS NULL;
        CREATE INDEX files_compliance ON files(compliance_status) WHERE deleted_at IS NULL AND compliance_status IS NOT NULL;

        CREATE INDEX files_described_at ON files(described_at, seq) WHERE described_at IS NOT NULL AND deleted_at IS NULL AND media_type = 'image';

        CREATE TABLE tags(tag TEXT NOT NULL, file INTEGER NOT NULL, PRIMARY KEY(tag, file)) WITHOUT ROWID;
        CREATE INDEX tags_file ON tags(file);

        CREATE VIRTUAL TABLE files_text USING fts5(title, filename, tags, description, user_description, visible_text,
          content='', contentless_delete=1, tokenize='porter unicode61 remove_diacritics 2');

        CREATE TABLE chunks(
          id INTEGER PRIMARY KEY, file INTEGER NOT NULL, idx INTEGER NOT NULL, content TEXT NOT NULL, pages TEXT NOT NULL, headings TEXT NOT NULL,
          tokens INTEGER NOT NULL, type TEXT NOT NULL);
        CREATE UNIQUE INDEX chunks_file ON chunks(file, idx);
        CREATE VIRTUAL TABLE chunks_text USING fts5(headings, content,
          content='', contentless_delete=1, tokenize='porter unicode61 remove_diacritics 2');

        CREATE TABLE jobs(id TEXT PRIMARY KEY, file_id TEXT NOT NULL, created_at INTEGER NOT NULL) WITHOUT ROWID;

        CREATE TABLE sessions(
          seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, upload_method TEXT NOT NULL,
          created_at INTEGER NOT NULL, cancelled_at INTEGER, status TEXT);
        CREATE TABLE session_items(
          session INTEGER NOT NULL, position INTEGER NOT NULL, file_id TEXT, filename TEXT NOT NULL, status TEXT NOT NULL,
          error TEXT, retryable INTEGER NOT NULL DEFAULT 0, at INTEGER NOT NULL, PRIMARY KEY(session, position)) WITHOUT ROWID;
        CREATE INDEX session_items_file ON session_items(file_id) WHERE file_id IS NOT NULL;

        CREATE TABLE intents(id TEXT PRIMARY KEY, expires_at INTEGER, doc TEXT NOT NULL) WITHOUT ROWID;
        CREATE INDEX intents_expires ON intents(expires_at) WHERE expires_at IS NOT NULL;
        CREATE TABLE intent_parts(intent TEXT NOT NULL, number INTEGER NOT NULL, etag TEXT NOT NULL, size_bytes INTEGER NOT NULL,
          PRIMARY KEY(intent, number)) WITHOUT ROWID;
        CREATE TABLE idempotency(scope TEXT PRIMARY KEY, body TEXT NOT NULL, status INTEGER NOT NULL, answer TEXT NOT NULL, at INTEGER NOT NULL);
        CREATE INDEX idempotency_at ON idempotency(at);

        CREATE TABLE projects(
          seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, name_key TEXT NOT NULL UNIQUE, description TEXT,
          icon TEXT, color TEXT, project_type TEXT NOT NULL, is_default INTEGER NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL);
        CREATE TABLE folders(
          seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, name_key TEXT NOT NULL, parent_id TEXT,
          project_id TEXT, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL);
        CREATE INDEX folders_parent ON folders(parent_id, name_key);
        CREATE INDEX folders_project ON folders(project_id);
        CREATE TABLE data_exports(id TEXT PRIMARY KEY, doc TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE expiring_objects(key TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX expiring_objects_at ON expiring_objects(at);

        CREATE TABLE llama_files(
          seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, project_id TEXT NOT NULL, name TEXT NOT NULL, external_file_id TEXT,
          file_type TEXT, purpose TEXT NOT NULL, object_key TEXT NOT NULL, created_at INTEGER NOT NULL);
        CREATE INDEX llama_files_created ON llama_files(project_id, created_at, seq);
        CREATE INDEX llama_files_name ON llama_files(project_id, name, seq);
        CREATE INDEX llama_files_external ON llama_files(project_id, external_file_id) WHERE external_file_id IS NOT NULL;
        CREATE INDEX llama_files_object ON llama_files(object_key);

        CREATE TABLE ledger(at INTEGER NOT NULL, kind TEXT NOT NULL, amount INTEGER NOT NULL, file_id TEXT);
        CREATE INDEX ledger_kind ON ledger(kind, at);
        """;

    /// <summary>Creates the tables in an empty database; checks the version of one that has them.</summary>
    /// <exception cref="InvalidDataException">The database is of another version.</exception>
    public static void Create(Database db)
    {
        var version = db.Number("PRAGMA user_version") ?? 0;
        if (version == Version) return;
        if (version != 0) throw new InvalidDataException($"The data folder is of version {version}; this emulator reads version {Version}.");
        db.Script($"BEGIN; {Tables} PRAGMA user_version = {Version}; COMMIT;");
    }
}
