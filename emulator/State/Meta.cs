using System.Globalization;
using Scopix.Emulator.Http;

namespace Scopix.Emulator.State;

/// <summary>What a tenant's database knows of the tenant itself: secret, key, clock, and how many ids were given.</summary>
internal static class Meta
{
    /// <summary>A kept text; null when there is none.</summary>
    public static string? Of(Database db, string name) => db.Text("SELECT value FROM meta WHERE name = $1", name);

    /// <summary>Keeps a text.</summary>
    public static void Keep(Database db, string name, string value) => db.Execute("INSERT OR REPLACE INTO meta VALUES ($1, $2)", name, value);

    /// <summary>How many ids were given.</summary>
    public static long Ids(Database db) => long.Parse(Of(db, "ids") ?? "0", CultureInfo.InvariantCulture);

    /// <summary>Keeps how many ids were given.</summary>
    public static void KeepIds(Database db, long count) => Keep(db, "ids", count.ToString(CultureInfo.InvariantCulture));

    /// <summary>Keeps the key's record and the clock.</summary>
    public static void Keep(Database db, KeyRecord key, ClockState clock)
    {
        Keep(db, "key", JsonSerializer.Serialize(key, WireJson.Wire.KeyRecord));
        Keep(db, "clock", JsonSerializer.Serialize(clock, WireJson.Wire.ClockState));
    }

    /// <summary>Keeps all of it, in a database that has none.</summary>
    public static void Begin(Database db, string secret, long ids, KeyRecord key, ClockState clock)
    {
        Keep(db, key, clock);
        KeepIds(db, ids);
        Keep(db, "secret", secret);
    }
}
