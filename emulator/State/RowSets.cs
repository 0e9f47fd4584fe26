namespace Scopix.Emulator.State;

/// <summary>
/// Sets of a database's files that were found once, as bits: asked again, only what is new and blocks in which a file has changed are
/// looked at. They are kept in memory alone, an eighth of a byte a file and set at most. Like the database, they are for whoever is past the gate.
/// </summary>
public sealed class RowSets(Database db)
{
    private const int Most = 64;

    private readonly Dictionary<(string Sql, string Value), Found> _sets = [];

    /// <summary>The rows that a statement finds.</summary>
    /// <param name="sql">It selects rows from <c>$2</c> on and before <c>$3</c> for the value <c>$1</c>.</param>
    /// <param name="value">The value.</param>
    /// <returns>A set that is right until the next change; it must not be changed.</returns>
    public RowBits Of(string sql, string value)
    {
        if (!_sets.TryGetValue((sql, value), out var found))
        {
            if (_sets.Count == Most) _sets.Clear();
            _sets.Add((sql, value), found = new Found());
        }
        CatchUp(found, sql, value);
        return found.Rows;
    }

    /// <summary>Says that whatever finds this row may find it no more, or only now.</summary>
    public void Changed(long row)
    {
        foreach (var found in _sets.Values)
            if (row < found.Next) found.Stale.Add(RowBits.BlockOf(row));
    }

    /// <summary>Forgets all: what they were found in was taken back.</summary>
    public void Forget() => _sets.Clear();

    private void CatchUp(Found found, string sql, string value)
    {
        var next = db.Number("SELECT ifnull(MAX(seq), 0) + 1 FROM files")!.Value;
        foreach (var block in found.Stale)
        {
            found.Rows.Clear(block);
            Add(found.Rows, sql, value, RowBits.FirstOf(block), RowBits.FirstOf(block + 1));
        }
        found.Stale.Clear();
        if (next > found.Next) Add(found.Rows, sql, value, found.Next, next);
        found.Next = Math.Max(next, found.Next);
    }

    private void Add(RowBits rows, string sql, string value, long from, long before) => db.Each(sql, row =>
    {
        rows.Add(row);
        return true;
    }, value, from, before);

    /// <summary>Rows before <c>Next</c> are looked at, but for those in blocks that are stale.</summary>
    private sealed class Found
    {
        public RowBits Rows { get; } = new();

        public HashSet<long> Stale { get; } = [];

        public long Next { get; set; }
    }
}
