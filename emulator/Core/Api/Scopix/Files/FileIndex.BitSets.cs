namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>Files with tags or with words of a search, as sets of bits that <see cref="RowSetCache"/> stores.</summary>
internal sealed partial class FileIndex
{
    public const string TagSql = "SELECT file FROM tags WHERE tag = $1 AND file >= $2 AND file < $3";

    private const string TextSearchSql = "SELECT rowid FROM files_text WHERE files_text MATCH $1 AND rowid >= $2 AND rowid < $3";

    /// <summary>The cost of looking a file's row up, as a multiple of the cost of reading its entry in an index.</summary>
    private const int RowLookupCost = 10;

    private static readonly Dictionary<string, string> SearchColumns = new()
    {
        ["all"] = "",
        ["metadata"] = "{title filename tags} : ",
        ["visible_text"] = "{visible_text} : ",
    };

    /// <summary>The files that fit a query with tags, statuses or a search; null when it has none of these.</summary>
    private RowBitmap? FindMatches(FileQuery query, FileConditions conditions)
    {
        List<RowBitmap> sets = [.. query.Tags.Select(tag => db.RowSets.GetRows(TagSql, tag))];
        if (query.Search is not null)
            sets.Add(db.RowSets.GetRows(TextSearchSql, SearchColumns[query.SearchMode] + SearchText.ToMatchExpression(query.Search)));
        if (query.Statuses.Length > 0) sets.Add(FindByStatus(query.Statuses));
        if (sets.Count == 0) return null;
        var matches = sets.Aggregate((one, other) => one.Intersect(other));
        return conditions.Strategy switch
        {
            CountStrategy.AllFiles => matches,
            CountStrategy.RowScan => FilterRows(matches, conditions.Sql, CountAll()),
            _ => FilterRows(matches, conditions.Sql, CountRows(conditions)),
        };
    }

    /// <summary>
    /// The files of a set that fit conditions too. At most <paramref name="most"/> files fit the conditions; the smaller side is tested
    /// against the other.
    /// </summary>
    internal RowBitmap FilterRows(RowBitmap found, SqlConditions conditions, long most)
    {
        var matches = new RowBitmap();
        var (hint, where) = ("", $"{NotDeleted} AND {conditions}");
        if (found.Count * RowLookupCost < most)
        {
            hint = "NOT INDEXED";
            where += $" AND seq IN (SELECT value FROM json_each({conditions.Bind(FileStore.ToJsonArray(found.Rows))}))";
        }
        db.ForEachNumber($"SELECT seq FROM files {hint} WHERE {where}", seq =>
        {
            if (found.Contains(seq)) matches.Add(seq);
        }, conditions.Values);
        return matches;
    }

    /// <summary>
    /// The rows of a page: sorted here if all files are cached, otherwise read along the index of the order when that costs less than
    /// sorting all files.
    /// </summary>
    internal List<long> ReadBitSetPage(RowBitmap matches, FileOrder order, int limit, int offset)
    {
        var count = matches.Count;
        if (TrySortCachedRows(matches, order, limit, offset) is { } page) return page;
        return count * count * RowLookupCost < ((long)offset + limit) * CountAll()
            ? ReadSortedPage(matches, order, limit, offset)
            : TryScanIndex(matches, order, limit, offset, count * RowLookupCost) ?? ReadSortedPage(matches, order, limit, offset);
    }

    /// <summary>
    /// Reads the index until the page is full. Returns null when that takes longer than sorting would: the files then lie together at
    /// the far end.
    /// </summary>
    private List<long>? TryScanIndex(RowBitmap matches, FileOrder order, int limit, int offset, long most)
    {
        var page = new List<long>();
        var (passed, tried) = (0, 0L);
        db.ForEachNumber($"SELECT seq FROM files INDEXED BY {order.Index} WHERE {NotDeleted} ORDER BY {order.Sql}", seq =>
        {
            if (matches.Contains(seq) && ++passed > offset) page.Add(seq);
            return page.Count < limit && ++tried < most + offset;
        });
        return page.Count == limit || passed == matches.Count ? page : null;
    }

    private List<long> ReadSortedPage(RowBitmap matches, FileOrder order, int limit, int offset) => db.QueryNumbers(
        $"SELECT seq FROM files NOT INDEXED WHERE seq IN (SELECT value FROM json_each($1)) ORDER BY {order.Sql} LIMIT $2 OFFSET $3",
        FileStore.ToJsonArray(matches.Rows), limit, offset);

    /// <summary>Sorts few files without SQLite; null unless all of them are cached and the order is that of a number.</summary>
    private List<long>? TrySortCachedRows(RowBitmap matches, FileOrder order, int limit, int offset)
    {
        if (matches.Count > RecordCache<CachedFileRow>.MaxRecords) return null;
        var cache = db.GetCache<CachedFileRow>();
        var numbers = new List<(long Number, long Row)>();
        foreach (var row in matches.Rows)
        {
            if (cache.Find(row)?.FindNumber(order.Column) is not { } number) return null;
            numbers.Add((number, row));
        }
        numbers.Sort();
        if (order.Direction == "desc") numbers.Reverse();
        return [.. numbers.Skip(offset).Take(limit).Select(found => found.Row)];
    }
}
