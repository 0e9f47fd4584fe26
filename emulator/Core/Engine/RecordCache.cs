using SQLitePCL;

namespace Scopix.Emulator.Engine;

/// <summary>
/// What was read of a database lately, by key, as long as nothing is written to it: SQLite counts every row it changes, and all is
/// forgotten when it has counted on. Nothing is kept or found in a transaction, which may be taken back. Who replaces a database gets
/// another of these with it. Only whoever is past the World's gate may use it.
/// </summary>
internal sealed class RecordCache<T>(Func<sqlite3> database)
    where T : class
{
    /// <summary>How many are kept; with one more, all others go.</summary>
    public const int MaxRecords = 256;

    /// <summary>How much they weigh together, at most; what weighs a quarter of it is not kept.</summary>
    public const int MaxTotalWeight = 2_000_000;

    private readonly Dictionary<string, T> _records = [];
    private int _changeCount;
    private int _totalWeight;

    /// <summary>How many there are.</summary>
    public int Count => _records.Count;

    /// <summary>What was kept under a key; null when it may have changed since, or was not kept.</summary>
    public T? Find(string key) => ClearIfStale() && _records.TryGetValue(key, out var known) ? known : null;

    /// <summary>Keeps what was just read.</summary>
    /// <param name="key">The row's.</param>
    /// <param name="read">Must never change.</param>
    /// <param name="weight">About how much memory it takes, in characters.</param>
    public T Add(string key, T read, int weight)
    {
        if (!ClearIfStale() || weight > MaxTotalWeight / 4) return read;
        if (_records.Count >= MaxRecords || _totalWeight + weight > MaxTotalWeight) Clear();
        if (_records.TryAdd(key, read)) _totalWeight += weight;
        return read;
    }

    private bool ClearIfStale()
    {
        var connection = database();
        if (raw.sqlite3_get_autocommit(connection) == 0) return false;
        if (raw.sqlite3_total_changes(connection) is var changes && changes == _changeCount) return true;
        Clear();
        _changeCount = changes;
        return true;
    }

    private void Clear()
    {
        _records.Clear();
        _totalWeight = 0;
    }
}
