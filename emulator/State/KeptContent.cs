using Microsoft.Data.Sqlite;
using Scopix.Emulator.ObjectStore;

namespace Scopix.Emulator.State;

/// <summary>Content that snapshots refer to: it stays in storage while they are there, whatever becomes of the tenant's own records. The gate must be held.</summary>
public sealed class KeptContent : IDisposable
{
    /// <summary>So many are looked up one by one.</summary>
    private const int Few = 64;

    private readonly List<(string Path, Lazy<Database> Db)> _databases = [];

    /// <summary>Keeps what a snapshot's database refers to.</summary>
    public void Keep(string path) => _databases.Add((path, new Lazy<Database>(() => Database.Open(path))));

    /// <summary>Ends that; what nothing else refers to has to be removed by whoever calls.</summary>
    public void Release(string path)
    {
        foreach (var (_, db) in _databases.FindAll(one => one.Path == path).Where(one => one.Db.IsValueCreated)) db.Value.Dispose();
        _databases.RemoveAll(one => one.Path == path);
    }

    /// <summary>True when what a snapshot's database refers to is kept.</summary>
    public bool Keeps(string path) => _databases.Exists(one => one.Path == path);

    /// <summary>True when anything is kept.</summary>
    public bool Any => _databases.Count > 0;

    /// <summary>True when a snapshot's database has a row that a query finds.</summary>
    public bool Has(string sql, params ReadOnlySpan<object?> values)
    {
        foreach (var (_, db) in _databases)
            if (Has(db, sql, values)) return true;
        return false;
    }

    /// <summary>Takes what the snapshots' databases have out of a set.</summary>
    /// <param name="values">The set.</param>
    /// <param name="all">Reads a database's values, in a column.</param>
    /// <param name="one">Finds one of them, <c>$1</c>.</param>
    public void Subtract(HashSet<string> values, string all, string one)
    {
        try
        {
            if (values.Count <= Few) values.RemoveWhere(value => Has(one, value));
            else foreach (var (_, db) in _databases) values.ExceptWith(db.Value.Query(all, row => row.GetString(0)));
        }
        catch (SqliteException error) when (DiskFailures.IsDamage(error))
        {
            values.Clear();
        }
    }

    /// <summary>A damaged snapshot may refer to anything: all of it stays.</summary>
    private static bool Has(Lazy<Database> db, string sql, ReadOnlySpan<object?> values)
    {
        try
        {
            return db.Value.Number(sql, values) is not null;
        }
        catch (SqliteException error) when (DiskFailures.IsDamage(error))
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
