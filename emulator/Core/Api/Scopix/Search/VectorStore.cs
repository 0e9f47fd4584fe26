using System.Runtime.InteropServices;

namespace Scopix.Emulator.Api.Scopix.Search;

/// <summary>The vectors of chunks, which scopix-semantic has made: 384 floats of the machine's byte order each.</summary>
internal static class VectorStore
{
    private const string MissingSql =
        """
        FROM files f JOIN chunks c ON c.file = f.seq LEFT JOIN chunk_vectors v ON v.chunk = c.id
        WHERE f.embedded = 1 AND f.deleted_at IS NULL AND v.chunk IS NULL AND c.idx <
        """;

    /// <summary>The chunks of a document that need a vector and have none.</summary>
    /// <param name="maxChunks">How many chunks of a document need one.</param>
    public static List<EmbeddingText> ListMissing(Transaction transaction, long file, int maxChunks) => transaction.Db.Query(
        "SELECT c.id, c.content, c.headings FROM chunks c LEFT JOIN chunk_vectors v ON v.chunk = c.id "
        + "WHERE c.file = $1 AND c.idx < $2 AND v.chunk IS NULL ORDER BY c.idx",
        EmbeddingText (row) => new ChunkText(row.GetInt64(0), file, row.GetString(1),
            JsonSerializer.Deserialize(row.GetString(2), EngineJsonContext.Shared.StringArray)!.LastOrDefault()),
        file, maxChunks);

    /// <summary>The documents that are searched and lack vectors, such as those of a dataset that was loaded just now.</summary>
    public static List<long> ListFilesWithout(Transaction transaction, int maxChunks) =>
        transaction.Db.QueryCachedNumber($"SELECT COUNT(*) {MissingSql} {maxChunks}") == 0
            ? [] : transaction.Db.QueryNumbers($"SELECT DISTINCT f.seq {MissingSql} {maxChunks} ORDER BY f.seq");

    /// <summary>The vectors of a document by the number of the chunk, six digits after the point.</summary>
    public static Dictionary<int, double[]> ReadByFile(Transaction transaction, long file) => transaction.Db.Query(
        "SELECT c.idx, v.vector FROM chunks c JOIN chunk_vectors v ON v.chunk = c.id WHERE c.file = $1",
        row => (Index: row.GetInt32(0), Vector: ToDoubles(MemoryMarshal.Cast<byte, float>(Database.GetBlob(row, 1)))), file)
        .ToDictionary(chunk => chunk.Index, chunk => chunk.Vector);

    /// <summary>
    /// Chunks with scores (0–1, four digits) from the threshold on, the best first; equal ones in the order of creation.
    /// </summary>
    /// <param name="scope">The ids of the documents to search, as a JSON array; null for all.</param>
    public static List<(long Chunk, double Score)> Find(Transaction transaction, float[] query, double threshold, string? scope)
    {
        var found = new List<(long Chunk, double Score)>();
        transaction.Db.ForEach(
            """
            SELECT v.chunk, v.vector FROM chunk_vectors v CROSS JOIN files f ON f.seq = v.file
            WHERE f.embedded = 1 AND f.deleted_at IS NULL AND ($1 IS NULL OR f.id IN (SELECT value FROM json_each($1)))
            """,
            row =>
            {
                var vector = MemoryMarshal.Cast<byte, float>(Database.GetBlob(row, 1));
                if (vector.Length != query.Length) return; // of another model
                var score = Math.Round(Math.Clamp(CosineSimilarity.Multiply(query, vector), 0, 1), 4);
                if (score >= threshold) found.Add((row.GetInt64(0), score));
            },
            scope);
        return [.. found.OrderByDescending(chunk => chunk.Score).ThenBy(chunk => chunk.Chunk)];
    }

    private static double[] ToDoubles(ReadOnlySpan<float> vector)
    {
        var values = new double[vector.Length];
        for (var i = 0; i < values.Length; i++) values[i] = Math.Round(vector[i], 6);
        return values;
    }
}

/// <param name="Heading">The nearest heading above the chunk; null when there is none.</param>
internal sealed record ChunkText(long Id, long File, string Content, string? Heading) : EmbeddingText
{
    public override string Text => Heading is null ? Content : $"{Heading}\n{Content}";

    /// <summary>Saves the vector if the chunk still exists with the same text.</summary>
    public override void Save(Transaction transaction, float[] vector) => transaction.Db.Execute(
        "INSERT OR REPLACE INTO chunk_vectors(chunk, file, vector) "
        + "SELECT id, file, $3 FROM chunks WHERE id = $1 AND file = $2 AND content = $4",
        Id, File, MemoryMarshal.AsBytes<float>(vector).ToArray(), Content);
}
