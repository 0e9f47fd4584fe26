using Microsoft.Data.Sqlite;

namespace Scopix.Emulator.Engine;

/// <summary>
/// One tenant's SQLite database, with a cache of prepared statements. Parameters are <c>$1</c>, <c>$2</c> …; times are stored as
/// microseconds since 1970. The tenant's lock must be held by every caller.
/// </summary>
internal sealed partial class Database : IDisposable
{
    /// <summary>The latest time that can be stored, in microseconds: the end of the year 9999.</summary>
    public const long MaxMicroseconds = 253_402_300_799_999_999;

    private const int MaxPreparedStatements = 256;

    /// <summary>
    /// SQLITE_DBCONFIG_ENABLE_QPSG, with which no plan depends on a parameter (public: SQLite, Database Connection Configuration Options).
    /// </summary>
    private const int SqliteDbConfigEnableQpsg = 1007;

    private readonly SqliteConnection _connection;
    private readonly Dictionary<Type, object> _caches = [];
    private readonly Dictionary<Type, IRowCache> _rowCaches = [];
    private readonly Dictionary<string, SqliteCommand> _prepared = [];

    private Database(SqliteConnection connection)
    {
        _connection = connection;
        RowSets = GetRowCache(() => new RowSetCache(this));
    }

    /// <summary>Opens a database, and creates it if it does not exist.</summary>
    /// <param name="path">The file; null for a database in memory.</param>
    /// <param name="exclusive">True locks the file for this connection, so that SQLite needs no shared-memory file.</param>
    /// <param name="bulk">True for a database that is filled once: a crash may corrupt it, so its content must be reproducible.
    /// <see cref="DatabaseSchema.CreateIndexes"/> must be called afterwards.</param>
    public Database(string? path, bool bulk = false, bool exclusive = false)
        : this(OpenConnection(path ?? ":memory:", SqliteOpenMode.ReadWriteCreate))
    {
        try
        {
            if (exclusive) ExecuteScript("PRAGMA locking_mode = EXCLUSIVE");
            Initialize(path, bulk);
        }
        catch
        {
            _connection.Dispose(); // otherwise the file stays locked until garbage collection
            throw;
        }
    }

    public RowSetCache RowSets { get; }

    /// <summary>
    /// Opens a tenant's database. On a full disk the file is locked exclusively, because there is no space for SQLite's
    /// shared-memory file.
    /// </summary>
    public static Database OpenTenantDatabase(string path)
    {
        try
        {
            return new Database(path);
        }
        catch (SqliteException error) when (DiskFailures.Describe(error) is not null)
        {
            return new Database(path, exclusive: true);
        }
    }

    /// <summary>Opens a database file that no process changes, for reading.</summary>
    /// <exception cref="UnsupportedSchemaVersionException">The database has another version.</exception>
    public static Database OpenReadOnly(string path)
    {
        var db = new Database(OpenConnection(path, SqliteOpenMode.ReadOnly));
        DatabaseSchema.Create(db);
        return db;
    }

    internal static Database OpenAnyVersion(string path) => new(OpenConnection(path, SqliteOpenMode.ReadWrite));

    internal static Database CreateWithVersion(int version)
    {
        var db = new Database(OpenConnection(":memory:", SqliteOpenMode.ReadWriteCreate));
        DatabaseSchema.Create(db, DatabaseSchema.Steps[..(version - DatabaseSchema.OldestVersion)]);
        return db;
    }

    public static Database LoadIntoMemory(string path)
    {
        var db = new Database(OpenConnection(":memory:", SqliteOpenMode.ReadWriteCreate));
        using var from = OpenConnection(path, SqliteOpenMode.ReadOnly);
        from.BackupDatabase(db._connection);
        return db;
    }

    /// <summary>Copies the database into a new file, without the tenant's key and storage secret in <c>meta</c>.</summary>
    public void CopyTo(string path)
    {
        using var copy = new Database(OpenConnection(path, SqliteOpenMode.ReadWriteCreate));
        copy.ExecuteScript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE");
        _connection.BackupDatabase(copy._connection);
        copy.ExecuteScript("PRAGMA journal_mode = DELETE; PRAGMA secure_delete = ON; DELETE FROM meta");
    }

