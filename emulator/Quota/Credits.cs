using Scopix.Emulator.State;

namespace Scopix.Emulator.Quota;

/// <summary>
/// A tenant's prepaid credits, in the same ledger as its uploads. Each row takes what its kind says; a row is held by a file or an
/// upload. They are counted once a number of them was given; until then every video is analysed (assumed).
/// </summary>
public static class Credits
{
    /// <summary>Reserved for a video until its analysis is over (seed 001, Presigned &amp; Multipart Upload).</summary>
    public const int Reservation = 2;

    /// <summary>The most that a tenant can be given (a limit of ours).</summary>
    public const int Most = 1_000_000;

    private const string Held = "reserved", Spent = "spent", Granted = "granted";

    /// <summary>What an analysis costs: one credit for each minute begun, at least one (public: the older reference).</summary>
    public static int CostOf(double? seconds) => (int)Math.Max(1, Math.Ceiling((seconds ?? 0) / 60));

    /// <summary>What must be there for an analysis to begin: its cost, and no less than is reserved (assumed).</summary>
    public static int NeededFor(double? seconds) => Math.Max(Reservation, CostOf(seconds));

    /// <summary>The credits that are left, those reserved not among them; null while they are not counted.</summary>
    public static int? Prepaid(Turn turn)
    {
        var given = turn.Db.Number("SELECT SUM(amount) FROM ledger WHERE kind = $1", Granted);
        if (given is null && turn.World.Credits is null) return null;
        var spent = turn.Db.Number("SELECT SUM(amount) FROM ledger WHERE kind = $1", Spent) ?? 0;
        return (int)((given ?? 0) + (turn.World.Credits ?? 0) - spent - Reserved(turn));
    }

    /// <summary>The credits held for videos under analysis and for uploads; an upload that has expired holds none.</summary>
    public static int Reserved(Turn turn) => (int)(turn.Db.Number(
        "SELECT SUM(amount) FROM ledger WHERE kind = $1 AND file_id NOT IN (SELECT id FROM intents WHERE expires_at <= $2)",
        Held, Database.Micros(turn.Now)) ?? 0);

    /// <summary>Sets the credits that are left, and counts them from now on.</summary>
    public static void Set(Turn turn, int prepaid) => Add(turn, Granted, prepaid - (Prepaid(turn) ?? 0), null);

    /// <summary>Reserves for a file or an upload, unless it has a reservation.</summary>
    /// <returns>False when fewer than <paramref name="needed"/> are left; true while they are not counted.</returns>
    public static bool Reserve(Turn turn, string holder, int needed)
    {
        if (Prepaid(turn) is not { } left || Holds(turn, holder)) return true;
        if (left < needed) return false;
        Add(turn, Held, Reservation, holder);
        return true;
    }

    /// <summary>Gives back what a file or an upload has reserved.</summary>
    public static void Release(Turn turn, string holder) =>
        turn.Db.Execute("DELETE FROM ledger WHERE kind = $1 AND file_id = $2", Held, holder);

    /// <summary>Turns a reservation into its cost, as far as there are credits; nothing without a reservation.</summary>
    public static void Spend(Turn turn, string holder, int cost)
    {
        if (!Holds(turn, holder)) return;
        Release(turn, holder);
        Add(turn, Spent, Math.Min(cost, Math.Max(0, Prepaid(turn) ?? 0)), holder);
    }

    /// <summary>Pays for an upload beyond the month's allowance.</summary>
    public static void SpendOnUpload(Turn turn, string fileId) => Add(turn, Spent, 1, fileId);

    private static bool Holds(Turn turn, string holder) =>
        turn.Db.Number("SELECT 1 FROM ledger WHERE kind = $1 AND file_id = $2 LIMIT 1", Held, holder) is not null;

    private static void Add(Turn turn, string kind, int amount, string? holder) =>
        turn.Db.Execute("INSERT INTO ledger VALUES ($1, $2, $3, $4)", Database.Micros(turn.Now), kind, amount, holder);
}
