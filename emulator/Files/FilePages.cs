using System.Globalization;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Files;

/// <summary>Files that fit what was found as bits: which they are, and a page of them in an order.</summary>
internal static class FilePages
{
    /// <summary>Files whose texts fit an expression: <see cref="RowSets"/>.</summary>
    public const string WithText = "SELECT rowid FROM files_text WHERE files_text MATCH $1 AND rowid >= $2 AND rowid < $3";

    /// <summary>Files with a tag.</summary>
    public const string WithTag = "SELECT file FROM tags WHERE tag = $1 AND file >= $2 AND file < $3";

    /// <summary>What it costs to look a file's row up, as a multiple of passing it in an index.</summary>
    private const int LookUp = 10;

    /// <summary>Those of some files that fit conditions on their rows too.</summary>
    /// <param name="db">The database.</param>
    /// <param name="found">The files.</param>
    /// <param name="where">The conditions.</param>
    /// <param name="values">Their values.</param>
    /// <param name="most">How many files fit these at most: the fewer are tried for the others.</param>
    public static RowBits That(Database db, RowBits found, string where, object?[] values, long most)
    {
        var fits = new RowBits();
        var (few, count) = (found.Count * LookUp < most, values.Length + 1);
        db.Each(
            $"SELECT seq FROM files {(few ? $"NOT INDEXED WHERE {where} AND seq IN (SELECT value FROM json_each(${count}))" : $"WHERE {where}")}",
            seq =>
            {
                if (found.Has(seq)) fits.Add(seq);
                return true;
            },
            few ? [.. values, Json(found.Rows)] : values);
        return fits;
    }

    /// <summary>The rows of a page: found along the index of the order when that takes less than to sort them all.</summary>
    /// <param name="db">The database.</param>
    /// <param name="fits">The files.</param>
    /// <param name="index">The index of the order.</param>
    /// <param name="order">The order.</param>
    /// <param name="limit">Files to a page.</param>
    /// <param name="offset">Files to pass over.</param>
    public static List<long> Page(Database db, RowBits fits, string index, string order, int limit, int offset)
    {
        var (count, all) = (fits.Count, FileCounts.All(db));
        var page = new List<long>();
        if (count * count * LookUp < (long)(offset + limit) * all || !Walked(db, fits, index, order, limit, offset, count * LookUp, page)) Sort(db, fits, order, limit, offset, page = []);
        return page;
    }

    /// <summary>Walks until the page is full; false when that takes longer than sorting would, for the files lie together at the far end.</summary>
    private static bool Walked(Database db, RowBits fits, string index, string order, int limit, int offset, long most, List<long> page)
    {
        var (passed, tried) = (0, 0L);
        db.Each($"SELECT seq FROM files INDEXED BY {index} WHERE deleted_at IS NULL ORDER BY {order}", seq =>
        {
            if (fits.Has(seq) && ++passed > offset) page.Add(seq);
            return page.Count < limit && ++tried < most + offset;
        });
        return page.Count == limit || passed == fits.Count;
    }

    private static void Sort(Database db, RowBits fits, string order, int limit, int offset, List<long> page) => db.Each(
        $"SELECT seq FROM files NOT INDEXED WHERE seq IN (SELECT value FROM json_each($1)) ORDER BY {order} LIMIT $2 OFFSET $3",
        seq =>
        {
            page.Add(seq);
            return true;
        },
        Json(fits.Rows), limit, offset);

    /// <summary>Rows as a JSON array.</summary>
    public static string Json(IEnumerable<long> rows) => $"[{string.Join(',', rows.Select(row => row.ToString(CultureInfo.InvariantCulture)))}]";
}
