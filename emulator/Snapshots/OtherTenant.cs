using Scopix.Emulator.State;

namespace Scopix.Emulator.Snapshots;

/// <summary>Makes a copied database another tenant's: object keys hold the tenant's id, and so do answers that are given again.</summary>
public static class OtherTenant
{
    private static readonly string[] Documents = ["files", "intents", "data_exports"];

    private static readonly string[] Fields = ["$.object_key", "$.text_key", "$.pages_key", "$.answer.object_key"];

    /// <summary>An object key of one tenant as another's.</summary>
    public static string Key(string key, string from, string to) => key.Replace($"/{from}/", $"/{to}/", StringComparison.Ordinal);

    /// <summary>Rewrites a database. Uploads under way fail: their URLs are the first tenant's.</summary>
    /// <param name="world">The tenant it is for.</param>
    /// <param name="path">The database file; nobody else uses it.</param>
    /// <param name="from">The tenant it was of.</param>
    /// <param name="now">The snapshot's moment.</param>
    public static void Take(World world, string path, string from, DateTimeOffset now)
    {
        using var db = new Database(path, bulk: true);
        db.Script("BEGIN");
        Restoring.FailUploads(world, db, now);
        var (old, own) = ($"/{from}/", $"/{world.Tenant}/");
        foreach (var table in Documents)
            foreach (var field in Fields)
                db.Execute($"UPDATE {table} SET doc = json_replace(doc, $1, replace(doc ->> $1, $2, $3)) WHERE instr(doc ->> $1, $2) > 0", field, old, own);
        db.Execute("UPDATE llama_files SET object_key = replace(object_key, $1, $2)", old, own);
        db.Execute("UPDATE expiring_objects SET key = replace(key, $1, $2)", old, own);
        db.Execute("UPDATE idempotency SET answer = replace(answer, $1, $2)", old, own);
        db.Script("COMMIT");
    }
}
