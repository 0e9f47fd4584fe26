namespace Scopix.Emulator.Engine;

/// <summary>What a tenant's database stores about the tenant itself: secret, key, clock, and the number of issued ids.</summary>
internal static class TenantMetadata
{
    public static string? FindValue(Database db, string name) => db.QueryText("SELECT value FROM meta WHERE name = $1", name);

    public static void Save(Database db, string name, string value) =>
        db.Execute("INSERT OR REPLACE INTO meta VALUES ($1, $2)", name, value);

    public static long ReadIssuedIdCount(Database db) => long.Parse(FindValue(db, "ids") ?? "0", CultureInfo.InvariantCulture);

    public static void SaveIssuedIdCount(Database db, long count) => Save(db, "ids", count.ToString(CultureInfo.InvariantCulture));

    public static void Save(Database db, KeyRecord key, ClockState clock)
    {
        Save(db, "key", JsonSerializer.Serialize(key, EngineJsonContext.Shared.KeyRecord));
        Save(db, "clock", JsonSerializer.Serialize(clock, EngineJsonContext.Shared.ClockState));
    }

    public static void SaveAll(Database db, string secret, long ids, KeyRecord key, ClockState clock)
    {
        Save(db, key, clock);
        SaveIssuedIdCount(db, ids);
        Save(db, "secret", secret);
    }
}
