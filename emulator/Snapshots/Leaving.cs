using Microsoft.Data.Sqlite;
using Scopix.Emulator.Images;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Snapshots;

/// <summary>What content a database refers to: hashes of files, object keys of LlamaCloud's.</summary>
public sealed record ContentKeys(HashSet<string> Hashes, HashSet<string> Llama)
{
    /// <summary>Every hash of a database, read from an index alone.</summary>
    public const string AllHashes = "SELECT DISTINCT hash FROM files";

    /// <summary>Every object key of LlamaCloud's files.</summary>
    public const string AllLlama = "SELECT DISTINCT object_key FROM llama_files";

    /// <summary>The content of a database.</summary>
    public static ContentKeys Of(Database db) => new([.. db.Query(AllHashes, row => row.GetString(0))], [.. db.Query(AllLlama, row => row.GetString(0))]);

    /// <summary>Every object key of a database, once.</summary>
    public static HashSet<string> ObjectsOf(Database db) =>
    [
        .. db.Query("SELECT doc ->> 'object_key', doc ->> 'text_key', doc ->> 'pages_key' FROM files WHERE media_type <> 'link'", Leaving.Keys).SelectMany(keys => keys).OfType<string>(),
        .. db.Query("SELECT object_key FROM llama_files", row => row.GetString(0)),
    ];
}

/// <summary>Content that a database refers to and neither the one after it nor a snapshot: it goes.</summary>
/// <param name="Files">Hashes with their object keys.</param>
/// <param name="Llama">Object keys of LlamaCloud's files.</param>
/// <param name="Exports">Object keys of exports.</param>
public sealed record Leaving(List<(string Hash, string?[][] Keys)> Files, List<string> Llama, List<string> Exports)
{
    /// <summary>What goes with a database. The gate must be held.</summary>
    /// <param name="kept">What the snapshots keep.</param>
    /// <param name="going">The database.</param>
    /// <param name="content">Its content; what stays is taken out.</param>
    /// <param name="staying">The content of what comes after it.</param>
    public static Leaving Of(KeptContent kept, Database going, ContentKeys content, ContentKeys staying)
    {
        content.Hashes.ExceptWith(staying.Hashes);
        content.Llama.ExceptWith(staying.Llama);
        kept.Subtract(content.Hashes, ContentKeys.AllHashes, "SELECT 1 FROM files WHERE hash = $1 LIMIT 1");
        kept.Subtract(content.Llama, ContentKeys.AllLlama, "SELECT 1 FROM llama_files WHERE object_key = $1 LIMIT 1");
        return new Leaving([.. content.Hashes.Select(hash => (hash, going.Query(
            "SELECT DISTINCT doc ->> 'object_key', doc ->> 'text_key', doc ->> 'pages_key' FROM files WHERE hash = $1", Keys, hash).ToArray()))], [.. content.Llama], []);
    }

    /// <summary>What goes with the tenant's present database, its exports too.</summary>
    public static Leaving Of(Turn turn, ContentKeys staying) =>
        Of(turn.World.Kept, turn.Db, ContentKeys.Of(turn.Db), staying) with { Exports = turn.Db.Query("SELECT key FROM expiring_objects", row => row.GetString(0)) };

    /// <summary>Removes it, but for what an upload relies on.</summary>
    public void Drop(World world, IObjectStore store, EmbeddedStore pictures)
    {
        foreach (var (hash, rows) in Files.Where(file => !world.Held.Holds(file.Hash)))
        {
            pictures.DeleteFolder(world.Storage, Variant.FolderOf(world.Tenant, hash));
            foreach (var key in rows.SelectMany(keys => keys).OfType<string>().Distinct()) store.Delete(world.Storage, key);
        }
        foreach (var key in Llama.Where(key => !world.Held.Holds(key)).Concat(Exports)) store.Delete(world.Storage, key);
    }

    /// <summary>Reads three keys.</summary>
    internal static string?[] Keys(SqliteDataReader row) => [Text(row, 0), Text(row, 1), Text(row, 2)];

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
