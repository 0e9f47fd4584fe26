namespace Scopix.Emulator.Control.Snapshots;

internal sealed record Snapshot(SnapshotFolder Folder, SnapshotRecord Record);

/// <summary>The folder of a snapshot, saved or not saved yet, and the paths in it.</summary>
internal readonly record struct SnapshotFolder(string Path)
{
    /// <summary>The snapshot exists when this file does.</summary>
    public string RecordPath => System.IO.Path.Combine(Path, SnapshotFolders.RecordFileName);

    public string DatabasePath => System.IO.Path.Combine(Path, SnapshotFolders.DatabaseFileName);

    /// <summary>The copy of what clients have PUT. It exists only when the record has the number of its bytes.</summary>
    public string UploadsPath => System.IO.Path.Combine(Path, "uploads");

    public string GetExportPath(int n) => System.IO.Path.Combine(Path, $"export-{n}");

    public static SnapshotFolder CreateEmpty(string path)
    {
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
        return new SnapshotFolder(Directory.CreateDirectory(path).FullName);
    }
}
