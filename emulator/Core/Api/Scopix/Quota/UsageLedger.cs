namespace Scopix.Emulator.Api.Scopix.Quota;

/// <summary>
/// A tenant's usage. Each accepted upload counts once in its calendar month; deleting a file does not reduce the usage (assumed).
/// </summary>
internal static class UsageLedger
{
    /// <summary>Counts an upload; one above the monthly limit costs a prepaid credit (assumed).</summary>
    public static void RecordUpload(Transaction transaction, string fileId, int? monthly)
    {
        if (monthly is not null && CountUploadsThisMonth(transaction) >= monthly) CreditLedger.SpendOnUpload(transaction, fileId);
        transaction.Db.Execute("INSERT INTO ledger VALUES ($1, 'upload', 1, $2)", Database.ToMicroseconds(transaction.Now), fileId);
    }

    public static int CountUploadsThisMonth(Transaction transaction)
    {
        var month = GetMonthStart(transaction.Now);
        return (int)transaction.Db.QueryNumber(
            "SELECT COUNT(*) FROM ledger WHERE kind = 'upload' AND at >= $1 AND at < $2",
            Database.ToMicroseconds(month), Database.ToMicroseconds(month.AddMonths(1)))!.Value;
    }

    /// <summary>Refuses an upload when the monthly limit and the prepaid credits are used up.</summary>
    /// <param name="monthly">Uploads a month; null means unlimited.</param>
    /// <exception cref="ApiError">429 USAGE_LIMIT_EXCEEDED.</exception>
    /// <returns>How many uploads are left, including this one; null when there is no limit.</returns>
    public static int? RequireAllowance(Transaction transaction, int? monthly)
    {
        if (monthly is not { } limit) return null;
        if (Math.Max(0, limit - CountUploadsThisMonth(transaction)) + (CreditLedger.GetAvailable(transaction) ?? 0) is > 0 and var left)
            return left;
        throw ApiError.UsageExceeded($"Monthly limit of {limit} uploads is used up",
            (int)Math.Ceiling((GetMonthStart(transaction.Now).AddMonths(1) - transaction.Now).TotalSeconds));
    }

    private static DateTimeOffset GetMonthStart(DateTimeOffset time) => new(time.Year, time.Month, 1, 0, 0, 0, TimeSpan.Zero);
}
