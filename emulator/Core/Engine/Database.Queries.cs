using Microsoft.Data.Sqlite;

namespace Scopix.Emulator.Engine;

/// <summary>Reads from the database.</summary>
internal sealed partial class Database
{
    private readonly Dictionary<string, (int ChangeCount, long Number)> _numbers = [];

    /// <summary>
    /// A number that grows with every changed row, also of a change that is rolled back; null inside a transaction. What was read is
    /// valid as long as the number stays the same.
    /// </summary>
    public int? ChangeCount => SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0
        ? null : SQLitePCL.raw.sqlite3_total_changes(_connection.Handle);

    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        using var reader = PrepareCommand(sql, values).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    /// <summary>The UTF-8 of a text in the current row, without a copy; valid until the next row is read.</summary>
    public static ReadOnlySpan<byte> GetUtf8(SqliteDataReader row, int column) =>
        SQLitePCL.raw.sqlite3_column_blob(row.Handle!, column);

    /// <summary>The bytes of a blob in the current row, without a copy; valid until the next row is read.</summary>
    public static ReadOnlySpan<byte> GetBlob(SqliteDataReader row, int column) => GetUtf8(row, column);

    public void ForEach(string sql, Action<SqliteDataReader> read, params ReadOnlySpan<object?> values)
    {
        using var reader = PrepareCommand(sql, values).ExecuteReader();
        while (reader.Read()) read(reader);
    }

    public List<long> QueryNumbers(string sql, params ReadOnlySpan<object?> values)
    {
        var numbers = new List<long>();
        ForEachNumber(sql, numbers.Add, values);
        return numbers;
    }

    public void ForEachNumber(string sql, Action<long> read, params ReadOnlySpan<object?> values) => ForEachNumber(sql, number =>
    {
        read(number);
        return true;
    }, values);

    /// <summary>Calls a function with each row's first column, a number, until the function returns false.</summary>
    public void ForEachNumber(string sql, Func<long, bool> goOn, params ReadOnlySpan<object?> values)
    {
        using var reader = PrepareCommand(sql, values).ExecuteReader();
        if (!reader.Read()) return;
        // called directly: for a million rows, SqliteDataReader takes as long as SQLite itself
        var (statement, result) = (reader.Handle!, SQLitePCL.raw.SQLITE_ROW);
        while (result == SQLitePCL.raw.SQLITE_ROW && goOn(SQLitePCL.raw.sqlite3_column_int64(statement, 0)))
            result = SQLitePCL.raw.sqlite3_step(statement);
        if (result is not (SQLitePCL.raw.SQLITE_ROW or SQLitePCL.raw.SQLITE_DONE))
            SqliteException.ThrowExceptionForRC(result, _connection.Handle!);
    }

    /// <summary>The first row's first column as text; null when there is no row or the value is null.</summary>
    public string? QueryText(string sql, params ReadOnlySpan<object?> values) => PrepareCommand(sql, values).ExecuteScalar() as string;

    /// <summary>The number that a statement without parameters finds, from memory as long as nothing has changed.</summary>
    public long QueryCachedNumber(string sql)
    {
        var changeCount = ChangeCount;
        if (changeCount is not null && _numbers.TryGetValue(sql, out var known) && known.ChangeCount == changeCount) return known.Number;
        var number = QueryNumber(sql)!.Value;
        if (changeCount is { } now) _numbers[sql] = (now, number);
        return number;
    }

    /// <summary>The first row's first column as a number; null when there is no row or the value is null.</summary>
    public long? QueryNumber(string sql, params ReadOnlySpan<object?> values) => PrepareCommand(sql, values).ExecuteScalar() as long?;
}
