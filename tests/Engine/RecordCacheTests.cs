using FluentAssertions;
using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Engine;
using Xunit;

namespace Scopix.Emulator.Tests.Engine;

public sealed class RecordCacheTests
{
    private static readonly CachedFileRow Row = new("{}", 1);

    [Fact]
    public void A_cached_record_is_valid_until_the_next_write()
    {
        using var db = new Database(null);
        db.GetCache<CachedFileRow>().Add("a", Row, 1);

        var before = db.GetCache<CachedFileRow>().Find("a");
        db.Execute("INSERT INTO meta VALUES ('n', 'v')");
        var after = db.GetCache<CachedFileRow>().Find("a");

        before.Should().BeSameAs(Row);
        after.Should().BeNull();
        db.GetCache<CachedFileRow>().Count.Should().Be(0);
    }

    [Fact]
    public void A_rollback_clears_the_cache()
    {
        using var db = new Database(null);
        db.GetCache<CachedFileRow>().Add("before", Row, 1);

        db.Execute("BEGIN IMMEDIATE");
        db.GetCache<CachedFileRow>().Find("before").Should().BeNull("a transaction reads from the tables");
        db.Execute("INSERT INTO meta VALUES ('n', 'v')");
        db.GetCache<CachedFileRow>().Add("in", Row, 1);
        db.Rollback();

        db.GetCache<CachedFileRow>().Find("before").Should().BeNull();
        db.GetCache<CachedFileRow>().Find("in").Should().BeNull();
    }

    [Fact]
    public void The_cache_is_bounded_by_count_and_by_size()
    {
        using var db = new Database(null);

        for (var i = 0; i < RecordCache<CachedFileRow>.MaxRecords * 3; i++) db.GetCache<CachedFileRow>().Add($"{i}", Row, 1);
        var many = db.GetCache<CachedFileRow>().Count;
        db.GetCache<CachedFileRow>().Add("huge", Row, (RecordCache<CachedFileRow>.MaxTotalWeight / 4) + 1);
        var huge = db.GetCache<CachedFileRow>().Find("huge");
        for (var i = 0; i < 9; i++) db.GetCache<CachedFileRow>().Add($"heavy {i}", Row, RecordCache<CachedFileRow>.MaxTotalWeight / 4);

        many.Should().BeInRange(1, RecordCache<CachedFileRow>.MaxRecords);
        huge.Should().BeNull();
        db.GetCache<CachedFileRow>().Count.Should().BeInRange(1, 4);
    }
}
