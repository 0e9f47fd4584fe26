namespace Scopix.Emulator.Engine;

/// <summary>
/// Caches sets of files that queries have found, as bitmaps. A repeated query reads only new rows and the blocks in which a row has
/// changed. A set takes at most an eighth of a byte per file. The tenant's lock must be held.
/// </summary>
internal sealed class RowSetCache(Database db) : IRowCache
{
    private const int MaxSets = 64;

    private readonly Dictionary<(string Sql, string Value), RowSet> _sets = [];

    /// <summary>The rows that a query finds. The result is valid until the next change and must not be modified.</summary>
    /// <param name="sql">A query for rows from <c>$2</c> up to but not including <c>$3</c> that have the value <c>$1</c>.</param>
    public RowBitmap GetRows(string sql, string value)
    {
        if (!_sets.TryGetValue((sql, value), out var rowSet))
        {
            if (_sets.Count == MaxSets) _sets.Clear();
            _sets.Add((sql, value), rowSet = new RowSet());
        }
        Refresh(rowSet, sql, value);
        return rowSet.Rows;
    }

    /// <summary>Marks a changed row: every set is read again for its block.</summary>
    public void MarkStale(long row)
    {
        foreach (var rowSet in _sets.Values)
            if (row < rowSet.NextRow) rowSet.StaleBlocks.Add(RowBitmap.GetBlock(row));
    }

    public void Clear() => _sets.Clear();

    private void Refresh(RowSet rowSet, string sql, string value)
    {
        var next = db.QueryCachedNumber("SELECT ifnull(MAX(seq), 0) + 1 FROM files");
        foreach (var block in rowSet.StaleBlocks)
        {
            rowSet.Rows.ClearBlock(block);
            AddRows(rowSet.Rows, sql, value, RowBitmap.GetFirstRow(block), RowBitmap.GetFirstRow(block + 1));
        }
        rowSet.StaleBlocks.Clear();
        if (next > rowSet.NextRow) AddRows(rowSet.Rows, sql, value, rowSet.NextRow, next);
        rowSet.NextRow = Math.Max(next, rowSet.NextRow);
    }

    private void AddRows(RowBitmap rows, string sql, string value, long from, long before) =>
        db.ForEachNumber(sql, rows.Add, value, from, before);

    /// <summary>Rows before <c>NextRow</c> have been read; those in stale blocks must be read again.</summary>
    private sealed class RowSet
    {
        public RowBitmap Rows { get; } = new();

        public HashSet<long> StaleBlocks { get; } = [];

        public long NextRow { get; set; }
    }
}
