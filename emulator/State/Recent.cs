using SQLitePCL;

namespace Scopix.Emulator.State;

/// <summary>
/// What was read of a database lately, by key, as long as nothing is written to it: SQLite counts every row it changes, and all is
/// forgotten when it has counted on. Nothing is kept or found in a transaction, which may be taken back. Who replaces a database gets
/// another of these with it. Only whoever is past the World's gate may use it.
/// </summary>
public sealed class Recent<T>(Func<sqlite3> database)
    where T : class
{
    /// <summary>How many are kept; with one more, all others go.</summary>
    public const int Most = 256;

    /// <summary>How much they weigh together, at most; what weighs a quarter of it is not kept.</summary>
    public const int MostWeight = 2_000_000;

    private readonly Dictionary<string, T> _known = [];
    private int _changes;
    private int _weight;

    /// <summary>How many there are.</summary>
    public int Count => _known.Count;

    /// <summary>What was kept under a key; null when it may have changed since, or was not kept.</summary>
    public T? Find(string key) => IsUsable() && _known.TryGetValue(key, out var known) ? known : null;

    /// <summary>Keeps what was just read.</summary>
    /// <param name="key">The row's.</param>
    /// <param name="read">Must never change.</param>
    /// <param name="weight">About how much memory it takes, in characters.</param>
    public T Keep(string key, T read, int weight)
    {
        if (!IsUsable() || weight > MostWeight / 4) return read;
        if (_known.Count >= Most || _weight + weight > MostWeight) Forget();
        if (_known.TryAdd(key, read)) _weight += weight;
        return read;
    }

    private bool IsUsable()
    {
        var connection = database();
        if (raw.sqlite3_get_autocommit(connection) == 0) return false;
        if (raw.sqlite3_total_changes(connection) is var changes && changes == _changes) return true;
        Forget();
        _changes = changes;
        return true;
    }

    private void Forget()
    {
        _known.Clear();
        _weight = 0;
    }
}
