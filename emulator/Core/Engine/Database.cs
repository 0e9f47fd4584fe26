using Microsoft.Data.Sqlite;
using Scopix.Storage;

namespace Scopix.Emulator.Engine;

/// <summary>
/// One tenant's SQLite database, with its statements kept prepared. Parameters are <c>$1</c>, <c>$2</c> …; moments are kept
/// as microseconds since 1970. Only whoever is past the World's gate may use it.
/// </summary>
internal sealed class Database : IDisposable
{
    /// <summary>The last moment that is kept, in microseconds: the end of the year 9999.</summary>
    public const long MaxMicroseconds = 253_402_300_799_999_999;

    private const int MaxPreparedStatements = 256;

    private readonly SqliteConnection _connection;
    private readonly Dictionary<Type, object> _caches = [];
    private readonly Dictionary<string, SqliteCommand> _prepared = [];

    private Database(SqliteConnection connection)
    {
        _connection = connection;
        RowSets = new RowSetCache(this);
    }

    /// <summary>Opens (and creates) a database file, or one in memory.</summary>
    /// <param name="path">The file; null keeps it in memory.</param>
    /// <param name="alone">True keeps what others would share of the log in memory.</param>
    /// <param name="bulk">True while it is filled at one go: a crash may spoil it, so nothing may be in it that is not made again.
    /// Its indexes are left to <see cref="DatabaseSchema.CreateIndexes"/>.</param>
    public Database(
        string? path, bool bulk = false, bool alone = false) : this(OpenConnection(path ?? ":memory:", SqliteOpenMode.ReadWriteCreate))
    {
        try
        {
            if (alone) ExecuteScript("PRAGMA locking_mode = EXCLUSIVE");
            Initialize(path, bulk);
        }
        catch
        {
            _connection.Dispose(); // or it would keep the file locked until it is collected
            throw;
        }
    }

    /// <summary>Sets of files that were found in it.</summary>
    public RowSetCache RowSets { get; }

    /// <summary>
    /// Opens a tenant's database. On a full disk there is no room for the file that several readers of the log would share.
    /// </summary>
    public static Database OpenTenantDatabase(string path)
    {
        try
        {
            return new Database(path);
        }
        catch (SqliteException error) when (DiskFailures.Describe(error) is not null)
        {
            return new Database(path, alone: true);
        }
    }

    /// <summary>Opens a database file that nobody changes, to be read.</summary>
    /// <exception cref="UnsupportedSchemaVersionException">It is of another version.</exception>
    public static Database OpenReadOnly(string path)
    {
        var db = new Database(OpenConnection(path, SqliteOpenMode.ReadOnly));
        DatabaseSchema.Create(db);
        return db;
    }

    /// <summary>Opens a database file of any version, to be upgraded.</summary>
    internal static Database OpenAnyVersion(string path) => new(OpenConnection(path, SqliteOpenMode.ReadWrite));

    /// <summary>An empty database in memory with the tables of an earlier version.</summary>
    internal static Database CreateWithVersion(int version)
    {
        var db = new Database(OpenConnection(":memory:", SqliteOpenMode.ReadWriteCreate));
        DatabaseSchema.Create(db, DatabaseSchema.Steps[..(version - DatabaseSchema.OldestVersion)]);
        return db;
    }

    /// <summary>A copy of a database file, in memory.</summary>
    public static Database LoadIntoMemory(string path)
    {
        var db = new Database(OpenConnection(":memory:", SqliteOpenMode.ReadWriteCreate));
        using var from = OpenConnection(path, SqliteOpenMode.ReadOnly);
        from.BackupDatabase(db._connection);
        return db;
    }

    /// <summary>Copies everything into a new file, but for what <c>meta</c> holds of the tenant's key and storage.</summary>
    public void CopyTo(string path)
    {
        using var copy = new Database(OpenConnection(path, SqliteOpenMode.ReadWriteCreate));
        copy.ExecuteScript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE");
        _connection.BackupDatabase(copy._connection);
        copy.ExecuteScript("PRAGMA journal_mode = DELETE; PRAGMA secure_delete = ON; DELETE FROM meta");
    }

    /// <summary>Rows of a type that were read lately, by id; one cache per type.</summary>
    public RecordCache<T> GetCache<T>() where T : class
    {
        if (_caches.TryGetValue(typeof(T), out var cache)) return (RecordCache<T>)cache;
        var created = new RecordCache<T>(() => _connection.Handle!);
        _caches.Add(typeof(T), created);
        return created;
    }

    /// <summary>Runs a statement; answers how many rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => PrepareCommand(sql, values).ExecuteNonQuery();

    /// <summary>Runs statements that take no parameters and are not run again.</summary>
    public void ExecuteScript(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Puts what the log has into the database file and cuts the log off, as far as there is room.</summary>
    public void TruncateLog()
    {
        try
        {
            ExecuteScript("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (SqliteException error) when (DiskFailures.Describe(error) is not null)
        {
            // the log stays as it is
        }
    }

    /// <summary>Ends a transaction that failed; SQLite has ended it already when the disk was full.</summary>
    public void Rollback()
    {
        RowSets.Clear();
        if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0) Execute("ROLLBACK");
    }

    /// <summary>All rows, read before anything else runs.</summary>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        using var reader = PrepareCommand(sql, values).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    /// <summary>Passes each row's first column, a number, until it is told that it is enough.</summary>
    public void ForEachNumber(string sql, Func<long, bool> goOn, params ReadOnlySpan<object?> values)
    {
        using var reader = PrepareCommand(sql, values).ExecuteReader();
        if (!reader.Read()) return;
        // a million rows: the reader takes as long for each as SQLite does
        var (statement, result) = (reader.Handle!, SQLitePCL.raw.SQLITE_ROW);
        while (result == SQLitePCL.raw.SQLITE_ROW && goOn(SQLitePCL.raw.sqlite3_column_int64(statement, 0)))
            result = SQLitePCL.raw.sqlite3_step(statement);
        if (result is not (SQLitePCL.raw.SQLITE_ROW or SQLitePCL.raw.SQLITE_DONE))
            SqliteException.ThrowExceptionForRC(result, _connection.Handle!);
    }

    /// <summary>The first row's first column as a text; null when there is no row or it is null.</summary>
    public string? QueryText(string sql, params ReadOnlySpan<object?> values) => PrepareCommand(sql, values).ExecuteScalar() as string;

    /// <summary>The first row's first column as a number; null when there is no row or it is null.</summary>
    public long? QueryNumber(string sql, params ReadOnlySpan<object?> values) => PrepareCommand(sql, values).ExecuteScalar() as long?;

    /// <inheritdoc/>
    public void Dispose()
    {
        DisposePreparedStatements();
        _connection.Dispose();
    }

    /// <summary>A moment as it is kept.</summary>
    public static long ToMicroseconds(
        DateTimeOffset moment) => (moment.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>A kept moment, or null.</summary>
    public static long? ToMicroseconds(DateTimeOffset? moment) => moment is { } some ? ToMicroseconds(some) : null;

    /// <summary>A moment from its kept form.</summary>
    public static DateTimeOffset FromMicroseconds(long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);

    /// <summary>A name as it is compared where case does not count: folders, projects.</summary>
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
        if (bulk) ExecuteScript("PRAGMA page_size = 8192"); // two files of a few in a page of 4,096 bytes leave a third of it empty
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
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void DisposePreparedStatements()
    {
        foreach (var command in _prepared.Values) command.Dispose();
        _prepared.Clear();
    }
}
