namespace Scopix.Emulator.Engine;

/// <summary>
/// The folders of tenants' snapshots, in the data folder or in a temporary folder that is created on first use. A snapshot exists
/// when its folder contains <see cref="RecordFileName"/>.
/// </summary>
/// <param name="data">The data folder; null for an emulator in memory.</param>
internal sealed class SnapshotFolders(string? data) : IDisposable
{
    /// <summary>The record of a snapshot: written last and deleted first.</summary>
    public const string RecordFileName = "snapshot.json";

    public const string DatabaseFileName = "database.db";

    private readonly Lock _temporaryLock = new();
    private TemporaryFolder? _temporary;

    public string CreateTenantFolder(string tenant) => Directory.CreateDirectory(Path.Combine(GetRoot(), tenant)).FullName;

    public bool HasSnapshots(string tenant) => data is not null && Path.Combine(GetRoot(), tenant) is var folder && Directory.Exists(folder)
        && Directory.EnumerateFiles(folder, RecordFileName, SearchOption.AllDirectories).Any();

    /// <summary>The content of a tenant's snapshots. Deletes incomplete snapshots of a killed process.</summary>
    public SnapshotContent OpenContent(string tenant)
    {
        var content = new SnapshotContent();
        if (data is null || !Directory.Exists(Path.Combine(GetRoot(), tenant))) return content;
        foreach (var folder in Directory.GetDirectories(CreateTenantFolder(tenant)))
            if (File.Exists(Path.Combine(folder, RecordFileName))) content.AddSnapshot(Path.Combine(folder, DatabaseFileName));
            else Directory.Delete(folder, recursive: true);
        return content;
    }

    public void Dispose()
    {
        lock (_temporaryLock) _temporary?.Dispose();
    }

    private string GetRoot()
    {
        if (data is not null) return Path.Combine(data, "snapshots");
        lock (_temporaryLock) return (_temporary ??= TemporaryFolder.Create(TemporaryFolder.GetDefaultParent())).Path;
    }
}
