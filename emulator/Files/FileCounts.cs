using Scopix.Emulator.State;

namespace Scopix.Emulator.Files;

/// <summary>What conditions of a filter look at in a file's row, which decides how the files that fit are counted.</summary>
internal enum Ground
{
    /// <summary>Values that <c>file_counts</c> has: folder, project, media type, description, compliance.</summary>
    Kept,

    /// <summary>The moment of the upload.</summary>
    Time,

    /// <summary>Anything else of the file, or several of these.</summary>
    Row,
}

/// <summary>Exact counts of files that are not deleted, without looking at each of them.</summary>
internal static class FileCounts
{
    private const int Span = 28, Upper = 36;

    private const string Between = "SELECT COUNT(*) FROM files WHERE deleted_at IS NULL AND created_at >= $1 AND created_at < $2";
    private const string Slots = "SELECT ifnull(SUM(n), 0) FROM file_times WHERE span = $1 AND slot >= $2 AND slot < $3";

    /// <summary>All.</summary>
    public static long All(Database db) => db.Number("SELECT ifnull(SUM(n), 0) FROM file_counts")!.Value;

    /// <summary>All of the tenant's, of either vendor.</summary>
    public static long OfTenant(Database db) => All(db) + Number(db, "SELECT COUNT(*) FROM llama_files");

    /// <summary>Those uploaded from one moment on and before another, in microseconds: whole slots by their counts, the rest one by one.</summary>
    public static long At(Database db, long from, long before)
    {
        var (first, last) = (Ceiling(from, Span), before >> Span);
        if (first >= last) return Number(db, Between, from, before);
        return Number(db, Between, from, first << Span) + InSlots(db, first, last) + Number(db, Between, last << Span, before);
    }

    private static long InSlots(Database db, long from, long before)
    {
        const int Deeper = Upper - Span;
        var (first, last) = (Ceiling(from, Deeper), before >> Deeper);
        if (first >= last) return Number(db, Slots, Span, from, before);
        return Number(db, Slots, Span, from, first << Deeper) + Number(db, Slots, Upper, first, last) + Number(db, Slots, Span, last << Deeper, before);
    }

    private static long Ceiling(long value, int bits) => (value + (1L << bits) - 1) >> bits;

    private static long Number(Database db, string sql, params ReadOnlySpan<object?> values) => db.Number(sql, values)!.Value;
}
