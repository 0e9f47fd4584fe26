namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>
/// Finds the files of a query. It uses counts that triggers maintain (<c>FileIndex.Counts.cs</c>), cached bit sets of the files with a
/// tag or with words (<c>FileIndex.BitSets.cs</c>), and slots of upload times (<c>FileIndex.TimeSlots.cs</c>).
/// </summary>
internal sealed partial class FileIndex(Database db)
{
    public const string NotDeleted = "deleted_at IS NULL";

    public (CachedFileRow[] Files, int Total) Find(FileQuery query)
    {
        if (query.Search is not null && SearchText.SplitWords(query.Search).Length == 0) return ([], 0);
        var conditions = new FileConditions(query);
        var matches = FindMatches(query, conditions);
        var total = (int)(matches?.Count ?? CountRows(conditions));
        return (query.Offset >= total ? [] : FileStore.GetRows(db, ReadPage(query, conditions, matches, total)), total);
    }

    private List<long> ReadPage(FileQuery query, FileConditions conditions, RowBitmap? matches, long total)
    {
        var order = FileOrder.From(query);
        if (matches is not null) return ReadBitSetPage(matches, order, query.Limit, query.Offset);
        if (conditions.Strategy == CountStrategy.UploadTimeSlots && order.Column == FileOrder.ContentTime)
            return ReadTimeSlotPage(conditions.UploadRange, order.Direction, query.Limit, query.Offset);
        var index = ShouldScanSortIndex(query, conditions, order, total) ? $"INDEXED BY {order.Index}" : "";
        var (limit, offset) = (conditions.Sql.Bind(query.Limit), conditions.Sql.Bind(query.Offset));
        return db.QueryNumbers(
            $"SELECT seq FROM files {index} WHERE {conditions.Where} ORDER BY {order.Sql} LIMIT {limit} OFFSET {offset}",
            conditions.Sql.Values);
    }

    /// <summary>
    /// Whether to read the index of the order and test each file, rather than to find all files that fit and sort them: the first costs
    /// less when those that fit are many and lie evenly. Without statistics SQLite would always do the second. The default order needs
    /// neither for one value of one column, since each such index ends with the content time.
    /// </summary>
    private bool ShouldScanSortIndex(FileQuery query, FileConditions conditions, FileOrder order, long total)
    {
        if (conditions.Strategy == CountStrategy.AllFiles) return false;
        if (conditions.IsSingleEquality && order.Column == FileOrder.ContentTime) return false;
        return (double)total * total > (double)(query.Offset + query.Limit) * CountAll();
    }
}
