using Scopix.Emulator.Engine;

namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>
/// Pages of files of a span of uploads, in the order of their contents' moments. Nearly the same order as that of the uploads, so
/// that whoever walked along it would first pass all that is too new: it is counted how many files each slot of the one has in each
/// slot of the other.
/// </summary>
internal static class ContentTimePager
{
    private const int SlotBits = 36;

    /// <summary>The rows of a page.</summary>
    /// <param name="db">The database.</param>
    /// <param name="from">The first moment of upload, in microseconds.</param>
    /// <param name="before">The first that is too late.</param>
    /// <param name="direction"><c>asc</c> or <c>desc</c>.</param>
    /// <param name="limit">Files to a page.</param>
    /// <param name="offset">Files to pass over.</param>
    public static List<long> ReadPage(Database db, long from, long before, string direction, int limit, int offset)
    {
        var page = new List<long>();
        foreach (var (slot, files, sure) in ReadSlots(db, from, before, direction))
        {
            if (sure && offset >= files)
            {
                offset -= files;
                continue;
            }
            var rows = ReadSlotRows(db, slot, from, before, direction, offset + limit - page.Count);
            page.AddRange(rows.Skip(offset));
            offset = Math.Max(0, offset - rows.Count);
            if (page.Count == limit) break;
        }
        return page;
    }

    /// <summary>Slots of contents that such files may be in, how many at most, and whether all of these are such.</summary>
    private static List<(long Slot, int Files, bool Sure)> ReadSlots(Database db, long from, long before, string direction) => db.Query(
        "SELECT content, SUM(n), MAX(created IN ($1, $2)) FROM file_moments WHERE created BETWEEN $1 AND $2 GROUP BY content ORDER "
        + $"BY content {direction}",
        row => (row.GetInt64(0), row.GetInt32(1), row.GetInt32(2) == 0), from >> SlotBits, (before - 1) >> SlotBits);

    private static List<long> ReadSlotRows(Database db, long slot, long from, long before, string direction, int limit) => db.Query(
        $"""
        SELECT seq FROM files INDEXED BY files_content WHERE deleted_at IS NULL AND content_at >= $1 AND content_at < $2 AND created_at >= $3 AND created_at < $4
        ORDER BY content_at {direction}, seq {direction} LIMIT $5
        """,
        row => row.GetInt64(0), slot << SlotBits, (slot + 1) << SlotBits, from, before, limit);
}
