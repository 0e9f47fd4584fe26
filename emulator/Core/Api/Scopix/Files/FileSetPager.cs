using System.Globalization;
using Scopix.Emulator.Engine;

namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>Files that fit what was found as bits: which they are, and a page of them in an order.</summary>
internal static class FileSetPager
{
    /// <summary>Files whose texts fit an expression: <see cref="RowSetCache"/>.</summary>
    public const string TextSearchSql = "SELECT rowid FROM files_text WHERE files_text MATCH $1 AND rowid >= $2 AND rowid < $3";

    /// <summary>Files with a tag.</summary>
    public const string TagSql = "SELECT file FROM tags WHERE tag = $1 AND file >= $2 AND file < $3";

    /// <summary>What it costs to look a file's row up, as a multiple of passing it in an index.</summary>
    private const int RowLookupCost = 10;

    /// <summary>Those of some files that fit conditions on their rows too.</summary>
    /// <param name="db">The database.</param>
    /// <param name="found">The files.</param>
    /// <param name="where">The conditions.</param>
    /// <param name="values">Their values.</param>
    /// <param name="most">How many files fit these at most: the fewer are tried for the others.</param>
    public static RowBitmap FilterRows(Database db, RowBitmap found, string where, object?[] values, long most)
    {
        var matches = new RowBitmap();
        var (few, count) = (found.Count * RowLookupCost < most, values.Length + 1);
        db.ForEachNumber(
            "SELECT seq FROM files "
            + $"{(few ? $"NOT INDEXED WHERE {where} AND seq IN (SELECT value FROM json_each(${count}))" : $"WHERE {where}")}",
            seq =>
            {
                if (found.Contains(seq)) matches.Add(seq);
                return true;
            },
            few ? [.. values, ToJsonArray(found.Rows)] : values);
        return matches;
    }

    /// <summary>The rows of a page: found along the index of the order when that takes less than to sort them all.</summary>
    /// <param name="db">The database.</param>
    /// <param name="matches">The files.</param>
    /// <param name="index">The index of the order.</param>
    /// <param name="order">The order.</param>
    /// <param name="limit">Files to a page.</param>
    /// <param name="offset">Files to pass over.</param>
    public static List<long> ReadPage(Database db, RowBitmap matches, string index, string order, int limit, int offset)
    {
        var (count, all) = (matches.Count, FileCounts.CountAll(db));
        var page = new List<long>();
        if (count * count * RowLookupCost < (long)(offset + limit) * all
            || !TryScanIndex(db, matches, index, order, limit, offset, count * RowLookupCost, page))
                ReadSortedPage(db, matches, order, limit, offset, page = []);
        return page;
    }

    /// <summary>
    /// Walks until the page is full; false when that takes longer than sorting would, for the files lie together at the far end.
    /// </summary>
    private static bool TryScanIndex(
        Database db, RowBitmap matches, string index, string order, int limit, int offset, long most, List<long> page)
    {
        var (passed, tried) = (0, 0L);
        db.ForEachNumber($"SELECT seq FROM files INDEXED BY {index} WHERE deleted_at IS NULL ORDER BY {order}", seq =>
        {
            if (matches.Contains(seq) && ++passed > offset) page.Add(seq);
            return page.Count < limit && ++tried < most + offset;
        });
        return page.Count == limit || passed == matches.Count;
    }

    private static void ReadSortedPage(
        Database db, RowBitmap matches, string order, int limit, int offset, List<long> page) => db.ForEachNumber(
        $"SELECT seq FROM files NOT INDEXED WHERE seq IN (SELECT value FROM json_each($1)) ORDER BY {order} LIMIT $2 OFFSET $3",
        seq =>
        {
            page.Add(seq);
            return true;
        },
        ToJsonArray(matches.Rows), limit, offset);

    /// <summary>Rows as a JSON array.</summary>
    public static string ToJsonArray(
        IEnumerable<long> rows) => $"[{string.Join(',', rows.Select(row => row.ToString(CultureInfo.InvariantCulture)))}]";
}
