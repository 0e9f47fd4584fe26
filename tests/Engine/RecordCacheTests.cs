using System.Text;
using FluentAssertions;
using Scopix.Emulator.Engine;
using Xunit;

namespace Scopix.Emulator.Tests.Engine;

public sealed class RecordCacheTests
{
    [Fact]
    public void A_cached_record_is_found_by_row_and_by_id_until_the_next_write()
    {
        using var db = new Database(null);
        var cache = db.GetCache<string>();
        var record = Read(cache, 1, "a");

        var before = (cache.Find(1), cache.Find("id 1"));
        db.Execute("INSERT INTO meta VALUES ('n', 'v')");
        var after = (cache.Find(1), cache.Find("id 1"));

        before.Item1.Should().BeSameAs(record);
        before.Item2.Should().BeSameAs(record);
        after.Should().Be((null, null));
    }

    [Fact]
    public void After_a_write_a_row_with_the_same_text_keeps_its_record_and_another_gets_a_new_one()
    {
        using var db = new Database(null);
        var cache = db.GetCache<string>();
        var (same, other) = (Read(cache, 1, "same"), Read(cache, 2, "old"));
        db.Execute("INSERT INTO meta VALUES ('n', 'v')");

        var (sameAgain, changed) = (Read(cache, 1, "same"), Read(cache, 2, "new"));

        sameAgain.Should().BeSameAs(same);
        cache.Find("id 1").Should().BeSameAs(same);
        changed.Should().Be("new").And.NotBeSameAs(other);
        cache.Find(2).Should().BeSameAs(changed);
        cache.Count.Should().Be(2);
    }

    [Fact]
    public void A_rollback_makes_every_record_unconfirmed_and_a_transaction_uses_no_cache()
    {
        using var db = new Database(null);
        var cache = db.GetCache<string>();
        var record = Read(cache, 1, "a");

        db.Execute("BEGIN IMMEDIATE");
        cache.Find(1).Should().BeNull("a transaction reads from the tables");
        db.Execute("INSERT INTO meta VALUES ('n', 'v')");
        Read(cache, 1, "a").Should().NotBeSameAs(record);
        Read(cache, 2, "in");
        db.Rollback();

        cache.Find(1).Should().BeNull();
        cache.Find(2).Should().BeNull();
        cache.Count.Should().Be(1);
    }

    [Fact]
    public void The_cache_is_bounded_by_count_and_by_size()
    {
        using var db = new Database(null);
        var cache = db.GetCache<string>();

        for (var i = 0; i < RecordCache<string>.MaxRecords * 3; i++) Read(cache, i, "a");
        var many = cache.Count;
        Read(cache, 10_000, new string('a', (RecordCache<string>.MaxTotalLength / 4) + 1));
        var huge = cache.Find(10_000);
        for (var i = 0; i < 9; i++) Read(cache, 20_000 + i, new string('a', RecordCache<string>.MaxTotalLength / 4));

        many.Should().BeInRange(1, RecordCache<string>.MaxRecords);
        huge.Should().BeNull();
        cache.Count.Should().BeInRange(1, 4);
    }

    [Fact]
    public void A_number_is_read_again_after_a_change_and_inside_a_transaction()
    {
        using var db = new Database(null);
        const string sql = "SELECT COUNT(*) FROM meta";
        var first = db.QueryCachedNumber(sql);
        db.Execute("INSERT INTO meta VALUES ('a', 'v')");
        var second = db.QueryCachedNumber(sql);

        db.Execute("BEGIN IMMEDIATE");
        db.Execute("INSERT INTO meta VALUES ('b', 'v')");
        var inside = db.QueryCachedNumber(sql);
        db.Rollback();

        (second - first, inside - first, db.QueryCachedNumber(sql) - first).Should().Be((1, 2, 1));
    }

    private static string Read(RecordCache<string> cache, long row, string text) =>
        cache.GetOrAdd(row, $"id {row}", Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetString);
}
