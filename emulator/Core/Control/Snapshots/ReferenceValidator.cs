using Scopix.Emulator.Api.Scopix.Folders;
using Scopix.Emulator.Api.Scopix.Projects;

namespace Scopix.Emulator.Control.Snapshots;

/// <summary>The rules for references between the records of an imported <c>database.db</c>.</summary>
internal static class ReferenceValidator
{
    private const int MaxShownIdLength = 100;

    private const string FolderTreeSql = """
        WITH RECURSIVE tree(id, depth) AS (
          SELECT id, 0 FROM folders WHERE parent_id IS NULL
          UNION ALL SELECT f.id, tree.depth + 1 FROM folders f JOIN tree ON f.parent_id = tree.id)
        """;

    /// <summary>SQL that selects a record that breaks a rule; the issue follows its id in the error.</summary>
    private static readonly (string Find, string Kind, string Issue)[] Rules =
    [
        ("SELECT id FROM folders WHERE parent_id = id", "folder", "is its own parent"),
        ("SELECT id FROM folders f WHERE parent_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM folders p WHERE p.id = f.parent_id)",
            "folder", "has a parent that does not exist"),
        ($"{FolderTreeSql} SELECT id FROM folders WHERE id NOT IN (SELECT id FROM tree)", "folder",
            "is below itself"),
        ($"{FolderTreeSql} SELECT id FROM tree WHERE depth >= {FolderRules.MaxLevels}", "folder",
            $"is more than {FolderRules.MaxLevels} levels deep"),
        ("SELECT a.id FROM folders a JOIN folders b ON a.parent_id IS b.parent_id AND a.name_key = b.name_key AND a.seq < b.seq",
            "folder", "has the same name as another one in its parent"),
        ("SELECT id FROM folders WHERE project_id IS NOT NULL AND project_id NOT IN (SELECT id FROM projects)", "folder",
            "is in a project that does not exist"),
        ("SELECT id FROM projects WHERE is_default AND seq > (SELECT MIN(seq) FROM projects WHERE is_default)", "project",
            "is a second default project"),
        ("SELECT id FROM files WHERE media_type <> 'link' AND instr(doc ->> 'object_key', hash) = 0", "file",
            "has an object key without its hash"),
        ("SELECT id FROM files WHERE size_bytes <> doc ->> 'size_bytes' OR folder_id IS NOT doc ->> 'folder_id' OR project_id IS NOT "
            + "doc ->> 'project_id' "
            + "OR session_id IS NOT doc ->> 'session_id' OR (deleted_at IS NULL) <> (doc ->> 'deleted_at' IS NULL)", "file",
            "has columns that do not match its record"),
        ("SELECT tag FROM tags WHERE file NOT IN (SELECT seq FROM files)", "tag", "belongs to a file that does not exist"),
        ("SELECT chunk FROM chunk_vectors WHERE chunk NOT IN (SELECT id FROM chunks)", "vector", "belongs to a chunk that does not exist"),
        ("SELECT file FROM image_vectors WHERE file NOT IN (SELECT seq FROM files)", "vector", "belongs to a file that does not exist"),
        ("SELECT id FROM chunks WHERE file NOT IN (SELECT seq FROM files)", "chunk", "belongs to a file that does not exist"),
        ("SELECT filename FROM session_items WHERE session NOT IN (SELECT seq FROM sessions)", "session item",
            "belongs to a session that does not exist"),
        ("SELECT id FROM sessions WHERE upload_method NOT IN ('streaming', 'presigned')", "session", "has an invalid upload_method"),
        ("SELECT id FROM sessions WHERE status NOT IN "
            + "('pending', 'uploading', 'processing', 'completed', 'failed', 'expired', 'cancelled')", "session", "has an invalid status"),
        ("SELECT filename FROM session_items WHERE status NOT IN ('pending', 'queued', 'processing', 'completed', 'failed', 'skipped')",
            "session item", "has an invalid status"),
    ];

    private static readonly string[] TablesWithId = ["files", "folders", "projects", "sessions", "intents", "data_exports"];

    /// <exception cref="ApiError">422, with the record that breaks a rule.</exception>
    public static void Validate(Database db)
    {
        foreach (var table in TablesWithId)
            foreach (var id in db.Query($"SELECT id FROM {table}", row => row.GetString(0)))
                if (id.Length != 36 || !Guid.TryParseExact(id, "D", out var guid) || guid.ToString() != id)
                    throw InvalidRecord(table, id, "has an id that is not a UUID");
        foreach (var (find, kind, issue) in Rules)
            if (db.Query($"{find} LIMIT 1", row => row.GetValue(0).ToString()!) is [var id]) throw InvalidRecord(kind, id, issue);
        if (db.QueryNumber("SELECT COUNT(*) FROM folders") > FolderStore.MaxFolders)
            throw ApiError.Invalid("database.db", $"has more than {FolderStore.MaxFolders} folders");
        CheckNames(db);
    }

    private static void CheckNames(Database db)
    {
        foreach (var (id, name, key) in db.Query("SELECT id, name, name_key FROM folders",
            row => (row.GetString(0), row.GetString(1), row.GetString(2))))
            CheckName("folder", id, name, key, FolderRules.CheckName);
        foreach (var (id, name, key) in db.Query("SELECT id, name, name_key FROM projects",
            row => (row.GetString(0), row.GetString(1), row.GetString(2))))
            CheckName("project", id, name, key, ProjectRules.CheckName);
        foreach (var (id, name) in db.Query("SELECT id, doc ->> 'filename' FROM files WHERE media_type <> 'link'",
            row => (row.GetString(0), row.GetString(1))))
            if (name.Length > UploadFilename.MaxLength || UploadFilename.Sanitize(name) != name)
                throw InvalidRecord("file", id, "has a name that no upload can have");
    }

    private static void CheckName(string kind, string id, string name, string key, Action<string> check)
    {
        if (Database.ToNameKey(name) != key) throw InvalidRecord(kind, id, "has a name_key that does not match its name");
        try
        {
            check(name);
        }
        catch (ApiError error)
        {
            throw InvalidRecord(kind, id, $"has an invalid name: {error.Message}");
        }
    }

    private static ApiError InvalidRecord(string kind, string id, string issue) =>
        ApiError.Invalid("database.db",
            $"{kind} {(id.Length > MaxShownIdLength ? id[..MaxShownIdLength] + "…" : id)} {issue}");
}
