using Microsoft.Data.Sqlite;

namespace Scopix.Emulator.Api.LlamaCloud;

/// <summary>A file as it is stored.</summary>
/// <param name="Id"><c>dfl-</c> and a UUID.</param>
/// <param name="ObjectKey">The key of the bytes; files with the same bytes and extension share an object.</param>
internal sealed record LlamaFileRecord(
    long Seq, string Id, string ProjectId, string Name, string? ExternalFileId, string? FileType, string Purpose, string ObjectKey,
    DateTimeOffset CreatedAt);

internal static class LlamaFileStore
{
    /// <summary>The prefix of ids (public: the examples of the reference).</summary>
    public const string IdPrefix = "dfl-";

    public const string Columns = "seq, id, project_id, name, external_file_id, file_type, purpose, object_key, created_at";

    public static LlamaFileRecord Insert(Transaction transaction, LlamaFileRecord file)
    {
        transaction.Db.Execute(
            """
            INSERT INTO llama_files(id, project_id, name, external_file_id, file_type, purpose, object_key, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            file.Id, file.ProjectId, file.Name, file.ExternalFileId, file.FileType, file.Purpose, file.ObjectKey,
            Database.ToMicroseconds(file.CreatedAt));
        return file with { Seq = transaction.Db.QueryNumber("SELECT last_insert_rowid()")!.Value };
    }

    /// <summary>A file of a project; null means the key's own project.</summary>
    /// <exception cref="ApiError">There is no such file: 404, whatever the form of the id (public: the troubleshooting page).</exception>
    public static LlamaFileRecord Get(Transaction transaction, string id, string? project)
    {
        if (NormalizeId(id) is not { } normalizedId) throw ApiError.NotFound("File");
        return transaction.Db.Query($"SELECT {Columns} FROM llama_files WHERE id = $1 AND project_id = $2", Read, normalizedId,
            project ?? LlamaProject.GetDefault(transaction)).FirstOrDefault() ?? throw ApiError.NotFound("File");
    }

    public static long CountAll(Transaction transaction) => transaction.Db.QueryNumber("SELECT COUNT(*) FROM llama_files")!.Value;

    public static void Remove(Transaction transaction, LlamaFileRecord file) =>
        transaction.Db.Execute("DELETE FROM llama_files WHERE seq = $1", file.Seq);

    /// <summary>Publishes staged bytes, and protects them until the hold is disposed.</summary>
    /// <exception cref="ApiError">The tenant was reset since the request began: 409.</exception>
    public static async Task<PendingContentLease> PublishAsync(
        IObjectStore store, TenantState tenant, int generation, StagedObject staged, string key, CancellationToken cancel)
    {
        var hold = PendingContentLease.Acquire(tenant, generation, key,
            transaction => DeleteUnreferencedContent(transaction, store, key));
        try
        {
            await store.PublishAsync(tenant.Storage, staged, key, cancel);
            return hold;
        }
        catch
        {
            hold.Dispose();
            throw;
        }
    }

    /// <summary>Deletes bytes unless a file, a snapshot or an upload in progress refers to them.</summary>
    public static void DeleteUnreferencedContent(Transaction transaction, IObjectStore store, string key)
    {
        const string AtKey = "SELECT 1 FROM llama_files WHERE object_key = $1 LIMIT 1";
        if (transaction.Tenant.PendingContent.IsReferenced(key) || transaction.Db.QueryNumber(AtKey, key) is not null
            || transaction.Tenant.SnapshotContent.HasRow(AtKey, key)) return;
        transaction.OnCommitted(() => store.Delete(transaction.Tenant.Storage, key));
    }

    /// <summary>Accepts an id with or without <c>dfl-</c>, in any case; null when it is no id.</summary>
    public static string? NormalizeId(string id) =>
        Guid.TryParseExact(id.StartsWith(IdPrefix, StringComparison.OrdinalIgnoreCase) ? id[IdPrefix.Length..] : id, "D", out var uuid)
            ? IdPrefix + uuid : null;

    public static LlamaFileRecord Read(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.IsDBNull(4) ? null : row.GetString(4),
        row.IsDBNull(5) ? null : row.GetString(5), row.GetString(6), row.GetString(7), Database.FromMicroseconds(row.GetInt64(8)));
}