    /// <summary>The cache of recently read rows of a type.</summary>
    public RecordCache<T> GetCache<T>() where T : class
    {
        if (_caches.TryGetValue(typeof(T), out var cache)) return (RecordCache<T>)cache;
        var created = new RecordCache<T>(this);
        _caches.Add(typeof(T), created);
        return created;
    }

    /// <summary>The cache of a type that <see cref="MarkChanged"/> tells of changed rows; created on first use.</summary>
    public T GetRowCache<T>(Func<T> create) where T : class, IRowCache
    {
        if (_rowCaches.TryGetValue(typeof(T), out var cache)) return (T)cache;
        var created = create();
        _rowCaches.Add(typeof(T), created);
        return created;
    }

    /// <summary>Must be called for each row of <c>files</c> that is inserted, changed or removed.</summary>
    public void MarkChanged(long row)
    {
        foreach (var cache in _rowCaches.Values) cache.MarkStale(row);
    }

    /// <summary>Runs a statement and returns the number of changed rows.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => PrepareCommand(sql, values).ExecuteNonQuery();

    /// <summary>Runs statements without parameters, which are not cached.</summary>
    public void ExecuteScript(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Writes the log into the database file and truncates it, as far as the disk has space.</summary>
    public void TruncateLog()
    {
        try
        {
            ExecuteScript("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (SqliteException error) when (DiskFailures.Describe(error) is not null)
        {
            // the log stays
        }
    }

    /// <summary>Rolls back a failed transaction. On a full disk SQLite has already rolled it back.</summary>
    public void Rollback()
    {
        ClearRowCaches();
        if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0) Execute("ROLLBACK");
    }

    public void Dispose()
    {
        ClearRowCaches();
        DisposePreparedStatements();
        _connection.Dispose();
    }

    public static long ToMicroseconds(DateTimeOffset time) =>
        (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static long? ToMicroseconds(DateTimeOffset? time) => time is { } some ? ToMicroseconds(some) : null;

    public static DateTimeOffset FromMicroseconds(long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);

    /// <summary>The form in which names of folders and projects are compared, without regard to case.</summary>
    public static string ToNameKey(string name) => name.Normalize().ToUpperInvariant();

    private SqliteCommand PrepareCommand(string sql, ReadOnlySpan<object?> values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            if (_prepared.Count == MaxPreparedStatements) DisposePreparedStatements();
            command = _connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 1; i <= values.Length; i++) command.Parameters.Add(new SqliteParameter { ParameterName = "$" + i });
            _prepared.Add(sql, command);
        }
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }

    private void Initialize(string? path, bool bulk)
    {
        if (bulk) ExecuteScript("PRAGMA page_size = 8192"); // rows of files leave a third of a page of 4,096 bytes empty
        if (path is not null) ExecuteScript(bulk ? "PRAGMA journal_mode = OFF; PRAGMA cache_size = -262144" : "PRAGMA journal_mode = WAL");
        ExecuteScript(bulk ? "PRAGMA synchronous = OFF" : "PRAGMA synchronous = NORMAL");
        DatabaseSchema.Create(this, indexed: !bulk);
    }

    private static SqliteConnection OpenConnection(string path, SqliteOpenMode mode)
    {
        var connection =
            new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ConnectionString);
        try
        {
            connection.Open();
            // otherwise SQLite prepares a statement again for each execution whose LIMIT is a parameter, which takes as long as a page
            SQLitePCL.raw.sqlite3_db_config(connection.Handle, SqliteDbConfigEnableQpsg, 1, out _);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void ClearRowCaches()
    {
        foreach (var cache in _rowCaches.Values) cache.Clear();
    }

    private void DisposePreparedStatements()
    {
        foreach (var command in _prepared.Values) command.Dispose();
        _prepared.Clear();
    }
}
