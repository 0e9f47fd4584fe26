using Scopix.Emulator.Api.Scopix.Files;

namespace Scopix.Emulator.Api.Scopix.Images;

/// <summary>
/// Finds the images whose texts are most similar to those of one. The stems of images are cached until their rows change; only rows
/// that are not cached are read. The tenant's lock must be held.
/// </summary>
/// <param name="cache">The caches of all tenants.</param>
internal sealed class SimilarImageIndex(Database db, SizeLimitedCache<SimilarImageIndex, ImageTerms> cache) : IRowCache
{
    /// <summary>How many of the newest images are compared (a limit of ours).</summary>
    public const int MaxCompared = 2_000;

    /// <summary>The bounds of the cache in bytes, for a tenant and for all. 2,000 images of the dataset scale take 0.3 MB.</summary>
    public const long MaxSize = 8_000_000, MaxTotalSize = 64_000_000;

    private const string TextsSql = "SELECT seq, described, doc FROM files WHERE seq IN (SELECT value FROM json_each($1))";

    /// <summary>The closest images, the most similar one first; equally similar ones are in the order of their creation.</summary>
    public (long Row, double Similarity)[] FindClosest(long reference, int count)
    {
        var others = FileStore.ListNewestImages(db, MaxCompared);
        others.Remove(reference);
        var terms = ReadTerms([reference, .. others]);
        return [.. TextSimilarity.ScoreAll(terms, reference, others)
            .OrderByDescending(other => other.Similarity).ThenBy(other => other.Row).Take(count)];
    }

    public void MarkStale(long row) => cache.Find(this)?.Remove(row);

    public void Clear() => cache.Remove(this);

    private ImageTerms ReadTerms(IEnumerable<long> rows)
    {
        var terms = cache.Find(this) ?? new ImageTerms();
        long[] missing = [.. rows.Where(row => !terms.Contains(row))];
        if (missing.Length > 0) db.ForEach(TextsSql, row => AddTerms(terms, row), FileStore.ToJsonArray(missing));
        // images that are no longer among the newest, and stems that are no longer used, leave when everything is dropped
        if (terms.Size <= MaxSize) cache.Save(this, terms, terms.Size);
        else cache.Remove(this);
        return terms;
    }

    private static void AddTerms(ImageTerms terms, Microsoft.Data.Sqlite.SqliteDataReader row)
    {
        var texts = JsonSerializer.Deserialize(Database.GetUtf8(row, 2), ImageTextsJsonContext.Default.ImageTexts)!;
        terms.Add(row.GetInt64(0), texts.GetText(described: row.GetInt64(1) != 0), texts.Heading);
    }
}
