using System.Globalization;
using Scopix.Emulator.Http;

namespace Scopix.Emulator.Engine;

/// <summary>What a tenant's database knows of the tenant itself: secret, key, clock, and how many ids were given.</summary>
internal static class TenantMetadata
{
    /// <summary>A kept text; null when there is none.</summary>
    public static string? FindValue(Database db, string name) => db.QueryText("SELECT value FROM meta WHERE name = $1", name);

    /// <summary>Keeps a text.</summary>
    public static void Save(
        Database db, string name, string value) => db.Execute("INSERT OR REPLACE INTO meta VALUES ($1, $2)", name, value);

    /// <summary>How many ids were given.</summary>
    public static long ReadIssuedIdCount(Database db) => long.Parse(FindValue(db, "ids") ?? "0", CultureInfo.InvariantCulture);

    /// <summary>Keeps how many ids were given.</summary>
    public static void SaveIssuedIdCount(Database db, long count) => Save(db, "ids", count.ToString(CultureInfo.InvariantCulture));

    /// <summary>Keeps the key's record and the clock.</summary>
    public static void Save(Database db, KeyRecord key, ClockState clock)
    {
        Save(db, "key", JsonSerializer.Serialize(key, EngineJsonContext.Shared.KeyRecord));
        Save(db, "clock", JsonSerializer.Serialize(clock, EngineJsonContext.Shared.ClockState));
    }

    /// <summary>Keeps all of it, in a database that has none.</summary>
    public static void SaveAll(Database db, string secret, long ids, KeyRecord key, ClockState clock)
    {
        Save(db, key, clock);
        SaveIssuedIdCount(db, ids);
        Save(db, "secret", secret);
    }
}
