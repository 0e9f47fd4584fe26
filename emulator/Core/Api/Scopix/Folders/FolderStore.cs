using Microsoft.Data.Sqlite;

namespace Scopix.Emulator.Api.Scopix.Folders;

internal static class FolderStore
{
    /// <summary>Folders a tenant may have (a limit of ours: the list is not paged).</summary>
    public const int MaxFolders = 10_000;

    private const string TreeSql = """
        WITH RECURSIVE tree(id, depth) AS (
          SELECT id, 0 FROM folders WHERE parent_id IS NULL
          UNION ALL SELECT f.id, tree.depth + 1 FROM folders f JOIN tree ON f.parent_id = tree.id)
        """;

    /// <summary>Stops at folders already visited: in imported data, folders can be each other's parents.</summary>
    private const string SubtreeSql = """
        WITH RECURSIVE below(id, depth, way) AS (
          SELECT $1, 0, $1
          UNION ALL SELECT f.id, below.depth + 1, below.way || '/' || f.id FROM folders f JOIN below ON f.parent_id = below.id
            WHERE below.depth < 32 AND instr(below.way, f.id) = 0)
        """;

    private const string AncestorsSql = """
        WITH RECURSIVE above(id, name, parent_id, height, way) AS (
          SELECT id, name, parent_id, 0, id FROM folders WHERE id = $1
          UNION ALL SELECT f.id, f.name, f.parent_id, above.height + 1, above.way || '/' || f.id
            FROM folders f JOIN above ON f.id = above.parent_id
            WHERE above.height < 32 AND instr(above.way, f.id) = 0)
        """;

    private const string Columns = """
        f.id, f.name, f.parent_id, f.project_id, f.created_at, f.updated_at,
          (SELECT ifnull(SUM(n), 0) FROM file_counts WHERE folder_id = f.id),
          (SELECT COUNT(*) FROM folders c WHERE c.parent_id = f.id)
        """;

    public static FolderResource[] ListAll(Transaction transaction, string? project) =>
    [
        .. transaction.Db.Query(
            $"""
            {TreeSql} SELECT {Columns}, ifnull(tree.depth, 0) FROM folders f LEFT JOIN tree USING (id)
            WHERE $1 IS NULL OR f.project_id = $1 OR (f.project_id IS NULL AND $1 IN (SELECT id FROM projects WHERE is_default))
            ORDER BY ifnull(tree.depth, 0), f.name_key, f.seq
            """, Read, project),
    ];

    public static long Count(Transaction transaction) => transaction.Db.QueryNumber("SELECT COUNT(*) FROM folders")!.Value;

    /// <exception cref="ApiError">There is none: 404.</exception>
    public static FolderResource Get(Transaction transaction, string id, string what = "Folder") => transaction.Db.Query(
        $"{AncestorsSql} SELECT {Columns}, (SELECT MAX(height) FROM above) FROM folders f WHERE f.id = $1", Read, id).FirstOrDefault()
        ?? throw ApiError.NotFound(what);

    public static FolderResource[] ListChildren(Transaction transaction, string id) =>
        [.. transaction.Db.Query(
            $"{AncestorsSql} SELECT {Columns}, (SELECT MAX(height) + 1 FROM above) FROM folders f WHERE f.parent_id = $1 ORDER BY "
            + "f.name_key, f.seq", Read, id)];

    public static Breadcrumb[] GetBreadcrumbs(Transaction transaction, string id)
    {
        var up = transaction.Db.Query($"{AncestorsSql} SELECT id, name FROM above ORDER BY height DESC",
            row => (row.GetString(0), row.GetString(1)), id);
        return [.. up.Select((folder, depth) => new Breadcrumb(folder.Item1, folder.Item2, depth))];
    }

    public static List<string> ListSubtreeIds(Transaction transaction, string id) =>
        transaction.Db.Query($"{SubtreeSql} SELECT id FROM below ORDER BY depth, id", row => row.GetString(0), id);

    public static int GetHeight(Transaction transaction, string id) =>
        (int)transaction.Db.QueryNumber($"{SubtreeSql} SELECT MAX(depth) + 1 FROM below", id)!.Value;

    public static string? FindIdByName(Transaction transaction, string name, string? parent) =>
        transaction.Db.QueryText("SELECT id FROM folders WHERE name_key = $1 AND parent_id IS $2", Database.ToNameKey(name), parent);

    /// <summary>
    /// The project of a new file: that of its folder (assumed), or null for an unknown folder; without a folder, the requested one.
    /// </summary>
    public static string? ResolveProject(Transaction transaction, string? folder, string? requested) =>
        folder is null ? requested : transaction.Db.QueryText("SELECT project_id FROM folders WHERE id = $1", folder);

    public static FolderResource Insert(Transaction transaction, string name, string? parent, string? project, string? given = null)
    {
        var id = given ?? transaction.Ids.Next();
        InsertCopy(transaction, id, name, parent, project, transaction.Now, transaction.Now);
        return Get(transaction, id);
    }

    /// <summary>Inserts the copy of a folder of another service, with its times.</summary>
    public static void InsertCopy(Transaction transaction, string id, string name, string? parent, string? project,
        DateTimeOffset created, DateTimeOffset updated) => transaction.Db.Execute(
            "INSERT INTO folders(id, name, name_key, parent_id, project_id, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            id, name, Database.ToNameKey(name), parent, project, Database.ToMicroseconds(created), Database.ToMicroseconds(updated));

    public static void Rename(Transaction transaction, string id, string name) =>
        transaction.Db.Execute("UPDATE folders SET name = $2, name_key = $3, updated_at = $4 WHERE id = $1", id, name,
            Database.ToNameKey(name), Database.ToMicroseconds(transaction.Now));

    public static void Move(Transaction transaction, string id, string? parent, string? project)
    {
        transaction.Db.Execute("UPDATE folders SET parent_id = $2, updated_at = $3 WHERE id = $1", id, parent,
            Database.ToMicroseconds(transaction.Now));
        foreach (var below in ListSubtreeIds(transaction, id))
            transaction.Db.Execute("UPDATE folders SET project_id = $2 WHERE id = $1", below, project);
    }

    public static void Remove(Transaction transaction, string id) => transaction.Db.Execute("DELETE FROM folders WHERE id = $1", id);

    private static FolderResource Read(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3),
        row.GetInt32(8), row.GetInt32(6), row.GetInt32(7), null, null, Database.FromMicroseconds(row.GetInt64(4)),
        Database.FromMicroseconds(row.GetInt64(5)));
}
