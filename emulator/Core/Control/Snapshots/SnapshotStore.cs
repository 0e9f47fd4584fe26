namespace Scopix.Emulator.Control.Snapshots;

/// <summary>
/// The snapshots of all tenants, on disk. Changes of a tenant's snapshots run one at a time; a snapshot is not removed while it is read.
/// </summary>
internal sealed class SnapshotStore(TenantRegistry tenants, IObjectStore store, EmbeddedStore local)
{
    /// <summary>Of one tenant (a limit of ours).</summary>
    public const int MaxSnapshots = 64;

    private readonly KeyedLock _tenantLocks = new();
    private readonly KeyedLock _snapshotLocks = new();

    /// <summary>
    /// Held while snapshots of a tenant are saved, restored, imported or removed. Taken before <see cref="LockSnapshotAsync"/>.
    /// </summary>
    public Task<IDisposable> LockTenantAsync(TenantState tenant, CancellationToken cancel) => _tenantLocks.AcquireAsync(tenant.Id, cancel);

    /// <summary>Held while a snapshot is read or removed.</summary>
    public Task<IDisposable> LockSnapshotAsync(TenantState tenant, string name, CancellationToken cancel) =>
        _snapshotLocks.AcquireAsync($"{tenant.Id}/{name}", cancel);

    /// <summary>The oldest first.</summary>
    public IReadOnlyList<Snapshot> List(TenantState tenant) =>
        [.. Directory.EnumerateDirectories(tenants.Snapshots.CreateTenantFolder(tenant.Id)).Select(path => ReadSnapshot(new(path)))
            .OfType<Snapshot>()
            .OrderBy(one => File.GetLastWriteTimeUtc(one.Folder.RecordPath))
            .ThenBy(one => one.Record.Name, StringComparer.Ordinal)];

    /// <exception cref="ApiError">404: the snapshot does not exist.</exception>
    public Snapshot Get(TenantState tenant, string name) =>
        ReadSnapshot(GetFolder(tenant, name)) ?? throw ApiError.NotFound($"Snapshot {name}");

    public bool Exists(TenantState tenant, string name) => ReadSnapshot(GetFolder(tenant, name)) is not null;

    /// <summary>Creates an empty folder for a new snapshot.</summary>
    /// <exception cref="ApiError">409: the name is taken, or there are too many snapshots.</exception>
    public SnapshotFolder CreateFolder(TenantState tenant, string name)
    {
        if (ReadSnapshot(GetFolder(tenant, name)) is not null)
            throw ApiError.Conflict($"There is a snapshot named '{name}': delete it first, or take another name");
        if (List(tenant).Count >= MaxSnapshots) throw ApiError.Conflict($"There are {MaxSnapshots} snapshots already: delete some");
        return SnapshotFolder.CreateEmpty(GetFolder(tenant, name).Path);
    }

    /// <summary>
    /// Creates an empty folder that is no snapshot, for one purpose at a time. <see cref="DeleteFolder"/> or the next start deletes it.
    /// </summary>
    public SnapshotFolder CreateTemporaryFolder(TenantState tenant, string purpose) =>
        SnapshotFolder.CreateEmpty(Path.Combine(tenants.Snapshots.CreateTenantFolder(tenant.Id), purpose));

    public static Snapshot Commit(Snapshot snapshot)
    {
        var record = snapshot.Folder.RecordPath;
        File.WriteAllBytes(record + ".new", JsonSerializer.SerializeToUtf8Bytes(snapshot.Record, ControlJsonContext.Shared.SnapshotRecord));
        File.Move(record + ".new", record, overwrite: true);
        return snapshot;
    }

    public async Task RemoveAsync(TenantState tenant, Snapshot snapshot, CancellationToken cancel)
    {
        using var snapshotLock = await LockSnapshotAsync(tenant, snapshot.Record.Name, cancel);
        DeleteFolder(tenant, snapshot.Folder);
    }

    public async Task<int> ClearAsync(TenantState tenant, CancellationToken cancel)
    {
        var all = List(tenant);
        foreach (var snapshot in all) await RemoveAsync(tenant, snapshot, cancel);
        return all.Count;
    }

    /// <summary>Deletes a folder, complete or not, and the content that nothing else refers to.</summary>
    public void DeleteFolder(TenantState tenant, SnapshotFolder folder)
    {
        File.Delete(folder.RecordPath);
        var path = folder.DatabasePath;
        if (tenant.Read(transaction => transaction.Tenant.SnapshotContent.ContainsSnapshot(path))) ReleaseContent(tenant, path);
        if (Directory.Exists(folder.Path)) Directory.Delete(folder.Path, recursive: true);
    }

    /// <summary>The content of a damaged database is not known; it stays until the tenant is reset.</summary>
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
