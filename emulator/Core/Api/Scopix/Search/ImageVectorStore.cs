using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Scopix.Emulator.Api.Scopix.Files;

namespace Scopix.Emulator.Api.Scopix.Search;

/// <summary>The vectors of what is said about images, which scopix-semantic has made. Each is stored with the hash of its text.</summary>
internal static class ImageVectorStore
{
    private const string Sql =
        """
        SELECT f.seq, f.described, f.doc, v.text, v.vector FROM files f LEFT JOIN image_vectors v ON v.file = f.seq
        WHERE f.seq IN (SELECT value FROM json_each($1)) AND f.media_type = 'image'
        """;

    /// <summary>The vectors of images; an empty one for an image without a text, and none for one that lacks its vector.</summary>
    public static List<(long Row, float[]? Vector)> Read(Database db, IEnumerable<long> rows)
    {
        var found = new List<(long, float[]?)>();
        db.ForEach(Sql, row => found.Add((row.GetInt64(0), ReadVector(row))), FileStore.ToJsonArray(rows));
        return found;
    }

    /// <summary>The text of an image that lacks its vector; null when it has one, or no text, or is no image.</summary>
    public static EmbeddingText? FindMissing(Transaction transaction, long file)
    {
        ImageEmbeddingText? missing = null;
        transaction.Db.ForEach(Sql, row =>
        {
            if (ReadVector(row) is null) missing = new ImageEmbeddingText(file, ReadText(row));
        }, FileStore.ToJsonArray([file]));
        return missing;
    }

    private static float[]? ReadVector(Microsoft.Data.Sqlite.SqliteDataReader row)
    {
        var text = ReadText(row);
        if (text.Length == 0) return [];
        if (row.IsDBNull(3) || !Database.GetBlob(row, 3).SequenceEqual(Hash(text))) return null;
        return MemoryMarshal.Cast<byte, float>(Database.GetBlob(row, 4)).ToArray();
    }

    private static string ReadText(Microsoft.Data.Sqlite.SqliteDataReader row) =>
        JsonSerializer.Deserialize(Database.GetUtf8(row, 2), ImageTextsJsonContext.Default.ImageTexts)!
            .GetSentence(described: row.GetInt64(1) != 0);

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private sealed record ImageEmbeddingText(long File, string Content) : EmbeddingText
    {
        public override string Text => Content;

        public override void Save(Transaction transaction, float[] vector)
        {
            if (FindMissing(transaction, File) is { } missing && missing.Text == Content)
                transaction.Db.Execute("INSERT OR REPLACE INTO image_vectors(file, text, vector) VALUES ($1, $2, $3)",
                    File, Hash(Content), MemoryMarshal.AsBytes<float>(vector).ToArray());
        }
    }
}
