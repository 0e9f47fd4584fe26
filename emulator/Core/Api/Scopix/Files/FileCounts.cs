using Scopix.Emulator.Engine;

namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>What conditions of a filter look at in a file's row, which decides how the files that fit are counted.</summary>
internal enum CountStrategy
{
    /// <summary>Values that <c>file_counts</c> has: folder, project, media type, description, compliance.</summary>
    AggregatedCounts,

    /// <summary>The moment of the upload.</summary>
    UploadTimeSlots,

    /// <summary>Anything else of the file, or several of these.</summary>
    RowScan,
}

/// <summary>Exact counts of files that are not deleted, without looking at each of them.</summary>
internal static class FileCounts
{
    private const int SmallSlotBits = 28, LargeSlotBits = 36;

    private const string CountBetweenSql = "SELECT COUNT(*) FROM files WHERE deleted_at IS NULL AND created_at >= $1 AND created_at < $2";
    private const string SumSlotsSql = "SELECT ifnull(SUM(n), 0) FROM file_times WHERE span = $1 AND slot >= $2 AND slot < $3";

    /// <summary>All.</summary>
    public static long CountAll(Database db) => db.QueryNumber("SELECT ifnull(SUM(n), 0) FROM file_counts")!.Value;

    /// <summary>All of the tenant's, of either vendor.</summary>
    public static long CountAllOfTenant(Database db) => CountAll(db) + QueryCount(db, "SELECT COUNT(*) FROM llama_files");

    /// <summary>
    /// Those uploaded from one moment on and before another, in microseconds: whole slots by their counts, the rest one by one.
    /// </summary>
    public static long CountUploadedBetween(Database db, long from, long before)
    {
        var (first, last) = (ShiftRightRoundingUp(from, SmallSlotBits), before >> SmallSlotBits);
        if (first >= last) return QueryCount(db, CountBetweenSql, from, before);
        return QueryCount(db, CountBetweenSql, from, first << SmallSlotBits) + CountInSlots(db, first, last)
            + QueryCount(db, CountBetweenSql, last << SmallSlotBits, before);
    }

    private static long CountInSlots(Database db, long from, long before)
    {
        const int Deeper = LargeSlotBits - SmallSlotBits;
        var (first, last) = (ShiftRightRoundingUp(from, Deeper), before >> Deeper);
        if (first >= last) return QueryCount(db, SumSlotsSql, SmallSlotBits, from, before);
        return QueryCount(db, SumSlotsSql, SmallSlotBits, from, first << Deeper) + QueryCount(db, SumSlotsSql, LargeSlotBits, first, last)
            + QueryCount(db, SumSlotsSql, SmallSlotBits, last << Deeper, before);
    }

    private static long ShiftRightRoundingUp(long value, int bits) => (value + (1L << bits) - 1) >> bits;

    private static long QueryCount(Database db, string sql, params ReadOnlySpan<object?> values) => db.QueryNumber(sql, values)!.Value;
}
