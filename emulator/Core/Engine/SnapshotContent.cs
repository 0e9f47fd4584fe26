using Microsoft.Data.Sqlite;
using Scopix.Storage;

namespace Scopix.Emulator.Engine;

/// <summary>
/// Content that snapshots refer to: it stays in storage while they are there, whatever becomes of the tenant's own records. The
/// gate must be held.
/// </summary>
internal sealed class SnapshotContent : IDisposable
{
    /// <summary>So many are looked up one by one.</summary>
    private const int MaxSingleLookups = 64;

    private readonly List<(string Path, Lazy<Database> Db)> _databases = [];

    /// <summary>Keeps what a snapshot's database refers to.</summary>
    public void AddSnapshot(string path) => _databases.Add((path, new Lazy<Database>(() => Database.OpenReadOnly(path))));

    /// <summary>Ends that; what nothing else refers to has to be removed by whoever calls.</summary>
    public void RemoveSnapshot(string path)
    {
        foreach (var (_, db) in _databases.FindAll(one => one.Path == path).Where(one => one.Db.IsValueCreated)) db.Value.Dispose();
        _databases.RemoveAll(one => one.Path == path);
    }

    /// <summary>True when what a snapshot's database refers to is kept.</summary>
    public bool ContainsSnapshot(string path) => _databases.Exists(one => one.Path == path);

    /// <summary>True when anything is kept.</summary>
    public bool HasSnapshots => _databases.Count > 0;

    /// <summary>True when a snapshot's database has a row that a query finds.</summary>
    public bool HasRow(string sql, params ReadOnlySpan<object?> values)
    {
        foreach (var (_, db) in _databases)
            if (HasRow(db, sql, values)) return true;
        return false;
    }

    /// <summary>Takes what the snapshots' databases have out of a set.</summary>
    /// <param name="values">The set.</param>
    /// <param name="all">Reads a database's values, in a column.</param>
    /// <param name="one">Finds one of them, <c>$1</c>.</param>
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

    /// <summary>A damaged snapshot may refer to anything: all of it stays.</summary>
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

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, db) in _databases.Where(one => one.Db.IsValueCreated)) db.Value.Dispose();
        _databases.Clear();
    }
}
