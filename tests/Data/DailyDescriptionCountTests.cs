using FluentAssertions;
using Scopix.Emulator.Api.Scopix.Data;
using Scopix.Emulator.Engine;
using Xunit;

namespace Scopix.Emulator.Tests.Data;

/// <summary>The statistics of the history are read from daily counts that triggers maintain; they must equal a plain count.</summary>
public sealed class DailyDescriptionCountTests
{
    private const long Start = 1_767_000_000_000_000, Day = 86_400_000_000;

    [Fact]
    public void Statistics_from_the_daily_counts_equal_a_plain_count()
    {
        using var db = new Database(path: null);
        var random = new Random(5);
        for (var n = 0; n < 3_000; n++)
            db.Execute(
                "INSERT INTO files(id, hash, media_type, size_bytes, created_at, content_at, described, described_at, session_id, "
                + "deleted_at, doc) VALUES ($1, 'h', $2, 1, 1, 1, $3, $4, $5, $6, '{}')",
                $"{n}", n % 10 == 0 ? "video" : "image", n % 4 == 0 ? 0 : 1, n % 6 == 0 ? null : Start + random.NextInt64(12 * Day),
                n % 3 == 0 ? "s" : null, n % 7 == 0 ? 1L : null);
        db.Execute("DELETE FROM files WHERE seq % 5 = 0");
        db.Execute("UPDATE files SET deleted_at = CASE WHEN deleted_at IS NULL THEN 1 END WHERE seq % 11 = 0");
        db.Execute("UPDATE files SET described_at = described_at + 86400000000, described = 1 WHERE seq % 8 = 0");
        db.Execute("UPDATE files SET described_at = NULL WHERE seq % 17 = 0");
        var transaction = new Transaction(null!, db, null!, default);

        foreach (var sources in (string[][])[[], ["single"], ["batch"]])
            for (var n = 0; n < 100; n++)
            {
                DateTimeOffset? from = n % 3 == 0 ? null : CreateDate(random, n), to = n % 5 == 0 ? null : CreateDate(random, n / 2);
                var failed = random.Next(2) == 0;

                var statistics = new DescriptionFilter(from, to, (null, null), [], sources, failed).GetStatistics(transaction);

                var plain = db.Query(
                    """
                    SELECT date(described_at / 1000000, 'unixepoch'), session_id IS NOT NULL FROM files
                    WHERE described_at IS NOT NULL AND deleted_at IS NULL AND media_type = 'image'
                      AND described >= $1 AND described_at >= $2 AND described_at <= $3
                      AND ($4 IS NULL OR $4 = (session_id IS NOT NULL))
                    """,
                    row => (Day: row.GetString(0), Batch: row.GetInt32(1)), failed ? 0 : 1, Database.ToMicroseconds(from) ?? 0,
                    Database.ToMicroseconds(to) ?? Database.MaxMicroseconds,
                    sources.Length == 0 ? null : sources[0] == "batch" ? 1 : 0);
                statistics.TotalCount.Should().Be(plain.Count);
                statistics.DailyCounts.Should()
                    .Equal(plain.CountBy(row => row.Day).OrderBy(day => day.Key, StringComparer.Ordinal)
                        .Select(day => new DailyCount(day.Key, day.Value)));
                statistics.SourceDistribution.Should()
                    .BeEquivalentTo(
                        plain.CountBy(row => DescriptionFilter.SourceTypes[row.Batch])
                            .ToDictionary(source => source.Key, source => source.Value));
            }
        DatabaseSchema.AreCountsCorrect(db).Should().BeTrue();
        db.Execute("UPDATE description_days SET n = n + 1");
        DatabaseSchema.AreCountsCorrect(db).Should().BeFalse();
    }

    /// <summary>Creates a date that is sometimes the first or the last microsecond of a day.</summary>
    private static DateTimeOffset CreateDate(Random random, int n)
    {
        var at = Start + random.NextInt64(-Day, 14 * Day);
        return Database.FromMicroseconds(n % 4 == 0 ? at / Day * Day : n % 4 == 1 ? at / Day * Day - 1 : at);
    }
}
