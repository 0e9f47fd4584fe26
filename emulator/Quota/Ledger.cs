using Scopix.Emulator.Http;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Quota;

/// <summary>
/// What a tenant has used. Each accepted upload counts once against the month it came in; deleting gives nothing back (assumed).
/// </summary>
public static class Ledger
{
    /// <summary>Counts an upload; one beyond the month's allowance takes a prepaid credit (assumed).</summary>
    public static void CountUpload(Turn turn, string fileId, int? monthly)
    {
        if (monthly is not null && UsedThisMonth(turn) >= monthly) Credits.SpendOnUpload(turn, fileId);
        turn.Db.Execute("INSERT INTO ledger VALUES ($1, 'upload', 1, $2)", Database.Micros(turn.Now), fileId);
    }

    /// <summary>Uploads in the calendar month (UTC) of the turn's moment.</summary>
    public static int UsedThisMonth(Turn turn)
    {
        var month = MonthOf(turn.Now);
        return (int)turn.Db.Number(
            "SELECT COUNT(*) FROM ledger WHERE kind = 'upload' AND at >= $1 AND at < $2",
            Database.Micros(month), Database.Micros(month.AddMonths(1)))!.Value;
    }

    /// <summary>Refuses one more upload when the month's allowance and the prepaid credits are used up.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="monthly">Uploads a month; null is unlimited.</param>
    /// <exception cref="ApiError">429 USAGE_LIMIT_EXCEEDED.</exception>
    /// <returns>How many more uploads fit, this one included; null when there is no limit.</returns>
    public static int? CheckRoom(Turn turn, int? monthly)
    {
        if (monthly is not { } limit) return null;
        if (Math.Max(0, limit - UsedThisMonth(turn)) + (Credits.Prepaid(turn) ?? 0) is > 0 and var left) return left;
        throw ApiError.UsageExceeded($"Monthly limit of {limit} uploads is used up", (int)Math.Ceiling((MonthOf(turn.Now).AddMonths(1) - turn.Now).TotalSeconds));
    }

    private static DateTimeOffset MonthOf(DateTimeOffset moment) => new(moment.Year, moment.Month, 1, 0, 0, 0, TimeSpan.Zero);
}
