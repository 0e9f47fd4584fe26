namespace Scopix.Emulator.Engine;

/// <summary>
/// The tables that count files, so that counts over a million files need no scan. Triggers maintain them; the queries define them.
/// </summary>
internal static partial class DatabaseSchema
{
    private const string FileCountsQuery = """
        SELECT ifnull(folder_id, x''), ifnull(project_id, x''), media_type, described, ifnull(compliance_status, x''), COUNT(*)
          FROM files WHERE deleted_at IS NULL GROUP BY 1, 2, 3, 4, 5
        """;

    private const string FileTimesQuery = """
        SELECT 28, created_at >> 28, COUNT(*) FROM files WHERE deleted_at IS NULL GROUP BY 2
          UNION ALL SELECT 36, created_at >> 36, COUNT(*) FROM files WHERE deleted_at IS NULL GROUP BY 2
        """;

    private const string FileMomentsQuery =
        "SELECT created_at >> 36, content_at >> 36, COUNT(*) FROM files WHERE deleted_at IS NULL GROUP BY 1, 2";

    private const string DescriptionDaysQuery = """
        SELECT (described_at + 62135596800000000) / 86400000000, described, session_id IS NOT NULL, COUNT(*)
          FROM files INDEXED BY files_described_at
          WHERE described_at IS NOT NULL AND deleted_at IS NULL AND media_type = 'image' GROUP BY 1, 2, 3
        """;

    private const string FillCountTables =
        $"INSERT INTO file_counts {FileCountsQuery}; INSERT INTO file_times {FileTimesQuery}; "
        + $"INSERT INTO file_moments {FileMomentsQuery}; INSERT INTO description_days {DescriptionDaysQuery};";

    private const string IncrementFileCounts = """
          INSERT INTO file_counts SELECT ifnull(NEW.folder_id, x''), ifnull(NEW.project_id, x''),
              NEW.media_type, NEW.described, ifnull(NEW.compliance_status, x''), 1
            WHERE NEW.deleted_at IS NULL ON CONFLICT DO UPDATE SET n = n + 1;
        """;

    private const string IncrementFileTimes = """
          INSERT INTO file_times SELECT column1, NEW.created_at >> column1, 1 FROM (VALUES (28), (36))
            WHERE NEW.deleted_at IS NULL ON CONFLICT DO UPDATE SET n = n + 1;
          INSERT INTO file_moments SELECT NEW.created_at >> 36, NEW.content_at >> 36, 1
            WHERE NEW.deleted_at IS NULL ON CONFLICT DO UPDATE SET n = n + 1;
        """;

    private const string IncrementDescriptionDays = """
          INSERT INTO description_days SELECT (NEW.described_at + 62135596800000000) / 86400000000,
              NEW.described, NEW.session_id IS NOT NULL, 1
            WHERE NEW.described_at IS NOT NULL AND NEW.deleted_at IS NULL AND NEW.media_type = 'image'
            ON CONFLICT DO UPDATE SET n = n + 1;
        """;

    private const string DecrementFileCounts = """
          UPDATE file_counts SET n = n - 1
            WHERE OLD.deleted_at IS NULL AND folder_id = ifnull(OLD.folder_id, x'') AND project_id = ifnull(OLD.project_id, x'')
            AND media_type = OLD.media_type AND described = OLD.described AND compliance_status = ifnull(OLD.compliance_status, x'');
          DELETE FROM file_counts WHERE n = 0 AND folder_id = ifnull(OLD.folder_id, x'') AND project_id = ifnull(OLD.project_id, x'')
            AND media_type = OLD.media_type AND described = OLD.described AND compliance_status = ifnull(OLD.compliance_status, x'');
        """;

    private const string DecrementFileTimes = """
          UPDATE file_times SET n = n - 1
            WHERE OLD.deleted_at IS NULL AND (span, slot) IN (VALUES (28, OLD.created_at >> 28), (36, OLD.created_at >> 36));
          DELETE FROM file_times WHERE n = 0 AND (span, slot) IN (VALUES (28, OLD.created_at >> 28), (36, OLD.created_at >> 36));
          UPDATE file_moments SET n = n - 1
            WHERE OLD.deleted_at IS NULL AND created = OLD.created_at >> 36 AND content = OLD.content_at >> 36;
          DELETE FROM file_moments WHERE n = 0 AND created = OLD.created_at >> 36 AND content = OLD.content_at >> 36;
        """;

    private const string DecrementDescriptionDays = """
          UPDATE description_days SET n = n - 1 WHERE OLD.deleted_at IS NULL AND OLD.media_type = 'image'
            AND day = (OLD.described_at + 62135596800000000) / 86400000000
            AND described = OLD.described AND batch = (OLD.session_id IS NOT NULL);
          DELETE FROM description_days WHERE n = 0
            AND day = (OLD.described_at + 62135596800000000) / 86400000000
            AND described = OLD.described AND batch = (OLD.session_id IS NOT NULL);
        """;

    private const string Triggers = $"""
        CREATE TRIGGER files_counted AFTER INSERT ON files
          BEGIN {IncrementFileCounts} {IncrementFileTimes} {IncrementDescriptionDays} END;
        CREATE TRIGGER files_uncounted AFTER DELETE ON files
          BEGIN {DecrementFileCounts} {DecrementFileTimes} {DecrementDescriptionDays} END;
        CREATE TRIGGER files_recounted AFTER UPDATE ON files
          WHEN (OLD.folder_id, OLD.project_id, OLD.media_type, OLD.described, OLD.compliance_status, OLD.deleted_at IS NULL)
            IS NOT (NEW.folder_id, NEW.project_id, NEW.media_type, NEW.described, NEW.compliance_status, NEW.deleted_at IS NULL)
          BEGIN {DecrementFileCounts} {IncrementFileCounts} END;
        CREATE TRIGGER files_retimed AFTER UPDATE ON files
          WHEN (OLD.created_at, OLD.content_at, OLD.deleted_at IS NULL) IS NOT (NEW.created_at, NEW.content_at, NEW.deleted_at IS NULL)
          BEGIN {DecrementFileTimes} {IncrementFileTimes} END;
        CREATE TRIGGER files_retold AFTER UPDATE ON files
          WHEN (OLD.described_at, OLD.described, OLD.session_id, OLD.media_type, OLD.deleted_at IS NULL)
            IS NOT (NEW.described_at, NEW.described, NEW.session_id, NEW.media_type, NEW.deleted_at IS NULL)
          BEGIN {DecrementDescriptionDays} {IncrementDescriptionDays} END;
        """;

    public static bool AreCountsCorrect(Database db) =>
        !HasDifference(db, "file_counts", FileCountsQuery) && !HasDifference(db, "file_times", FileTimesQuery)
        && !HasDifference(db, "file_moments", FileMomentsQuery) && !HasDifference(db, "description_days", DescriptionDaysQuery);

    private static bool HasDifference(Database db, string table, string query) => db.QueryNumber(
        $"SELECT EXISTS (SELECT * FROM {table} EXCEPT SELECT * FROM ({query})) "
        + $"OR EXISTS (SELECT * FROM ({query}) EXCEPT SELECT * FROM {table})") != 0;
}
