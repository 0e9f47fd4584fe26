using Microsoft.Data.Sqlite;

namespace Scopix.Emulator.Tests;

/// <summary>Creates many files in the database, which is faster than uploading them.</summary>
internal static class FileRowDuplicator
{
    /// <summary>
    /// Copies the only file of a data folder until it has the given number of files; no emulator may use the folder meanwhile.
    /// </summary>
    public static void DuplicateUntil(DataDirectory folder, int count)
    {
        var database = Directory.GetFiles(Path.Combine(folder.Location, "tenants"), "*.db").Single();
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $copies)
            INSERT INTO files(id, hash, media_type, title, size_bytes, created_at, content_at, folder_id, project_id, session_id, described,
              described_at, compliance_status, deleted_at, next_at, progress_at, doc)
            SELECT printf('%08x-0000-4000-8000-000000000000', i), hash, media_type, title, size_bytes, created_at, content_at, folder_id,
              project_id, session_id, described, described_at, compliance_status, deleted_at, next_at, progress_at,
              json_set(doc, '$.id', printf('%08x-0000-4000-8000-000000000000', i))
            FROM n, (SELECT * FROM files LIMIT 1)
            """;
        command.Parameters.AddWithValue("$copies", count - 1);
        command.ExecuteNonQuery();
    }
}
