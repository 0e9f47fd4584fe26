using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Search;

namespace Scopix.Emulator.Api.Scopix.Images;

/// <summary>
/// Finds the images whose texts mean what those of one mean, with <c>--search semantic</c>. Vectors are cached until their rows change.
/// The tenant's lock must be held.
/// </summary>
/// <param name="cache">The caches of all tenants.</param>
internal sealed class ImageVectorIndex(Database db, SizeLimitedCache<ImageVectorIndex, Dictionary<long, float[]>> cache) : IRowCache
{
    /// <summary>The bounds of the cache in bytes, for a tenant and for all.</summary>
    public const long MaxSize = 8_000_000, MaxTotalSize = 64_000_000;

    /// <summary>What a vector of the model takes, with its entry in the dictionary, in bytes.</summary>
    private const long VectorSize = (384 * sizeof(float)) + 72;

    /// <summary>The images that are compared and lack a vector of their text.</summary>
    public long[] ListMissing(long reference)
    {
        var rows = ListCompared(reference);
        var vectors = ReadVectors(rows);
        return [.. rows.Where(row => !vectors.ContainsKey(row))];
    }

    /// <summary>
    /// The closest images that have vectors, the most similar one first; equally similar ones are in the order of their creation.
    /// </summary>
    public (long Row, double Similarity)[] FindClosest(long reference, int count)
    {
        var rows = ListCompared(reference);
        var vectors = ReadVectors(rows);
        var own = vectors.GetValueOrDefault(reference, []);
        return [.. rows.Skip(1)
            .Select(row => (Row: row, Similarity: Compare(own, vectors.GetValueOrDefault(row, []))))
            .OrderByDescending(other => other.Similarity).ThenBy(other => other.Row).Take(count)];
    }

    public void MarkStale(long row) => cache.Find(this)?.Remove(row);

    public void Clear() => cache.Remove(this);

    /// <summary>0–1; 0 when one of the images has no text.</summary>
    private static double Compare(float[] one, float[] other) =>
        one.Length != other.Length || one.Length == 0 ? 0 : Math.Clamp(CosineSimilarity.Multiply(one, other), 0, 1);

    private List<long> ListCompared(long reference)
    {
        var others = FileStore.ListNewestImages(db, SimilarImageIndex.MaxCompared);
        others.Remove(reference);
        return [reference, .. others];
    }

    private Dictionary<long, float[]> ReadVectors(List<long> rows)
    {
        var vectors = cache.Find(this) ?? [];
        long[] unread = [.. rows.Where(row => !vectors.ContainsKey(row))];
        if (unread.Length > 0)
            foreach (var (row, vector) in ImageVectorStore.Read(db, unread))
                if (vector is not null) vectors.Add(row, vector);
        // images that are no longer among the newest leave when everything is dropped
        if (vectors.Count * VectorSize <= MaxSize) cache.Save(this, vectors, vectors.Count * VectorSize);
        else cache.Remove(this);
        return vectors;
    }
}
