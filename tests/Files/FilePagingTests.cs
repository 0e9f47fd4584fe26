using FluentAssertions;
using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Engine;
using Xunit;

namespace Scopix.Emulator.Tests.Files;

/// <summary>Pages read from bit sets and time slots over several blocks of rows, compared with a plain query.</summary>
public sealed class FilePagingTests
{
    private const long Start = 1_767_000_000_000_000;
    private const int Files = 2_000, RowDistance = 20, LastRow = Files * RowDistance;

    private readonly Random _random = new(11);

    [Fact]
    public void A_cached_bit_set_follows_inserts_updates_and_rollbacks()
    {
        using var db = CreateFilledDatabase();
        db.Execute("INSERT INTO tags SELECT 'red', seq FROM files WHERE seq % 3 = 0");
        var seen = new HashSet<long>();

        for (var n = 0; n < 30; n++)
        {
            Check();
            var row = _random.NextInt64(100, LastRow);
            db.Execute(n % 2 == 0 ? "INSERT OR IGNORE INTO tags SELECT 'red', seq FROM files WHERE seq BETWEEN $1 - 99 AND $1"
                : "DELETE FROM tags WHERE file BETWEEN $1 - 99 AND $1", row);
            for (var changed = row - 99; changed <= row; changed++) db.RowSets.MarkStale(changed);
            if (n % 5 == 0) db.Execute("INSERT INTO tags VALUES ('red', $1)", AddFile(db, n, null));
        }
        db.Execute("BEGIN");
        db.Execute("INSERT INTO tags VALUES ('red', $1)", AddFile(db, 99, null));
        db.Execute("DELETE FROM tags WHERE file = 30000");
        db.RowSets.MarkStale(30_000);
        Check();
        db.Rollback();
        Check();

        seen.Should().HaveCountGreaterThan(15);

        void Check()
        {
            var found = db.RowSets.GetRows(FileIndex.TagSql, "red");
            found.Rows.Order().Should().Equal(db.Query("SELECT file FROM tags WHERE tag = 'red' ORDER BY file", row => row.GetInt64(0)));
            seen.Add(found.Count);
        }
    }

    [Fact]
    public void More_bit_sets_than_the_cache_holds_are_evicted_and_rebuilt()
    {
        using var db = CreateFilledDatabase();
        for (var n = 0; n < 150; n++) db.Execute("INSERT INTO tags SELECT $1, seq FROM files WHERE seq / 20 % 150 = $2", $"t{n}", n);

        for (var n = 0; n < 300; n++)
            db.RowSets.GetRows(FileIndex.TagSql, $"t{n % 150}").Rows.Should().OnlyContain(row => row / 20 % 150 == n % 150).And
                .HaveCountGreaterThan(10);
    }

    [Theory]
    [InlineData("files_title", "title")]
    [InlineData("files_size", "size_bytes")]
    [InlineData("files_content", "content_at")]
    public void A_page_read_from_a_bit_set_equals_a_sorted_query(string index, string column)
    {
        using var db = CreateFilledDatabase();
        string[] conditions = ["seq % 40 = 0", "seq % 7000 = 0", "size_bytes > 990", "size_bytes < 10", "title LIKE 'a%'",
            "title LIKE 'z%'", "seq = 340", "seq > 39000", "1"];

        foreach (var condition in conditions)
        {
            var matches = new RowBitmap();
            db.ForEachNumber($"SELECT seq FROM files WHERE deleted_at IS NULL AND {condition}", row =>
            {
                matches.Add(row);
                return true;
            });
            foreach (var (direction, limit, offset) in ((string, int, int)[])[("asc", 20, 0), ("desc", 20, 0), ("desc", 100, 150),
                ("asc", 7, 1_500), ("desc", 1, 3)])
            {
                var order = new FileOrder(column, index, direction);
                new FileIndex(db).ReadBitSetPage(matches, order, limit, offset).Order().Should().Equal(
                    db.Query($"SELECT seq FROM files WHERE deleted_at IS NULL AND {condition} ORDER BY {order.Sql} LIMIT $1 OFFSET $2",
                        row => row.GetInt64(0), limit, offset).Order(), $"{condition} {order} {offset}");
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(LastRow)]
    public void Conditions_on_columns_filter_a_bit_set_however_dense_it_is(int every)
    {
        using var db = CreateFilledDatabase();
        var found = new RowBitmap();
        for (var row = 0; row <= LastRow; row += every) found.Add(row);

        var conditions = new SqlConditions();
        conditions.Add("size_bytes >= {0}", 500L);
        var matches = new FileIndex(db).FilterRows(found, conditions, most: LastRow);

        matches.Rows.Order().Should()
            .Equal(db.Query($"SELECT seq FROM files WHERE deleted_at IS NULL AND size_bytes >= 500 AND seq % {every} = 0 ORDER BY seq",
                row => row.GetInt64(0)));
    }

    [Fact]
    public void A_range_of_upload_dates_sorted_by_content_date_equals_a_plain_query()
    {
        using var db = CreateFilledDatabase();
        db.Execute("UPDATE files SET deleted_at = NULL WHERE seq % 31 = 0");
        db.Execute("DELETE FROM files WHERE seq % 13 = 0");
        DatabaseSchema.AreCountsCorrect(db).Should().BeTrue();
        var empty = 0;

        for (var n = 0; n < 300; n++)
        {
            var from = n % 4 == 0 ? 0 : Start + _random.NextInt64(-(1L << 40), 1L << 43);
            var before = n % 4 == 1 ? Database.MaxMicroseconds + 1 : Start + _random.NextInt64(1L << 44);
            var (direction, limit, offset) = (n % 2 == 0 ? "asc" : "desc", _random.Next(1, 101), _random.Next(3) * _random.Next(700));
            var page = new FileIndex(db).ReadTimeSlotPage((from, before), direction, limit, offset);
            page.Should().Equal(db.Query(
                "SELECT seq FROM files WHERE deleted_at IS NULL AND created_at >= $1 AND created_at < $2 ORDER BY content_at "
                + $"{direction}, seq {direction} LIMIT $3 OFFSET $4",
                row => row.GetInt64(0), from, before, limit, offset));
            if (page.Count == 0) empty++;
        }
        empty.Should().BeLessThan(200);
    }

    /// <summary>
    /// Most content dates equal the upload date, some are older, a few newer; every ninth file is deleted. The rows are spread
    /// over three blocks.
    /// </summary>
    private Database CreateFilledDatabase()
    {
        var db = new Database(path: null);
        db.Execute("BEGIN");
        for (var n = 0; n < Files; n++) AddFile(db, n, (n + 1) * RowDistance);
        db.Execute("COMMIT");
        return db;
    }

    private long AddFile(Database db, int n, int? row)
    {
        var at = Start + _random.NextInt64(1L << 43);
        var content = _random.Next(10) switch { 0 => at - _random.NextInt64(1L << 45), 1 => at + _random.NextInt64(1L << 40), _ => at };
        db.Execute(
            "INSERT INTO files(seq, id, hash, media_type, title, size_bytes, created_at, content_at, described, deleted_at, doc) VALUES "
            + "($1, $2, 'h', 'image', $3, $4, $5, $6, 1, $7, '{}')",
            row, $"{n} {_random.NextInt64()}", $"{(char)('a' + n * 26 / Files)} {_random.Next(50)}", _random.Next(1000), at, content,
            n % 9 == 0 ? 1L : null);
        return db.QueryNumber("SELECT last_insert_rowid()")!.Value;
    }
}
