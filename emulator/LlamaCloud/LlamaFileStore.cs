using Microsoft.Data.Sqlite;
using Scopix.Emulator.Http;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.State;

namespace Scopix.Emulator.LlamaCloud;

/// <summary>A file as it is kept.</summary>
/// <param name="Seq">Its number, in the order of uploads.</param>
/// <param name="Id"><c>dfl-</c> and a UUID.</param>
/// <param name="ProjectId">A UUID.</param>
/// <param name="Name">With its extension.</param>
/// <param name="ExternalFileId">The client's own id, or null.</param>
/// <param name="FileType">The extension without its dot, or null.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="ObjectKey">Where its bytes are; files with the same bytes and extension share them.</param>
/// <param name="CreatedAt">When it was uploaded.</param>
internal sealed record LlamaFileRecord(
    long Seq, string Id, string ProjectId, string Name, string? ExternalFileId, string? FileType, string Purpose, string ObjectKey, DateTimeOffset CreatedAt);

/// <summary>The table <c>llama_files</c>.</summary>
internal static class LlamaFileStore
{
    /// <summary>What ids begin with (public: the examples of its reference).</summary>
    public const string IdPrefix = "dfl-";

    /// <summary>What <see cref="Read"/> reads.</summary>
    public const string Columns = "seq, id, project_id, name, external_file_id, file_type, purpose, object_key, created_at";

    /// <summary>Adds a file.</summary>
    public static LlamaFileRecord Insert(Turn turn, LlamaFileRecord file)
    {
        turn.Db.Execute(
            "INSERT INTO llama_files(id, project_id, name, external_file_id, file_type, purpose, object_key, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            file.Id, file.ProjectId, file.Name, file.ExternalFileId, file.FileType, file.Purpose, file.ObjectKey, Database.Micros(file.CreatedAt));
        return file with { Seq = turn.Db.Number("SELECT last_insert_rowid()")!.Value };
    }

    /// <summary>A file of a project; of the key's own when that is null.</summary>
    /// <exception cref="ApiError">There is none: 404, whatever the id looks like (public: the troubleshooting page).</exception>
    public static LlamaFileRecord Get(Turn turn, string id, string? project) => NormalId(id) is { } normal && turn.Db.Query(
        $"SELECT {Columns} FROM llama_files WHERE id = $1 AND project_id = $2", Read, normal, project ?? LlamaProject.DefaultOf(turn)) is [var file]
        ? file
        : throw ApiError.NotFound("File");

    /// <summary>Removes a file for good.</summary>
    public static void Remove(Turn turn, LlamaFileRecord file) => turn.Db.Execute("DELETE FROM llama_files WHERE seq = $1", file.Seq);

    /// <summary>Removes bytes unless a file or a snapshot's has them or an upload relies on them.</summary>
    public static void DropContent(Turn turn, IObjectStore store, string key)
    {
        const string AtKey = "SELECT 1 FROM llama_files WHERE object_key = $1 LIMIT 1";
        if (turn.World.Held.Holds(key) || turn.Db.Number(AtKey, key) is not null || turn.World.Kept.Has(AtKey, key)) return;
        turn.Afterwards(() => store.Delete(turn.World.Storage, key));
    }

    /// <summary>An id with or without <c>dfl-</c>, in any case; null for a text that is no id.</summary>
    public static string? NormalId(string id) =>
        Guid.TryParseExact(id.StartsWith(IdPrefix, StringComparison.OrdinalIgnoreCase) ? id[IdPrefix.Length..] : id, "D", out var uuid) ? IdPrefix + uuid : null;

    /// <summary>Reads a row of <see cref="Columns"/>.</summary>
    public static LlamaFileRecord Read(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.IsDBNull(4) ? null : row.GetString(4),
        row.IsDBNull(5) ? null : row.GetString(5), row.GetString(6), row.GetString(7), Database.Moment(row.GetInt64(8)));
}
