namespace Scopix.Emulator.Control.Snapshots;

/// <summary>Rewrites a copied database for another tenant: object keys and stored responses contain the tenant's id.</summary>
internal static class TenantRewriter
{
    private static readonly string[] DocumentTables = ["files", "intents", "data_exports"];

    private static readonly string[] ObjectKeyFields = ["$.object_key", "$.text_key", "$.pages_key", "$.answer.object_key"];

    public static string RewriteKey(string key, string from, string to) => key.Replace($"/{from}/", $"/{to}/", StringComparison.Ordinal);

    /// <summary>Uploads in progress fail, since their URLs belong to the first tenant.</summary>
    /// <param name="path">The database file, which nothing else may use.</param>
    public static void RewriteDatabase(TenantState tenant, string path, string from, DateTimeOffset now)
    {
        using var db = new Database(path, bulk: true);
        db.ExecuteScript("BEGIN");
        SnapshotRestorer.FailPendingUploads(tenant, db, now);
        var (old, own) = ($"/{from}/", $"/{tenant.Id}/");
        foreach (var table in DocumentTables)
            foreach (var field in ObjectKeyFields)
                db.Execute($"UPDATE {table} SET doc = json_replace(doc, $1, replace(doc ->> $1, $2, $3)) WHERE instr(doc ->> $1, $2) > 0",
                    field, old, own);
        db.Execute("UPDATE llama_files SET object_key = replace(object_key, $1, $2)", old, own);
        db.Execute("UPDATE expiring_objects SET key = replace(key, $1, $2)", old, own);
        db.Execute("UPDATE idempotency SET answer = replace(answer, $1, $2)", old, own);
        db.ExecuteScript("COMMIT");
    }
}
