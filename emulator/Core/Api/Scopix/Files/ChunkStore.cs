using Microsoft.Data.Sqlite;

namespace Scopix.Emulator.Api.Scopix.Files;

internal static class ChunkStore
{
    private const string Columns = "idx, content, pages, headings, tokens, type";

    public static void Insert(Transaction transaction, long file, IReadOnlyList<ChunkRecord> chunks)
    {
        foreach (var chunk in chunks)
        {
            transaction.Db.Execute(
                $"INSERT INTO chunks(file, {Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7)", file, chunk.Index, chunk.Content,
                JsonSerializer.Serialize(chunk.Pages, EngineJsonContext.Shared.Int32Array),
                JsonSerializer.Serialize(chunk.Headings, EngineJsonContext.Shared.StringArray), chunk.Tokens, chunk.Type);
            transaction.Db.Execute(
                "INSERT INTO chunks_text(rowid, headings, content) VALUES (last_insert_rowid(), $1, $2)", string.Join('\n', chunk.Headings),
                chunk.Content);
        }
    }

    public static List<ChunkRecord> ListByFile(Transaction transaction, long file) =>
        transaction.Db.Query($"SELECT {Columns} FROM chunks WHERE file = $1 ORDER BY idx", row => Read(row, 0), file);

    public static void Remove(Transaction transaction, long file)
    {
        transaction.Db.Execute("DELETE FROM chunks_text WHERE rowid IN (SELECT id FROM chunks WHERE file = $1)", file);
        transaction.Db.Execute("DELETE FROM chunks WHERE file = $1", file);
        transaction.Db.Execute("DELETE FROM chunk_vectors WHERE file = $1", file);
    }

    /// <summary>Reads a chunk whose columns (<see cref="Columns"/>) begin at a given one.</summary>
    public static ChunkRecord Read(SqliteDataReader row, int at) => new(
        row.GetInt32(at), row.GetString(at + 1), JsonSerializer.Deserialize(row.GetString(at + 2), EngineJsonContext.Shared.Int32Array)!,
        JsonSerializer.Deserialize(row.GetString(at + 3), EngineJsonContext.Shared.StringArray)!, row.GetInt32(at + 4),
        row.GetString(at + 5));
}
