namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>Exact counts of files that are not deleted, without a scan where one can be avoided.</summary>
internal sealed partial class FileIndex
{
    private const int SmallSlotBits = 28, LargeSlotBits = 36;

    private const string CountBetweenSql = $"SELECT COUNT(*) FROM files WHERE {NotDeleted} AND created_at >= $1 AND created_at < $2";
    private const string SumSlotsSql = "SELECT ifnull(SUM(n), 0) FROM file_times WHERE span = $1 AND slot >= $2 AND slot < $3";

    public long CountAll() => db.QueryCachedNumber("SELECT ifnull(SUM(n), 0) FROM file_counts");

    /// <summary>
    /// Counts the files uploaded from one time on and before another, in microseconds: whole slots by their sums, the rest row by row.
    /// </summary>
    public long CountUploadedBetween(long from, long before)
    {
        var (first, last) = (ShiftRightRoundingUp(from, SmallSlotBits), before >> SmallSlotBits);
        if (first >= last) return QueryCount(CountBetweenSql, from, before);
        return QueryCount(CountBetweenSql, from, first << SmallSlotBits) + CountInSlots(first, last)
            + QueryCount(CountBetweenSql, last << SmallSlotBits, before);
    }

    private long CountRows(FileConditions conditions) => conditions.Strategy switch
    {
        CountStrategy.AllFiles => CountAll(),
        CountStrategy.UploadTimeSlots => CountUploadedBetween(conditions.UploadRange.From, conditions.UploadRange.Before),
        CountStrategy.AggregatedCounts =>
            QueryCount($"SELECT ifnull(SUM(n), 0) FROM file_counts WHERE {conditions.Sql}", conditions.Sql.Values),
        _ => QueryCount($"SELECT COUNT(*) FROM files WHERE {conditions.Where}", conditions.Sql.Values),
    };

    private long CountInSlots(long from, long before)
    {
        const int Deeper = LargeSlotBits - SmallSlotBits;
        var (first, last) = (ShiftRightRoundingUp(from, Deeper), before >> Deeper);
        if (first >= last) return QueryCount(SumSlotsSql, SmallSlotBits, from, before);
        return QueryCount(SumSlotsSql, SmallSlotBits, from, first << Deeper) + QueryCount(SumSlotsSql, LargeSlotBits, first, last)
            + QueryCount(SumSlotsSql, SmallSlotBits, last << Deeper, before);
    }

    private static long ShiftRightRoundingUp(long value, int bits) => (value + (1L << bits) - 1) >> bits;

    private long QueryCount(string sql, params ReadOnlySpan<object?> values) => db.QueryNumber(sql, values)!.Value;
}
