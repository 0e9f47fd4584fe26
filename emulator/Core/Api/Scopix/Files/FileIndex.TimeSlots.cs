namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>
/// Pages of files of a range of upload times, in the order of their content times. The two orders are nearly the same, so a scan of the
/// content index would first read all files that are too new. <c>file_moments</c> therefore counts how many files of each slot of
/// upload times are in each slot of content times.
/// </summary>
internal sealed partial class FileIndex
{
    private const int ContentSlotBits = 36;

    /// <summary>The range is of upload times in microseconds, the second one excluded.</summary>
    internal List<long> ReadTimeSlotPage((long From, long Before) range, string direction, int limit, int offset)
    {
        var page = new List<long>();
        foreach (var (slot, files, isExact) in ReadContentSlots(range, direction))
        {
            if (isExact && offset >= files)
            {
                offset -= files;
                continue;
            }
            var rows = ReadSlotRows(slot, range, direction, offset + limit - page.Count);
            page.AddRange(rows.Skip(offset));
            offset = Math.Max(0, offset - rows.Count);
            if (page.Count == limit) break;
        }
        return page;
    }

    /// <summary>The slots of content times that can have files of the range, how many at most, and whether the number is exact.</summary>
    private List<(long Slot, int Files, bool IsExact)> ReadContentSlots((long From, long Before) range, string direction) => db.Query(
        $"""
        SELECT content, SUM(n), MAX(created IN ($1, $2)) FROM file_moments WHERE created BETWEEN $1 AND $2
        GROUP BY content ORDER BY content {direction}
        """,
        row => (row.GetInt64(0), row.GetInt32(1), row.GetInt32(2) == 0),
        range.From >> ContentSlotBits, (range.Before - 1) >> ContentSlotBits);

    private List<long> ReadSlotRows(long slot, (long From, long Before) range, string direction, int limit) => db.QueryNumbers(
        $"""
        SELECT seq FROM files INDEXED BY files_content
        WHERE {NotDeleted} AND content_at >= $1 AND content_at < $2 AND created_at >= $3 AND created_at < $4
        ORDER BY content_at {direction}, seq {direction} LIMIT $5
        """,
        slot << ContentSlotBits, (slot + 1) << ContentSlotBits, range.From, range.Before, limit);
}
