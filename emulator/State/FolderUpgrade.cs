using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Scopix.Emulator.ObjectStore;

namespace Scopix.Emulator.State;

/// <summary>
/// Upgrades all databases of a data folder, those of snapshots too. Each is copied to <c>before-{version}</c> first, where the copies
/// stay. When one fails, all are put back. A killed process's upgrade is finished by the next start.
/// </summary>
/// <param name="folder">The data folder.</param>
/// <param name="upgrade">The steps.</param>
internal sealed class FolderUpgrade(string folder, Upgrade upgrade)
{
    private string Copies => Path.Combine(folder, $"before-{upgrade.Version}");

    /// <summary>Upgrades the folder, or leaves it as it was.</summary>
    /// <exception cref="InvalidDataException">A database is of a version that is not read, or a step fails.</exception>
    /// <exception cref="IOException">There is no room, or a file cannot be written.</exception>
    public void Run()
    {
        var due = Databases().Where(IsDue).ToArray();
        try
        {
            foreach (var file in due) Keep(file);
            foreach (var file in due) Bring(file);
            foreach (var record in Records()) Tell(record);
        }
        catch (Exception error)
        {
            PutBack();
            if (error is SqliteException) throw new IOException($"The data folder {folder} could not be upgraded: {error.Message}", error);
            throw;
        }
    }

    private IEnumerable<string> Databases() => Files("tenants", "*.db").Concat(Records().Select(DatabaseOf).Where(File.Exists));

    private string[] Records() => Files("snapshots", SnapshotFolders.Record);

    private static string DatabaseOf(string record) => Path.Combine(Path.GetDirectoryName(record)!, SnapshotFolders.Database);

    private string[] Files(string part, string name)
    {
        var path = Path.Combine(folder, part);
        return Directory.Exists(path) ? [.. Directory.EnumerateFiles(path, name, SearchOption.AllDirectories).Order(StringComparer.Ordinal)] : [];
    }

    /// <summary>A database that is damaged or was never finished is left to whoever opens it, who says so.</summary>
    private bool IsDue(string file)
    {
        try
        {
            using var db = Database.OpenAsItIs(file);
            var version = Schema.VersionOf(db);
            return version != 0 && version != upgrade.Version;
        }
        catch (SqliteException error) when (DiskFailures.IsDamage(error))
        {
            return false;
        }
    }

    private void Bring(string file)
    {
        try
        {
            upgrade.Apply(file);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException(
                $"The data folder {folder} cannot be upgraded to version {upgrade.Version}: {Path.GetRelativePath(folder, file)}: {error.Message} Nothing was changed.", error);
        }
    }

    /// <summary>Writes the new version and size into a snapshot's record, whose time orders the snapshots.</summary>
    private void Tell(string record)
    {
        var database = new FileInfo(DatabaseOf(record));
        if (Read(record) is not { } json || !database.Exists) return;
        Keep(record);
        var written = File.GetLastWriteTimeUtc(record);
        (json["schema"], json["database_bytes"]) = (upgrade.Version, database.Length);
        File.WriteAllText(record + ".new", json.ToJsonString());
        File.SetLastWriteTimeUtc(record + ".new", written);
        File.Move(record + ".new", record, overwrite: true);
    }

    /// <summary>A record of an earlier version; null when it is of the present one, or damaged.</summary>
    private JsonObject? Read(string record)
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

    /// <summary>Whoever opened the database last has put its log into it: the file is all of it.</summary>
    private void Keep(string file)
    {
        var copy = CopyOf(file);
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        File.Copy(file, copy + ".new", overwrite: true);
        File.Move(copy + ".new", copy, overwrite: true);
    }

    private void PutBack()
    {
        if (!Directory.Exists(Copies)) return;
        foreach (var copy in Directory.EnumerateFiles(Copies, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".new", StringComparison.Ordinal)))
        {
            var file = Path.Combine(folder, Path.GetRelativePath(Copies, copy));
            foreach (var rest in (string[])["-wal", "-shm"]) File.Delete(file + rest);
            File.Move(copy, file, overwrite: true);
        }
        Directory.Delete(Copies, recursive: true);
    }

    private string CopyOf(string file) => Path.Combine(Copies, Path.GetRelativePath(folder, file));
}
