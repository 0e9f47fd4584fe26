namespace Scopix.Emulator.Engine;

/// <summary>
/// Stored objects that are deleted at a certain time. Each is recorded before it is written, so that a killed process leaves no
/// object that is never deleted.
/// </summary>
internal static class ExpiringObjects
{
    public const string NextExpiryQuery = "SELECT MIN(at) FROM expiring_objects";

    public static void SetExpiry(Transaction transaction, string key, DateTimeOffset? at)
    {
        if (at is null) transaction.Db.Execute("DELETE FROM expiring_objects WHERE key = $1", key);
        else transaction.Db.Execute("INSERT OR REPLACE INTO expiring_objects VALUES ($1, $2)", key, Database.ToMicroseconds(at));
    }

    public static List<string> TakeExpired(Transaction transaction)
    {
        var due = transaction.Db.Query("SELECT key FROM expiring_objects WHERE at <= $1 ORDER BY at, key", row => row.GetString(0),
            Database.ToMicroseconds(transaction.Now));
        if (due.Count > 0) transaction.Db.Execute("DELETE FROM expiring_objects WHERE at <= $1", Database.ToMicroseconds(transaction.Now));
        return due;
    }
}
