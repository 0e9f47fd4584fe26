using FluentAssertions;
using Scopix.Emulator.Api.Scopix.Images;
using Scopix.Emulator.Engine;
using Xunit;

namespace Scopix.Emulator.Tests.Images;

public sealed class SimilarImageIndexTests
{
    private readonly SizeLimitedCache<SimilarImageIndex, ImageTerms> _cache = new(SimilarImageIndex.MaxTotalSize);

    [Fact]
    public void A_change_counts_inside_its_transaction_and_no_longer_after_a_rollback()
    {
        using var db = CreateDatabase("steel beam", "steel beam", "wooden door");
        var before = Find(db, 1);

        db.Execute("BEGIN IMMEDIATE");
        SetTitle(db, 3, "steel beam");
        var inside = Find(db, 1);
        db.Rollback();

        before.Should().Equal((2, 1), (3, 0));
        inside.Should().Equal((2, 1), (3, 1));
        Find(db, 1).Should().Equal(before);
    }

    [Fact]
    public void The_cache_is_bounded_whatever_the_words_are_and_nothing_stays_of_a_closed_database()
    {
        using var db = CreateDatabase("same", "same");
        Find(db, 1);
        var small = _cache.TotalSize;
        var largest = small;
        for (var n = 0; n < 40; n++)
        {
            SetTitle(db, 2, new string((char)('a' + (n % 26)), 500_000) + n);
            Find(db, 1).Should().Equal((2, 0));
            largest = Math.Max(largest, _cache.TotalSize);
        }
        SetTitle(db, 2, "same");

        Find(db, 1).Should().Equal((2, 1));
        db.Dispose();

        small.Should().BeInRange(1, 1_000);
        largest.Should().BeInRange(SimilarImageIndex.MaxSize / 2, SimilarImageIndex.MaxSize);
        _cache.TotalSize.Should().Be(0);
    }

    private (long, double)[] Find(Database db, long reference) =>
        [.. db.GetRowCache(() => new SimilarImageIndex(db, _cache)).FindClosest(reference, 60)
            .Select(other => (other.Row, Math.Round(other.Similarity, 9)))];

    private static void SetTitle(Database db, long row, string title)
    {
        db.MarkChanged(row);
        db.Execute("UPDATE files SET doc = $2 WHERE seq = $1", row, CreateDoc(title));
    }

    private static string CreateDoc(string title) => $$"""{"content_category":"general","title":"{{title}}"}""";

    private static Database CreateDatabase(params string[] titles)
    {
        var db = new Database(path: null);
        foreach (var (n, title) in titles.Index())
            db.Execute(
                "INSERT INTO files(id, hash, media_type, title, size_bytes, created_at, content_at, described, doc) "
                + "VALUES ($1, 'h', 'image', '', 1, $2, $2, 1, $3)", $"{n}", -n, CreateDoc(title));
        return db;
    }
}
