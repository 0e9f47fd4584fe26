using Microsoft.Data.Sqlite;
using Scopix.Emulator.Engine;
using Scopix.Emulator.Http;
using Scopix.Storage;

namespace Scopix.Emulator.Api.LlamaCloud;

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
    long Seq, string Id, string ProjectId, string Name, string? ExternalFileId, string? FileType, string Purpose, string ObjectKey,
    DateTimeOffset CreatedAt);

/// <summary>The table <c>llama_files</c>.</summary>
internal static class LlamaFileStore
{
    /// <summary>What ids begin with (public: the examples of its reference).</summary>
    public const string IdPrefix = "dfl-";

    /// <summary>What <see cref="Read"/> reads.</summary>
    public const string Columns = "seq, id, project_id, name, external_file_id, file_type, purpose, object_key, created_at";

    /// <summary>Adds a file.</summary>
    public static LlamaFileRecord Insert(Transaction transaction, LlamaFileRecord file)
    {
        transaction.Db.Execute(
            "INSERT INTO llama_files(id, project_id, name, external_file_id, file_type, purpose, object_key, created_at) VALUES ($1, "
            + "$2, $3, $4, $5, $6, $7, $8)",
            file.Id, file.ProjectId, file.Name, file.ExternalFileId, file.FileType, file.Purpose, file.ObjectKey,
            Database.ToMicroseconds(file.CreatedAt));
        return file with { Seq = transaction.Db.QueryNumber("SELECT last_insert_rowid()")!.Value };
    }

    /// <summary>A file of a project; of the key's own when that is null.</summary>
    /// <exception cref="ApiError">There is none: 404, whatever the id looks like (public: the troubleshooting page).</exception>
    public static LlamaFileRecord Get(
        Transaction transaction, string id, string? project) => NormalizeId(id) is { } normal && transaction.Db.Query(
        $"SELECT {Columns} FROM llama_files WHERE id = $1 AND project_id = $2", Read, normal,
        project ?? LlamaProject.GetDefault(transaction)) is [var file]
        ? file
        : throw ApiError.NotFound("File");

    /// <summary>Removes a file for good.</summary>
    public static void Remove(
        Transaction transaction, LlamaFileRecord file) => transaction.Db.Execute("DELETE FROM llama_files WHERE seq = $1", file.Seq);

    /// <summary>Removes bytes unless a file or a snapshot's has them or an upload relies on them.</summary>
    public static void DeleteUnreferencedContent(Transaction transaction, IObjectStore store, string key)
    {
        const string AtKey = "SELECT 1 FROM llama_files WHERE object_key = $1 LIMIT 1";
        if (transaction.Tenant.PendingContent.IsReferenced(key) || transaction.Db.QueryNumber(AtKey, key) is not null
            || transaction.Tenant.SnapshotContent.HasRow(AtKey, key)) return;
        transaction.OnCommitted(() => store.Delete(transaction.Tenant.Storage, key));
    }

    /// <summary>An id with or without <c>dfl-</c>, in any case; null for a text that is no id.</summary>
    public static string? NormalizeId(string id) =>
        Guid.TryParseExact(id.StartsWith(IdPrefix, StringComparison.OrdinalIgnoreCase) ? id[IdPrefix.Length..] : id, "D", out var uuid)
            ? IdPrefix + uuid : null;

    /// <summary>Reads a row of <see cref="Columns"/>.</summary>
    public static LlamaFileRecord Read(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.IsDBNull(4) ? null : row.GetString(4),
        row.IsDBNull(5) ? null : row.GetString(5), row.GetString(6), row.GetString(7), Database.FromMicroseconds(row.GetInt64(8)));
}
