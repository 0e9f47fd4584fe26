using Scopix.Emulator.Engine;
using Scopix.Emulator.Http;
using Scopix.Storage;

namespace Scopix.Emulator.Control.Snapshots;

/// <summary>The snapshots of all tenants, on disk. One change at a time for each tenant; what reads one holds off its removal.</summary>
internal sealed class SnapshotStore(TenantRegistry tenants, IObjectStore store, EmbeddedStore local)
{
    /// <summary>How many snapshots a tenant has (a limit of ours).</summary>
    public const int MaxSnapshots = 64;

    private readonly KeyedLock _tenantLocks = new();
    private readonly KeyedLock _snapshotLocks = new();

    /// <summary>
    /// Waits until nobody else saves, restores, takes in or removes snapshots of a tenant. Before any
    /// <see cref="LockSnapshotAsync"/>.
    /// </summary>
    public Task<IDisposable> LockTenantAsync(TenantState tenant, CancellationToken cancel) => _tenantLocks.AcquireAsync(tenant.Id, cancel);

    /// <summary>Holds off the removal of a snapshot.</summary>
    public Task<IDisposable> LockSnapshotAsync(
        TenantState tenant, string name, CancellationToken cancel) => _snapshotLocks.AcquireAsync($"{tenant.Id}/{name}", cancel);

    /// <summary>A tenant's snapshots, the oldest first.</summary>
    public IReadOnlyList<Snapshot> List(TenantState tenant) =>
        [.. Directory.EnumerateDirectories(tenants.Snapshots.CreateTenantFolder(tenant.Id)).Select(path => ReadSnapshot(new(path)))
            .OfType<Snapshot>()
            .OrderBy(one => File.GetLastWriteTimeUtc(one.Folder.RecordPath))
            .ThenBy(one => one.Record.Name, StringComparer.Ordinal)];

    /// <summary>A snapshot.</summary>
    /// <exception cref="ApiError">There is none: 404.</exception>
    public Snapshot Get(
        TenantState tenant, string name) => ReadSnapshot(GetFolder(tenant, name)) ?? throw ApiError.NotFound($"Snapshot {name}");

    /// <summary>Makes an empty folder for a new snapshot.</summary>
    /// <exception cref="ApiError">There is one of that name, or there are as many as there may be: 409.</exception>
    public SnapshotFolder CreateFolder(TenantState tenant, string name)
    {
        if (ReadSnapshot(GetFolder(tenant, name)) is not null)
            throw ApiError.Conflict($"There is a snapshot named '{name}': delete it first, or take another name");
        if (List(tenant).Count >= MaxSnapshots) throw ApiError.Conflict($"There are {MaxSnapshots} snapshots already: delete some");
        return SnapshotFolder.CreateEmpty(GetFolder(tenant, name).Path);
    }

    /// <summary>
    /// Makes an empty folder that no snapshot has, for one thing at a time; it goes with <see cref="DeleteFolder"/>, or at the next
    /// start.
    /// </summary>
    public SnapshotFolder CreateTemporaryFolder(TenantState tenant, string purpose) =>
        SnapshotFolder.CreateEmpty(Path.Combine(tenants.Snapshots.CreateTenantFolder(tenant.Id), purpose));

    /// <summary>Makes a snapshot count: all of it is in its folder.</summary>
    public static Snapshot Commit(Snapshot snapshot)
    {
        var record = snapshot.Folder.RecordPath;
        File.WriteAllBytes(record + ".new", JsonSerializer.SerializeToUtf8Bytes(snapshot.Record, ControlJsonContext.Shared.SnapshotRecord));
        File.Move(record + ".new", record, overwrite: true);
        return snapshot;
    }

    /// <summary>Removes a snapshot, and the content that nothing else refers to.</summary>
    public async Task RemoveAsync(TenantState tenant, Snapshot snapshot, CancellationToken cancel)
    {
        using var snapshotLock = await LockSnapshotAsync(tenant, snapshot.Record.Name, cancel);
        DeleteFolder(tenant, snapshot.Folder);
    }

    /// <summary>Removes all snapshots of a tenant; answers how many there were.</summary>
    public async Task<int> ClearAsync(TenantState tenant, CancellationToken cancel)
    {
        var all = List(tenant);
        foreach (var snapshot in all) await RemoveAsync(tenant, snapshot, cancel);
        return all.Count;
    }

    /// <summary>Removes a folder, half done or whole, and the content that nothing else refers to.</summary>
    public void DeleteFolder(TenantState tenant, SnapshotFolder folder)
    {
        File.Delete(folder.RecordPath);
        var path = folder.DatabasePath;
        if (tenant.Read(transaction => transaction.Tenant.SnapshotContent.ContainsSnapshot(path))) ReleaseContent(tenant, path);
        if (Directory.Exists(folder.Path)) Directory.Delete(folder.Path, recursive: true);
    }

    /// <summary>What a damaged database refers to is not known: its bytes stay until the tenant's reset.</summary>
    private void ReleaseContent(TenantState tenant, string path)
    {
        try
        {
            using var database = Database.OpenReadOnly(path);
            ReleaseContent(tenant, path, database);
        }
        catch (Exception error) when (DiskFailures.IsDatabaseDamage(error)
            || error is InvalidDataException or UnsupportedSchemaVersionException)
        {
            tenant.Read(_ => tenant.SnapshotContent.RemoveSnapshot(path));
        }
    }

    private void ReleaseContent(TenantState tenant, string path, Database database)
    {
        var content = ContentKeys.Read(database);
        tenant.Read(transaction =>
        {
            tenant.SnapshotContent.RemoveSnapshot(path);
            UnreferencedContent.Find(tenant.SnapshotContent, database, content, ContentKeys.Read(transaction.Db))
                .Delete(tenant, store, local);
        });
    }

    private SnapshotFolder GetFolder(TenantState tenant, string name) =>
        new(Path.Combine(tenants.Snapshots.CreateTenantFolder(tenant.Id), SnapshotName.ToFolderName(name)));

    private static Snapshot? ReadSnapshot(SnapshotFolder folder) => File.Exists(folder.RecordPath)
        ? new(folder, JsonSerializer.Deserialize(File.ReadAllBytes(folder.RecordPath), ControlJsonContext.Shared.SnapshotRecord)!)
        : null;
}
