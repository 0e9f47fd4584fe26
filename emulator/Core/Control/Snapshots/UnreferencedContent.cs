using Microsoft.Data.Sqlite;
using Scopix.Emulator.Api.Scopix.Files;

namespace Scopix.Emulator.Control.Snapshots;

/// <summary>The content that a database refers to.</summary>
internal sealed record ContentKeys(HashSet<string> Hashes, HashSet<string> LlamaKeys)
{
    /// <summary>Read from an index alone.</summary>
    public const string AllHashesSql = "SELECT DISTINCT hash FROM files";

    public const string AllLlamaKeysSql = "SELECT DISTINCT object_key FROM llama_files";

    public static ContentKeys Read(Database db) =>
        new([.. db.Query(AllHashesSql, row => row.GetString(0))], [.. db.Query(AllLlamaKeysSql, row => row.GetString(0))]);

    public static HashSet<string> ReadObjectKeys(Database db) =>
    [
        .. db.Query("SELECT doc ->> 'object_key', doc ->> 'text_key', doc ->> 'pages_key' FROM files WHERE media_type <> 'link'",
            UnreferencedContent.ReadKeys).SelectMany(keys => keys).OfType<string>(),
        .. db.Query("SELECT object_key FROM llama_files", row => row.GetString(0)),
    ];
}

/// <summary>Content of a database that neither its successor nor a snapshot refers to, and that can be deleted.</summary>
internal sealed record UnreferencedContent(List<(string Hash, string?[][] Keys)> Files, List<string> LlamaKeys, List<string> ExportKeys)
{
    /// <summary>The tenant's lock must be held.</summary>
    /// <param name="content">The content of the database; referenced content is removed from it.</param>
    /// <param name="retained">The content of the database that comes next.</param>
    public static UnreferencedContent Find(SnapshotContent snapshots, Database database, ContentKeys content, ContentKeys retained)
    {
        content.Hashes.ExceptWith(retained.Hashes);
        content.LlamaKeys.ExceptWith(retained.LlamaKeys);
        snapshots.RemoveReferenced(content.Hashes, ContentKeys.AllHashesSql, "SELECT 1 FROM files WHERE hash = $1 LIMIT 1");
        snapshots.RemoveReferenced(
            content.LlamaKeys, ContentKeys.AllLlamaKeysSql, "SELECT 1 FROM llama_files WHERE object_key = $1 LIMIT 1");
        return new UnreferencedContent([.. content.Hashes.Select(hash => (hash, database.Query(
            "SELECT DISTINCT doc ->> 'object_key', doc ->> 'text_key', doc ->> 'pages_key' FROM files WHERE hash = $1", ReadKeys, hash)
            .ToArray()))], [.. content.LlamaKeys], []);
    }

    /// <summary>The content of the tenant's database, with its exports.</summary>
    public static UnreferencedContent Find(Transaction transaction, ContentKeys retained) =>
        Find(transaction.Tenant.SnapshotContent, transaction.Db, ContentKeys.Read(transaction.Db), retained)
            with
        { ExportKeys = transaction.Db.Query("SELECT key FROM expiring_objects", row => row.GetString(0)) };

    /// <summary>Deletes the content, without what uploads in progress refer to.</summary>
    public void Delete(TenantState tenant, IObjectStore store, EmbeddedStore local)
    {
        foreach (var (hash, rows) in Files.Where(file => !tenant.PendingContent.IsReferenced(file.Hash)))
        {
            local.DeleteFolder(tenant.Storage, Variant.GetFolder(tenant.Id, hash));
            foreach (var key in rows.SelectMany(keys => keys).OfType<string>().Distinct()) store.Delete(tenant.Storage, key);
        }
        foreach (var key in LlamaKeys.Where(key => !tenant.PendingContent.IsReferenced(key)).Concat(ExportKeys))
            store.Delete(tenant.Storage, key);
    }

    internal static string?[] ReadKeys(SqliteDataReader row) =>
        [GetNullableString(row, 0), GetNullableString(row, 1), GetNullableString(row, 2)];

    private static string? GetNullableString(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
