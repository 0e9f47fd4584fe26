namespace Scopix.Emulator.Api.Scopix.DirectUploads;

internal static class IntentStore
{
    public static IntentRecord Save(Transaction transaction, IntentRecord intent)
    {
        long? expires = intent.Swept ? null : Database.ToMicroseconds(intent.ExpiresAt);
        transaction.Db.Execute(
            "INSERT INTO intents(id, expires_at, doc) VALUES ($1, $2, $3) ON CONFLICT(id) DO UPDATE SET expires_at = $2, doc = $3",
            intent.Id, expires, JsonSerializer.Serialize(intent, ScopixJsonContext.Shared.IntentRecord));
        return intent;
    }

    /// <summary>An intent at the transaction's time.</summary>
    /// <exception cref="ApiError">There is none: 404.</exception>
    public static IntentRecord Get(Transaction transaction, string id) =>
        Find(transaction, id) ?? throw ApiError.NotFound("Upload");

    /// <summary>An intent at the transaction's time; null when there is none.</summary>
    public static IntentRecord? Find(Transaction transaction, string id) =>
        transaction.Db.QueryText("SELECT doc FROM intents WHERE id = $1", id) is { } doc ? Read(doc).WithExpiryAt(transaction.Now) : null;

    /// <summary>True while bytes under a staging key can still become a file.</summary>
    public static bool IsAwaitingUpload(Transaction transaction, string stagingKey) =>
        transaction.Db.QueryText("SELECT doc FROM intents WHERE id = $1",
            stagingKey[(stagingKey.IndexOf('/', StringComparison.Ordinal) + 1)..]) is { } doc
        && Read(doc).WithExpiryAt(transaction.Now).Status is not (IntentStatus.Completed or IntentStatus.Failed);

    /// <summary>Intents past their expiry whose bytes may still be stored, the oldest first.</summary>
    public static List<IntentRecord> ListExpired(Transaction transaction, int limit) => transaction.Db.Query(
        "SELECT doc FROM intents WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2",
        row => Read(row.GetString(0)).WithExpiryAt(transaction.Now),
        Database.ToMicroseconds(transaction.Now), limit);

    /// <summary>The number of uploads that were neither completed nor aborted and have not expired.</summary>
    public static int CountOpen(Transaction transaction) => transaction.Db
        .Query("SELECT doc FROM intents", row => Read(row.GetString(0)).WithExpiryAt(transaction.Now)).Count(intent => intent.IsOpen);

    /// <summary>Saves a part as confirmed; a new confirmation replaces the ETag.</summary>
    public static void ConfirmPart(Transaction transaction, string id, StoredPart part) =>
        transaction.Db.Execute("INSERT OR REPLACE INTO intent_parts VALUES ($1, $2, $3, $4)", id, part.Number, part.ETag, part.SizeBytes);

    public static int CountConfirmedParts(Transaction transaction, string id) =>
        (int)transaction.Db.QueryNumber("SELECT COUNT(*) FROM intent_parts WHERE intent = $1", id)!.Value;

    public static List<StoredPart> ListConfirmedParts(Transaction transaction, string id) => transaction.Db.Query(
        "SELECT number, etag, size_bytes FROM intent_parts WHERE intent = $1 ORDER BY number",
        row => new StoredPart(row.GetInt32(0), row.GetString(1), row.GetInt64(2)), id);

    private static IntentRecord Read(string doc) => JsonSerializer.Deserialize(doc, ScopixJsonContext.Shared.IntentRecord)!;
}
