using Scopix.Emulator.Engine;
using Scopix.Emulator.Http;
using Scopix.Storage;

namespace Scopix.Emulator.Api.Scopix.DirectUploads;

/// <summary>The table of upload intents.</summary>
internal static class IntentStore
{
    /// <summary>Adds or changes an intent.</summary>
    public static IntentRecord Save(Transaction transaction, IntentRecord intent)
    {
        long? expires = intent.Swept ? null : Database.ToMicroseconds(intent.ExpiresAt);
        transaction.Db.Execute(
            "INSERT INTO intents(id, expires_at, doc) VALUES ($1, $2, $3) ON CONFLICT(id) DO UPDATE SET expires_at = $2, doc = $3",
            intent.Id, expires, JsonSerializer.Serialize(intent, ScopixJsonContext.Shared.IntentRecord));
        return intent;
    }

    /// <summary>An intent as it is at the turn's moment.</summary>
    /// <exception cref="ApiError">There is none: 404.</exception>
    public static IntentRecord Get(Transaction transaction, string id) =>
        Find(transaction, id) ?? throw ApiError.NotFound("Upload");

    /// <summary>An intent as it is at the turn's moment; null when there is none.</summary>
    public static IntentRecord? Find(Transaction transaction, string id) =>
        transaction.Db.QueryText("SELECT doc FROM intents WHERE id = $1", id) is { } doc ? Read(doc).AsOf(transaction.Now) : null;

    /// <summary>True while what a client PUTs under a staging key can still become a file.</summary>
    public static bool IsAwaitingUpload(Transaction transaction, string stagingKey) =>
        transaction.Db.QueryText("SELECT doc FROM intents WHERE id = $1",
            stagingKey[(stagingKey.IndexOf('/', StringComparison.Ordinal) + 1)..]) is { } doc
        && Read(doc).AsOf(transaction.Now).Status is not (IntentStatus.Completed or IntentStatus.Failed);

    /// <summary>Intents that are past their expiry and whose bytes may still be kept, the oldest first.</summary>
    public static List<IntentRecord> ListExpired(Transaction transaction, int limit) => transaction.Db.Query(
        "SELECT doc FROM intents WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2", row => Read(row.GetString(0)).AsOf(transaction.Now),
        Database.ToMicroseconds(transaction.Now), limit);

    /// <summary>Notes a part as confirmed; a part that was confirmed before takes the new ETag.</summary>
    public static void ConfirmPart(Transaction transaction, string id, StoredPart part) =>
        transaction.Db.Execute("INSERT OR REPLACE INTO intent_parts VALUES ($1, $2, $3, $4)", id, part.Number, part.ETag, part.SizeBytes);

    /// <summary>How many parts are confirmed.</summary>
    public static int CountConfirmedParts(Transaction transaction, string id) =>
        (int)transaction.Db.QueryNumber("SELECT COUNT(*) FROM intent_parts WHERE intent = $1", id)!.Value;

    /// <summary>The confirmed parts, by number.</summary>
    public static List<StoredPart> ListConfirmedParts(Transaction transaction, string id) => transaction.Db.Query(
        "SELECT number, etag, size_bytes FROM intent_parts WHERE intent = $1 ORDER BY number",
        row => new StoredPart(row.GetInt32(0), row.GetString(1), row.GetInt64(2)), id);

    private static IntentRecord Read(string doc) => JsonSerializer.Deserialize(doc, ScopixJsonContext.Shared.IntentRecord)!;
}
