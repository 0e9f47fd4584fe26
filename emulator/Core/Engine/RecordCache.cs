using SQLitePCL;

namespace Scopix.Emulator.Engine;

/// <summary>
/// Records recently read from a database, by key. The cache is cleared when SQLite's change counter moves, and neither used nor
/// filled inside a transaction, which may be rolled back. The tenant's lock must be held.
/// </summary>
internal sealed class RecordCache<T>(Func<sqlite3> database)
    where T : class
{
    /// <summary>The greatest number of records; one more clears the cache first.</summary>
    public const int MaxRecords = 256;

    /// <summary>The greatest total weight; a record of more than a quarter of it is not cached.</summary>
    public const int MaxTotalWeight = 2_000_000;

    private readonly Dictionary<string, T> _records = [];
    private int _changeCount;
    private int _totalWeight;

    public int Count => _records.Count;

    /// <summary>The cached record; null when there is none or it may have changed.</summary>
    public T? Find(string key) => ClearIfStale() && _records.TryGetValue(key, out var record) ? record : null;

    /// <summary>Adds a record, which must be immutable.</summary>
    /// <param name="weight">The approximate memory it takes, in characters.</param>
    public T Add(string key, T record, int weight)
    {
        if (!ClearIfStale() || weight > MaxTotalWeight / 4) return record;
        if (_records.Count >= MaxRecords || _totalWeight + weight > MaxTotalWeight) Clear();
        if (_records.TryAdd(key, record)) _totalWeight += weight;
        return record;
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
