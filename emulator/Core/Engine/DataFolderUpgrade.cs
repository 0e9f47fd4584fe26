using Microsoft.Data.Sqlite;

namespace Scopix.Emulator.Engine;

/// <summary>
/// Upgrades all databases of a data folder, those of snapshots included. Each file is first copied to <c>before-{version}</c>, and
/// these copies stay. When one upgrade fails, all files are restored. When the process is killed, the next start finishes the
/// upgrade.
/// </summary>
internal sealed class DataFolderUpgrade(string folder, SchemaUpgrade upgrade, Action<int, int>? onUpgraded = null)
{
    private string BackupFolder => Path.Combine(folder, $"before-{upgrade.Version}");

    /// <summary>Upgrades the folder, or leaves it unchanged.</summary>
    /// <exception cref="InvalidDataException">The version of a database is not supported, or a step fails.</exception>
    /// <exception cref="IOException">The disk is full, or a file cannot be written.</exception>
    public void Run()
    {
        var due = ListDatabases().Where(NeedsUpgrade).ToArray();
        try
        {
            foreach (var file in due) BackUp(file);
            for (var i = 0; i < due.Length; i++)
            {
                UpgradeDatabase(due[i]);
                onUpgraded?.Invoke(i + 1, due.Length);
            }
            foreach (var record in ListSnapshotRecords()) UpdateSnapshotRecord(record);
        }
        catch (Exception error)
        {
            RestoreBackups();
            if (error is SqliteException) throw new IOException($"The data folder {folder} could not be upgraded: {error.Message}", error);
            throw;
        }
    }

    private IEnumerable<string> ListDatabases() =>
        ListFiles("tenants", "*.db").Concat(ListSnapshotRecords().Select(GetDatabasePath).Where(File.Exists));

    private string[] ListSnapshotRecords() => ListFiles("snapshots", SnapshotFolders.RecordFileName);

    private static string GetDatabasePath(string record) => Path.Combine(Path.GetDirectoryName(record)!, SnapshotFolders.DatabaseFileName);

    private string[] ListFiles(string part, string name)
    {
        var path = Path.Combine(folder, part);
        return Directory.Exists(path)
            ? [.. Directory.EnumerateFiles(path, name, SearchOption.AllDirectories).Order(StringComparer.Ordinal)] : [];
    }

    /// <summary>False also for a damaged or unfinished database: opening its tenant reports that.</summary>
    private bool NeedsUpgrade(string file)
    {
        try
        {
            using var db = Database.OpenAnyVersion(file);
            var version = DatabaseSchema.ReadVersion(db);
            return version != 0 && version != upgrade.Version;
        }
        catch (SqliteException error) when (DiskFailures.IsDatabaseDamage(error))
        {
            return false;
        }
    }

    private void UpgradeDatabase(string file)
    {
        try
        {
            upgrade.Apply(file);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException(
                $"The data folder {folder} cannot be upgraded to version {upgrade.Version}: {Path.GetRelativePath(folder, file)}: "
                + $"{error.Message} Nothing was changed.", error);
        }
    }

    /// <summary>
    /// Writes the new version and size into a snapshot's record. The file's time stays, because it orders the snapshots.
    /// </summary>
    private void UpdateSnapshotRecord(string record)
    {
        var database = new FileInfo(GetDatabasePath(record));
        if (ReadOlderRecord(record) is not { } json || !database.Exists) return;
        BackUp(record);
        var written = File.GetLastWriteTimeUtc(record);
        (json["schema"], json["database_bytes"]) = (upgrade.Version, database.Length);
        File.WriteAllText(record + ".new", json.ToJsonString());
        File.SetLastWriteTimeUtc(record + ".new", written);
        File.Move(record + ".new", record, overwrite: true);
    }

    /// <summary>The record, when it is of an earlier version; null when it is current or damaged.</summary>
    private JsonObject? ReadOlderRecord(string record)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllBytes(record)) is JsonObject json && (int?)json["schema"] < upgrade.Version ? json : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Closing a database writes its log into the file, so the file is complete.</summary>
    private void BackUp(string file)
    {
        var copy = GetBackupPath(file);
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        File.Copy(file, copy + ".new", overwrite: true);
        File.Move(copy + ".new", copy, overwrite: true);
    }

    private void RestoreBackups()
    {
        if (!Directory.Exists(BackupFolder)) return;
        foreach (var copy in Directory.EnumerateFiles(BackupFolder, "*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".new", StringComparison.Ordinal)))
        {
            var file = Path.Combine(folder, Path.GetRelativePath(BackupFolder, copy));
            foreach (var suffix in (string[])["-wal", "-shm"]) File.Delete(file + suffix);
            File.Move(copy, file, overwrite: true);
        }
        Directory.Delete(BackupFolder, recursive: true);
    }

    private string GetBackupPath(string file) => Path.Combine(BackupFolder, Path.GetRelativePath(folder, file));
}
