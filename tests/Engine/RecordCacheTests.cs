using FluentAssertions;
using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Engine;
using Xunit;

namespace Scopix.Emulator.Tests.Engine;

public sealed class RecordCacheTests
{
    private static readonly FileRow Row = new("{}", 1);

    [Fact]
    public void A_cached_record_is_valid_until_the_next_write()
    {
        using var db = new Database(null);
        db.GetCache<FileRow>().Add("a", Row, 1);

        var before = db.GetCache<FileRow>().Find("a");
        db.Execute("INSERT INTO meta VALUES ('n', 'v')");
        var after = db.GetCache<FileRow>().Find("a");

        before.Should().BeSameAs(Row);
        after.Should().BeNull();
        db.GetCache<FileRow>().Count.Should().Be(0);
    }

    [Fact]
    public void A_rollback_clears_the_cache()
    {
        using var db = new Database(null);
        db.GetCache<FileRow>().Add("before", Row, 1);

        db.Execute("BEGIN IMMEDIATE");
        db.GetCache<FileRow>().Find("before").Should().BeNull("a transaction reads from the tables");
        db.Execute("INSERT INTO meta VALUES ('n', 'v')");
        db.GetCache<FileRow>().Add("in", Row, 1);
        db.Rollback();

        db.GetCache<FileRow>().Find("before").Should().BeNull();
        db.GetCache<FileRow>().Find("in").Should().BeNull();
    }

    [Fact]
    public void The_cache_is_bounded_by_count_and_by_size()
    {
        using var db = new Database(null);

        for (var i = 0; i < RecordCache<FileRow>.MaxRecords * 3; i++) db.GetCache<FileRow>().Add($"{i}", Row, 1);
        var many = db.GetCache<FileRow>().Count;
        db.GetCache<FileRow>().Add("huge", Row, (RecordCache<FileRow>.MaxTotalWeight / 4) + 1);
        var huge = db.GetCache<FileRow>().Find("huge");
        for (var i = 0; i < 9; i++) db.GetCache<FileRow>().Add($"heavy {i}", Row, RecordCache<FileRow>.MaxTotalWeight / 4);

        many.Should().BeInRange(1, RecordCache<FileRow>.MaxRecords);
        huge.Should().BeNull();
        db.GetCache<FileRow>().Count.Should().BeInRange(1, 4);
    }
}
