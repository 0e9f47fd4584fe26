namespace Scopix.Emulator.Engine;

/// <summary>
/// Objects that storage keeps for a while only. They are noted before they are written, so that a process killed in between
/// leaves nothing that would stay.
/// </summary>
internal static class ExpiringObjects
{
    /// <summary>The earliest end of all, in microseconds; one of the two things that a world catches up with.</summary>
    public const string NextExpiryQuery = "SELECT MIN(at) FROM expiring_objects";

    /// <summary>Lets an object go at a moment; null keeps it.</summary>
    public static void SetExpiry(Transaction transaction, string key, DateTimeOffset? at)
    {
        if (at is null) transaction.Db.Execute("DELETE FROM expiring_objects WHERE key = $1", key);
        else transaction.Db.Execute("INSERT OR REPLACE INTO expiring_objects VALUES ($1, $2)", key, Database.ToMicroseconds(at));
    }

    /// <summary>The keys whose end has come, forgotten here.</summary>
    public static List<string> TakeExpired(Transaction transaction)
    {
        var due = transaction.Db.Query("SELECT key FROM expiring_objects WHERE at <= $1 ORDER BY at, key", row => row.GetString(0),
            Database.ToMicroseconds(transaction.Now));
        if (due.Count > 0) transaction.Db.Execute("DELETE FROM expiring_objects WHERE at <= $1", Database.ToMicroseconds(transaction.Now));
        return due;
    }
}
