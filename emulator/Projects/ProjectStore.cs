using Microsoft.Data.Sqlite;
using Scopix.Emulator.Http;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Projects;

/// <summary>The table of projects. The Default project is there from the first look at it on.</summary>
public static class ProjectStore
{
    /// <summary>Projects a tenant may have, the Default one included (public).</summary>
    public const int Most = 50;

    /// <summary>Files and folders without a project are counted in the Default one (public).</summary>
    private const string Counted = """
        SELECT id, name, description, icon, color, project_type, is_default,
          (SELECT COUNT(*) FROM folders f WHERE f.project_id = p.id OR (p.is_default AND f.project_id IS NULL)),
          (SELECT ifnull(SUM(n), 0) FROM file_counts f WHERE f.project_id = p.id OR (p.is_default AND f.project_id = x'')),
          created_at, updated_at
        FROM projects p
        """;

    /// <summary>One page, the Default project first, then by age.</summary>
    public static ProjectResource[] Page(Turn turn, int limit, int offset)
    {
        EnsureDefault(turn);
        return [.. turn.Db.Query($"{Counted} ORDER BY is_default DESC, seq LIMIT $1 OFFSET $2", row => Read(turn, row), limit, offset)];
    }

    /// <summary>How many there are.</summary>
    public static int Count(Turn turn)
    {
        EnsureDefault(turn);
        return (int)turn.Db.Number("SELECT COUNT(*) FROM projects")!.Value;
    }

    /// <summary>A project with its counts.</summary>
    /// <exception cref="ApiError">There is none: 404.</exception>
    public static ProjectResource Get(Turn turn, string id)
    {
        EnsureDefault(turn);
        return turn.Db.Query($"{Counted} WHERE id = $1", row => Read(turn, row), id).FirstOrDefault() ?? throw ApiError.NotFound("Project");
    }

    /// <summary>The id of the project of that name, whatever its case.</summary>
    public static string? IdByName(Turn turn, string name) => turn.Db.Text("SELECT id FROM projects WHERE name_key = $1", Database.NameKey(name));

    /// <summary>Adds a project.</summary>
    public static ProjectResource Insert(Turn turn, CreateProject asked, string? given = null)
    {
        var id = given ?? turn.Ids.Next();
        Insert(turn, id, asked, isDefault: false);
        return Get(turn, id);
    }

    /// <summary>Changes what is not null.</summary>
    public static void Update(Turn turn, string id, UpdateProject changes) => turn.Db.Execute(
        """
        UPDATE projects SET name = COALESCE($2, name), name_key = COALESCE($3, name_key), description = COALESCE($4, description),
          icon = COALESCE($5, icon), color = COALESCE($6, color), updated_at = $7 WHERE id = $1
        """,
        id, changes.Name, changes.Name is null ? null : Database.NameKey(changes.Name), changes.Description, changes.Icon, changes.Color, Database.Micros(turn.Now));

    /// <summary>Removes a project.</summary>
    public static int Remove(Turn turn, string id) => turn.Db.Execute("DELETE FROM projects WHERE id = $1", id);

    private static void EnsureDefault(Turn turn)
    {
        if (turn.Db.Number("SELECT 1 FROM projects WHERE is_default") is null)
            Insert(turn, turn.Ids.At("project", 1), new CreateProject("Default"), isDefault: true);
    }

    private static void Insert(Turn turn, string id, CreateProject asked, bool isDefault) => turn.Db.Execute(
        "INSERT INTO projects(id, name, name_key, description, icon, color, project_type, is_default, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)",
        id, asked.Name, Database.NameKey(asked.Name), asked.Description, asked.Icon, asked.Color, asked.ProjectType ?? "general", isDefault ? 1 : 0, Database.Micros(turn.Now));

    private static ProjectResource Read(Turn turn, SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), Text(row, 2), Text(row, 3), Text(row, 4), row.GetString(5), row.GetBoolean(6), row.GetInt32(7), row.GetInt32(8),
        turn.Ids.At("user", 1), Database.Moment(row.GetInt64(9)), Database.Moment(row.GetInt64(10)));

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
