namespace Scopix.Emulator.Engine;

/// <summary>
/// Sets of a database's files that were found once, as bits: asked again, only what is new and blocks in which a file has changed are
/// looked at. They are kept in memory alone, an eighth of a byte a file and set at most. Like the database, they are for whoever is
/// past the gate.
/// </summary>
internal sealed class RowSetCache(Database db)
{
    private const int MaxSets = 64;

    private readonly Dictionary<(string Sql, string Value), RowSet> _sets = [];

    /// <summary>The rows that a statement finds.</summary>
    /// <param name="sql">It selects rows from <c>$2</c> on and before <c>$3</c> for the value <c>$1</c>.</param>
    /// <param name="value">The value.</param>
    /// <returns>A set that is right until the next change; it must not be changed.</returns>
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

    /// <summary>Says that whatever finds this row may find it no more, or only now.</summary>
    public void MarkStale(long row)
    {
        foreach (var rowSet in _sets.Values)
            if (row < rowSet.NextRow) rowSet.StaleBlocks.Add(RowBitmap.GetBlock(row));
    }

    /// <summary>Forgets all: what they were found in was taken back.</summary>
    public void Clear() => _sets.Clear();

    private void Refresh(RowSet rowSet, string sql, string value)
    {
        var next = db.QueryNumber("SELECT ifnull(MAX(seq), 0) + 1 FROM files")!.Value;
        foreach (var block in rowSet.StaleBlocks)
        {
            rowSet.Rows.ClearBlock(block);
            AddRows(rowSet.Rows, sql, value, RowBitmap.GetFirstRow(block), RowBitmap.GetFirstRow(block + 1));
        }
        rowSet.StaleBlocks.Clear();
        if (next > rowSet.NextRow) AddRows(rowSet.Rows, sql, value, rowSet.NextRow, next);
        rowSet.NextRow = Math.Max(next, rowSet.NextRow);
    }

    private void AddRows(RowBitmap rows, string sql, string value, long from, long before) => db.ForEachNumber(sql, row =>
    {
        rows.Add(row);
        return true;
    }, value, from, before);

    /// <summary>Rows before <c>Next</c> are looked at, but for those in blocks that are stale.</summary>
    private sealed class RowSet
    {
        public RowBitmap Rows { get; } = new();

        public HashSet<long> StaleBlocks { get; } = [];

        public long NextRow { get; set; }
    }
}
