using Microsoft.Data.Sqlite;

namespace Scopix.Emulator.Api.Scopix.Projects;

/// <summary>The table of projects. The Default project is created when the table is first read.</summary>
internal static class ProjectStore
{
    /// <summary>Projects a tenant may have, the Default one included (public).</summary>
    public const int MaxProjects = 50;

    /// <summary>Files and folders without a project are counted in the Default one (public).</summary>
    private const string SelectWithCounts = """
        SELECT id, name, description, icon, color, project_type, is_default,
          (SELECT COUNT(*) FROM folders f WHERE f.project_id = p.id OR (p.is_default AND f.project_id IS NULL)),
          (SELECT ifnull(SUM(n), 0) FROM file_counts f WHERE f.project_id = p.id OR (p.is_default AND f.project_id = x'')),
          created_at, updated_at
        FROM projects p
        """;

    /// <summary>A page, the Default project first, then by time of creation.</summary>
    public static ProjectResource[] ReadPage(Transaction transaction, int limit, int offset)
    {
        EnsureDefault(transaction);
        return [.. transaction.Db.Query($"{SelectWithCounts} ORDER BY is_default DESC, seq LIMIT $1 OFFSET $2",
            row => Read(transaction, row), limit, offset)];
    }

    public static int Count(Transaction transaction)
    {
        EnsureDefault(transaction);
        return (int)transaction.Db.QueryNumber("SELECT COUNT(*) FROM projects")!.Value;
    }

    /// <exception cref="ApiError">There is none: 404.</exception>
    public static ProjectResource Get(Transaction transaction, string id)
    {
        EnsureDefault(transaction);
        return transaction.Db.Query($"{SelectWithCounts} WHERE id = $1", row => Read(transaction, row), id).FirstOrDefault()
            ?? throw ApiError.NotFound("Project");
    }

    public static string? FindIdByName(Transaction transaction, string name) =>
        transaction.Db.QueryText("SELECT id FROM projects WHERE name_key = $1", Database.ToNameKey(name));

    public static ProjectResource Insert(Transaction transaction, CreateProject request, string? given = null)
    {
        var id = given ?? transaction.Ids.Next();
        Insert(transaction, id, request, isDefault: false);
        return Get(transaction, id);
    }

    /// <summary>Inserts the copy of a project of another service, with its times.</summary>
    public static void InsertCopy(
        Transaction transaction, string id, bool isDefault, DateTimeOffset created, DateTimeOffset updated, CreateProject project)
    {
        Insert(transaction with { Now = created }, id, project, isDefault);
        transaction.Db.Execute("UPDATE projects SET updated_at = $2 WHERE id = $1", id, Database.ToMicroseconds(updated));
    }

    public static void Update(Transaction transaction, string id, UpdateProject changes) => transaction.Db.Execute(
        """
        UPDATE projects SET name = COALESCE($2, name), name_key = COALESCE($3, name_key), description = COALESCE($4, description),
          icon = COALESCE($5, icon), color = COALESCE($6, color), updated_at = $7 WHERE id = $1
        """,
        id, changes.Name, changes.Name is null ? null : Database.ToNameKey(changes.Name), changes.Description, changes.Icon, changes.Color,
        Database.ToMicroseconds(transaction.Now));

    public static int Remove(Transaction transaction, string id) => transaction.Db.Execute("DELETE FROM projects WHERE id = $1", id);

    private static void EnsureDefault(Transaction transaction)
    {
        if (transaction.Db.QueryNumber("SELECT 1 FROM projects WHERE is_default") is null)
            Insert(transaction, transaction.Ids.CreateId("project", 1), new CreateProject("Default"), isDefault: true);
    }

    private static void Insert(Transaction transaction, string id, CreateProject request, bool isDefault) => transaction.Db.Execute(
        "INSERT INTO projects(id, name, name_key, description, icon, color, project_type, is_default, created_at, updated_at) VALUES "
        + "($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)",
        id, request.Name, Database.ToNameKey(request.Name), request.Description, request.Icon, request.Color,
        request.ProjectType ?? "general", isDefault ? 1 : 0, Database.ToMicroseconds(transaction.Now));

    private static ProjectResource Read(Transaction transaction, SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), ReadText(row, 2), ReadText(row, 3), ReadText(row, 4), row.GetString(5), row.GetBoolean(6),
        row.GetInt32(7), row.GetInt32(8), transaction.Ids.CreateId("user", 1), Database.FromMicroseconds(row.GetInt64(9)),
        Database.FromMicroseconds(row.GetInt64(10)));

    private static string? ReadText(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
