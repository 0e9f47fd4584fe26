namespace Scopix.Emulator.Api.Scopix.Quota;

/// <summary>
/// A tenant's prepaid credits, in the same ledger as its uploads. A row has a kind, an amount and the id of a file or an upload.
/// Credits count only after a number of them was granted; before that, every video is analysed (assumed).
/// </summary>
internal static class CreditLedger
{
    /// <summary>Reserved for a video until its analysis ends (seed 001, Presigned &amp; Multipart Upload).</summary>
    public const int ReservedPerVideo = 2;

    private const string ReservedKind = "reserved", SpentKind = "spent", GrantedKind = "granted";

    /// <summary>What an analysis costs: one credit for each started minute, at least one (public: the older reference).</summary>
    public static int GetAnalysisCost(double? seconds) => (int)Math.Max(1, Math.Ceiling((seconds ?? 0) / 60));

    /// <summary>The credits that an analysis requires: its cost, but no less than the reservation (assumed).</summary>
    public static int GetRequiredCredits(double? seconds) => Math.Max(ReservedPerVideo, GetAnalysisCost(seconds));

    /// <summary>The credits without those reserved; null while credits do not count.</summary>
    public static int? GetAvailable(Transaction transaction)
    {
        var granted = transaction.Db.QueryNumber("SELECT SUM(amount) FROM ledger WHERE kind = $1", GrantedKind);
        if (granted is null && transaction.Tenant.Credits is null) return null;
        var spent = transaction.Db.QueryNumber("SELECT SUM(amount) FROM ledger WHERE kind = $1", SpentKind) ?? 0;
        return (int)((granted ?? 0) + (transaction.Tenant.Credits ?? 0) - spent - GetReserved(transaction));
    }

    /// <summary>The credits reserved for videos in analysis and for uploads; an expired upload has no reservation.</summary>
    public static int GetReserved(Transaction transaction) => (int)(transaction.Db.QueryNumber(
        "SELECT SUM(amount) FROM ledger WHERE kind = $1 AND file_id NOT IN (SELECT id FROM intents WHERE expires_at <= $2)",
        ReservedKind, Database.ToMicroseconds(transaction.Now)) ?? 0);

    public static void SetAvailable(Transaction transaction, int prepaid) =>
        AddEntry(transaction, GrantedKind, prepaid - (GetAvailable(transaction) ?? 0), null);

    /// <summary>Reserves credits for a file or an upload, unless it has a reservation.</summary>
    /// <returns>False when fewer than <paramref name="needed"/> are available; true while credits do not count.</returns>
    public static bool TryReserve(Transaction transaction, string holder, int needed)
    {
        if (GetAvailable(transaction) is not { } left || HasReservation(transaction, holder)) return true;
        if (left < needed) return false;
        AddEntry(transaction, ReservedKind, ReservedPerVideo, holder);
        return true;
    }

    public static void Release(Transaction transaction, string holder) =>
        transaction.Db.Execute("DELETE FROM ledger WHERE kind = $1 AND file_id = $2", ReservedKind, holder);

    /// <summary>Replaces a reservation by its cost, at most the available credits. Has no effect without a reservation.</summary>
    public static void Spend(Transaction transaction, string holder, int cost)
    {
        if (!HasReservation(transaction, holder)) return;
        Release(transaction, holder);
        AddEntry(transaction, SpentKind, Math.Min(cost, Math.Max(0, GetAvailable(transaction) ?? 0)), holder);
    }

    public static void SpendOnUpload(Transaction transaction, string fileId) => AddEntry(transaction, SpentKind, 1, fileId);

    private static bool HasReservation(Transaction transaction, string holder) =>
        transaction.Db.QueryNumber("SELECT 1 FROM ledger WHERE kind = $1 AND file_id = $2 LIMIT 1", ReservedKind, holder) is not null;

    private static void AddEntry(Transaction transaction, string kind, int amount, string? holder) =>
        transaction.Db.Execute("INSERT INTO ledger VALUES ($1, $2, $3, $4)", Database.ToMicroseconds(transaction.Now), kind, amount,
            holder);
}
