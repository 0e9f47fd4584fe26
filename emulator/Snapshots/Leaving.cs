using Scopix.Emulator.Files;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Snapshots;

/// <summary>What content a database refers to: hashes of files, object keys of LlamaCloud's.</summary>
public sealed record ContentKeys(HashSet<string> Hashes, HashSet<string> Llama)
{
    /// <summary>None.</summary>
    public static ContentKeys None { get; } = new([], []);

    /// <summary>The content of a database, read from its indexes alone.</summary>
    public static ContentKeys Of(Database db) => new(
        [.. db.Query("SELECT DISTINCT hash FROM files", row => row.GetString(0))],
        [.. db.Query("SELECT DISTINCT object_key FROM llama_files", row => row.GetString(0))]);

    /// <summary>Every object key of a database, once.</summary>
    public static HashSet<string> ObjectsOf(Database db) =>
    [
        .. db.Query("SELECT doc ->> 'object_key', doc ->> 'text_key', doc ->> 'pages_key' FROM files WHERE media_type <> 'link'", Leaving.Keys).SelectMany(keys => keys).OfType<string>(),
        .. db.Query("SELECT object_key FROM llama_files", row => row.GetString(0)),
    ];
}

/// <summary>Content that a database refers to and the one after it does not: it goes, unless something else has it still.</summary>
/// <param name="Files">Hashes with their object keys.</param>
/// <param name="Llama">Object keys of LlamaCloud's files.</param>
/// <param name="Exports">Object keys of exports.</param>
public sealed record Leaving(List<(string Hash, string?[][] Keys)> Files, List<string> Llama, List<string> Exports)
{
    /// <summary>What goes with a database.</summary>
    /// <param name="going">The database.</param>
    /// <param name="content">Its content.</param>
    /// <param name="staying">The content of what comes after it.</param>
    public static Leaving Of(Database going, ContentKeys content, ContentKeys staying) => new(
        [.. content.Hashes.Where(hash => !staying.Hashes.Contains(hash)).Select(hash => (hash, going.Query(
            "SELECT DISTINCT doc ->> 'object_key', doc ->> 'text_key', doc ->> 'pages_key' FROM files WHERE hash = $1", Keys, hash).ToArray()))],
        [.. content.Llama.Where(key => !staying.Llama.Contains(key))], []);

    /// <summary>What goes with the tenant's present database, its exports too.</summary>
    public static Leaving Of(Turn turn, ContentKeys staying) =>
        Of(turn.Db, ContentKeys.Of(turn.Db), staying) with { Exports = turn.Db.Query("SELECT key FROM expiring_objects", row => row.GetString(0)) };

    /// <summary>Removes what nothing else has. The database that comes after is the turn's.</summary>
    public void Drop(Turn turn, IObjectStore store, EmbeddedStore pictures)
    {
        const string AtKey = "SELECT 1 FROM llama_files WHERE object_key = $1 LIMIT 1";
        foreach (var (hash, rows) in Files)
            foreach (var keys in rows) FileStore.DropContent(turn, store, pictures, hash, keys);
        foreach (var key in Llama)
            if (!turn.World.Held.Holds(key) && turn.Db.Number(AtKey, key) is null && !turn.World.Kept.Has(AtKey, key)) store.Delete(turn.World.Storage, key);
        foreach (var key in Exports) store.Delete(turn.World.Storage, key);
    }

    /// <summary>Reads three keys.</summary>
    internal static string?[] Keys(Microsoft.Data.Sqlite.SqliteDataReader row) => [Text(row, 0), Text(row, 1), Text(row, 2)];

    private static string? Text(Microsoft.Data.Sqlite.SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
