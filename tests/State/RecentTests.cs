using FluentAssertions;
using Scopix.Emulator.Files;
using Scopix.Emulator.State;
using Xunit;

namespace Scopix.Emulator.Tests.State;

public sealed class RecentTests
{
    private static readonly FileRow Row = new("{}", 1);

    [Fact]
    public void What_was_read_is_known_until_anything_is_written()
    {
        using var db = new Database(null);
        db.Files.Keep("a", Row, 1);

        var before = db.Files.Find("a");
        db.Execute("INSERT INTO meta VALUES ('n', 'v')");
        var after = db.Files.Find("a");

        before.Should().BeSameAs(Row);
        after.Should().BeNull();
        db.Files.Count.Should().Be(0);
    }

    [Fact]
    public void A_transaction_that_is_taken_back_leaves_nothing_of_what_was_read_before_or_in_it()
    {
        using var db = new Database(null);
        db.Files.Keep("before", Row, 1);

        db.Execute("BEGIN IMMEDIATE");
        db.Files.Find("before").Should().BeNull("in a transaction everything is read from the tables");
        db.Execute("INSERT INTO meta VALUES ('n', 'v')");
        db.Files.Keep("in", Row, 1);
        db.Rollback();

        db.Files.Find("before").Should().BeNull();
        db.Files.Find("in").Should().BeNull();
    }

    [Fact]
    public void It_holds_no_more_than_its_number_and_its_weight()
    {
        using var db = new Database(null);

        for (var i = 0; i < Recent<FileRow>.Most * 3; i++) db.Files.Keep($"{i}", Row, 1);
        var many = db.Files.Count;
        db.Files.Keep("huge", Row, (Recent<FileRow>.MostWeight / 4) + 1);
        var huge = db.Files.Find("huge");
        for (var i = 0; i < 9; i++) db.Files.Keep($"heavy {i}", Row, Recent<FileRow>.MostWeight / 4);

        many.Should().BeInRange(1, Recent<FileRow>.Most);
        huge.Should().BeNull();
        db.Files.Count.Should().BeInRange(1, 4);
    }
}
