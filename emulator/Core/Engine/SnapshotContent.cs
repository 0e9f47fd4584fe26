using Microsoft.Data.Sqlite;

namespace Scopix.Emulator.Engine;

/// <summary>
/// The content that a tenant's snapshots refer to: it stays in storage as long as they exist. The tenant's lock must be held.
/// </summary>
internal sealed class SnapshotContent : IDisposable
{
    /// <summary>A larger set is compared with all values of each database.</summary>
    private const int MaxSingleLookups = 64;

    private readonly List<(string Path, Lazy<Database> Db)> _databases = [];

    public void AddSnapshot(string path) => _databases.Add((path, new Lazy<Database>(() => Database.OpenReadOnly(path))));

    /// <summary>Removes a snapshot. The caller must then purge content that nothing else refers to.</summary>
    public void RemoveSnapshot(string path)
    {
        foreach (var (_, db) in _databases.FindAll(one => one.Path == path).Where(one => one.Db.IsValueCreated)) db.Value.Dispose();
        _databases.RemoveAll(one => one.Path == path);
    }

    public bool ContainsSnapshot(string path) => _databases.Exists(one => one.Path == path);

    public bool HasSnapshots => _databases.Count > 0;

    /// <summary>True when the query finds a row in any snapshot, or a snapshot is damaged.</summary>
    public bool HasRow(string sql, params ReadOnlySpan<object?> values)
    {
        foreach (var (_, db) in _databases)
            if (HasRow(db, sql, values)) return true;
        return false;
    }

    /// <summary>Removes from a set the values that the snapshots refer to.</summary>
    /// <param name="all">A query for all values, in one column.</param>
    /// <param name="one">A query for the value <c>$1</c>.</param>
    public void RemoveReferenced(HashSet<string> values, string all, string one)
    {
        try
        {
            if (values.Count <= MaxSingleLookups) values.RemoveWhere(value => HasRow(one, value));
            else foreach (var (_, db) in _databases) values.ExceptWith(db.Value.Query(all, row => row.GetString(0)));
        }
        catch (SqliteException error) when (DiskFailures.IsDatabaseDamage(error))
        {
            values.Clear();
        }
    }

    /// <summary>A damaged snapshot may refer to any content, so all content stays.</summary>
    private static bool HasRow(Lazy<Database> db, string sql, ReadOnlySpan<object?> values)
    {
        try
        {
            return db.Value.QueryNumber(sql, values) is not null;
        }
        catch (SqliteException error) when (DiskFailures.IsDatabaseDamage(error))
        {
            return true;
        }
    }

    public void Dispose()
    {
        foreach (var (_, db) in _databases.Where(one => one.Db.IsValueCreated)) db.Value.Dispose();
        _databases.Clear();
    }
}
