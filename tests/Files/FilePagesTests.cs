using FluentAssertions;
using Scopix.Emulator.Files;
using Scopix.Emulator.State;
using Xunit;

namespace Scopix.Emulator.Tests.Files;

/// <summary>Files found as bits and by slots of time, over several blocks of rows, beside what one plain query says.</summary>
public sealed class FilePagesTests
{
    private const long Start = 1_767_000_000_000_000;
    private const int Files = 2_000, Apart = 20, Last = Files * Apart;

    private readonly Random _random = new(11);

    [Fact]
    public void A_set_that_is_kept_follows_new_files_changes_and_what_was_taken_back()
    {
        using var db = Filled();
        db.Execute("INSERT INTO tags SELECT 'red', seq FROM files WHERE seq % 3 = 0");
        var seen = new HashSet<long>();

        for (var n = 0; n < 30; n++)
        {
            Check();
            var row = _random.NextInt64(100, Last);
            db.Execute(n % 2 == 0 ? "INSERT OR IGNORE INTO tags SELECT 'red', seq FROM files WHERE seq BETWEEN $1 - 99 AND $1" : "DELETE FROM tags WHERE file BETWEEN $1 - 99 AND $1", row);
            for (var changed = row - 99; changed <= row; changed++) db.Sets.Changed(changed);
            if (n % 5 == 0) db.Execute("INSERT INTO tags VALUES ('red', $1)", Add(db, n, null));
        }
        db.Execute("BEGIN");
        db.Execute("INSERT INTO tags VALUES ('red', $1)", Add(db, 99, null));
        db.Execute("DELETE FROM tags WHERE file = 30000");
        db.Sets.Changed(30_000);
        Check();
        db.Rollback();
        Check();

        seen.Should().HaveCountGreaterThan(15);

        void Check()
        {
            var found = db.Sets.Of(FilePages.WithTag, "red");
            found.Rows.Order().Should().Equal(db.Query("SELECT file FROM tags WHERE tag = 'red' ORDER BY file", row => row.GetInt64(0)));
            seen.Add(found.Count);
        }
    }

    [Fact]
    public void Sets_without_number_are_forgotten_and_found_again()
    {
        using var db = Filled();
        for (var n = 0; n < 150; n++) db.Execute("INSERT INTO tags SELECT $1, seq FROM files WHERE seq / 20 % 150 = $2", $"t{n}", n);

        for (var n = 0; n < 300; n++) db.Sets.Of(FilePages.WithTag, $"t{n % 150}").Rows.Should().OnlyContain(row => row / 20 % 150 == n % 150).And.HaveCountGreaterThan(10);
    }

    [Theory]
    [InlineData("files_title", "title")]
    [InlineData("files_size", "size_bytes")]
    [InlineData("files_content", "content_at")]
    public void A_page_of_bits_is_what_sorting_them_would_give_wherever_they_lie(string index, string column)
    {
        using var db = Filled();
        string[] conditions = ["seq % 40 = 0", "seq % 7000 = 0", "size_bytes > 990", "size_bytes < 10", "title LIKE 'a%'", "title LIKE 'z%'", "seq = 340", "seq > 39000", "1"];

        foreach (var condition in conditions)
        {
            var fits = new RowBits();
            db.Each($"SELECT seq FROM files WHERE deleted_at IS NULL AND {condition}", row =>
            {
                fits.Add(row);
                return true;
            });
            foreach (var (direction, limit, offset) in ((string, int, int)[])[("asc", 20, 0), ("desc", 20, 0), ("desc", 100, 150), ("asc", 7, 1_500), ("desc", 1, 3)])
            {
                var order = $"{column} {direction}, seq {direction}";
                FilePages.Page(db, fits, index, order, limit, offset).Order().Should().Equal(
                    db.Query($"SELECT seq FROM files WHERE deleted_at IS NULL AND {condition} ORDER BY {order} LIMIT $1 OFFSET $2", row => row.GetInt64(0), limit, offset).Order(), $"{condition} {order} {offset}");
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(Last)]
    public void Files_found_are_held_to_conditions_on_their_rows_from_either_side(int every)
    {
        using var db = Filled();
        var found = new RowBits();
        for (var row = 0; row <= Last; row += every) found.Add(row);

        var fits = FilePages.That(db, found, "deleted_at IS NULL AND size_bytes >= $1", [500L], most: Last);

        fits.Rows.Order().Should().Equal(db.Query($"SELECT seq FROM files WHERE deleted_at IS NULL AND size_bytes >= 500 AND seq % {every} = 0 ORDER BY seq", row => row.GetInt64(0)));
    }

    [Fact]
    public void A_span_of_uploads_is_paged_by_the_moments_of_its_contents_as_a_plain_query_would()
    {
        using var db = Filled();
        db.Execute("UPDATE files SET deleted_at = NULL WHERE seq % 31 = 0");
        db.Execute("DELETE FROM files WHERE seq % 13 = 0");
        Schema.CountsAreRight(db).Should().BeTrue();
        var empty = 0;

        for (var n = 0; n < 300; n++)
        {
            var from = n % 4 == 0 ? 0 : Start + _random.NextInt64(-(1L << 40), 1L << 43);
            var before = n % 4 == 1 ? Database.LastMicros + 1 : Start + _random.NextInt64(1L << 44);
            var (direction, limit, offset) = (n % 2 == 0 ? "asc" : "desc", _random.Next(1, 101), _random.Next(3) * _random.Next(700));
            var page = FileMoments.Page(db, from, before, direction, limit, offset);
            page.Should().Equal(db.Query(
                $"SELECT seq FROM files WHERE deleted_at IS NULL AND created_at >= $1 AND created_at < $2 ORDER BY content_at {direction}, seq {direction} LIMIT $3 OFFSET $4",
                row => row.GetInt64(0), from, before, limit, offset));
            if (page.Count == 0) empty++;
        }
        empty.Should().BeLessThan(200);
    }

    /// <summary>Most contents are of the moment of upload, some older, a few newer; a ninth of the files is deleted. Their rows lie apart, in three blocks.</summary>
    private Database Filled()
    {
        var db = new Database(path: null);
        db.Execute("BEGIN");
        for (var n = 0; n < Files; n++) Add(db, n, (n + 1) * Apart);
        db.Execute("COMMIT");
        return db;
    }

    private long Add(Database db, int n, int? row)
    {
        var at = Start + _random.NextInt64(1L << 43);
        var content = _random.Next(10) switch { 0 => at - _random.NextInt64(1L << 45), 1 => at + _random.NextInt64(1L << 40), _ => at };
        db.Execute(
            "INSERT INTO files(seq, id, hash, media_type, title, size_bytes, created_at, content_at, described, deleted_at, doc) VALUES ($1, $2, 'h', 'image', $3, $4, $5, $6, 1, $7, '{}')",
            row, $"{n} {_random.NextInt64()}", $"{(char)('a' + n * 26 / Files)} {_random.Next(50)}", _random.Next(1000), at, content, n % 9 == 0 ? 1L : null);
        return db.Number("SELECT last_insert_rowid()")!.Value;
    }
}
