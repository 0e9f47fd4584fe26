using Scopix.Storage;

namespace Scopix.Emulator.Engine;

/// <summary>
/// Where tenants' snapshots lie: a folder for each, in the data folder, or in a temporary one that is made when it is first needed.
/// A snapshot is there as soon as its folder has <see cref="RecordFileName"/>.
/// </summary>
/// <param name="data">The data folder; null keeps nothing over a restart.</param>
internal sealed class SnapshotFolders(string? data) : IDisposable
{
    /// <summary>What says that a snapshot is whole, written last and removed first.</summary>
    public const string RecordFileName = "snapshot.json";

    /// <summary>The copy of the tenant's database.</summary>
    public const string DatabaseFileName = "database.db";

    private readonly Lock _temporaryLock = new();
    private TemporaryFolder? _temporary;

    /// <summary>A tenant's folder; it is there afterwards.</summary>
    public string CreateTenantFolder(string tenant) => Directory.CreateDirectory(Path.Combine(GetRoot(), tenant)).FullName;

    /// <summary>Whether a tenant has a snapshot in the data folder.</summary>
    public bool HasSnapshots(string tenant) => data is not null && Path.Combine(GetRoot(), tenant) is var folder && Directory.Exists(folder)
        && Directory.EnumerateFiles(folder, RecordFileName, SearchOption.AllDirectories).Any();

    /// <summary>The content that a tenant's snapshots keep; what a killed process left half done goes.</summary>
    public SnapshotContent OpenContent(string tenant)
    {
        var content = new SnapshotContent();
        if (data is null || !Directory.Exists(Path.Combine(GetRoot(), tenant))) return content;
        foreach (var folder in Directory.GetDirectories(CreateTenantFolder(tenant)))
            if (File.Exists(Path.Combine(folder, RecordFileName))) content.AddSnapshot(Path.Combine(folder, DatabaseFileName));
            else Directory.Delete(folder, recursive: true);
        return content;
    }

    /// <inheritdoc/>
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
