using Scopix.Emulator.Http;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Snapshots;

/// <summary>The snapshots of all tenants, on disk. One change at a time for each tenant; what reads one holds off its removal.</summary>
public sealed class Shelf(Worlds worlds, IObjectStore store, EmbeddedStore pictures)
{
    /// <summary>How many snapshots a tenant has (a limit of ours).</summary>
    public const int Most = 64;

    private readonly Doors _tenants = new();
    private readonly Doors _names = new();

    /// <summary>Waits until nobody else saves, restores, takes in or removes snapshots of a tenant. Before any <see cref="UseAsync"/>.</summary>
    public Task<IDisposable> AloneAsync(World world, CancellationToken cancel) => _tenants.EnterAsync(world.Tenant, cancel);

    /// <summary>Holds off the removal of a snapshot.</summary>
    public Task<IDisposable> UseAsync(World world, string name, CancellationToken cancel) => _names.EnterAsync($"{world.Tenant}/{name}", cancel);

    /// <summary>A tenant's snapshots, the oldest first.</summary>
    public IReadOnlyList<Snapshot> All(World world) =>
        [.. Directory.EnumerateDirectories(worlds.Snapshots.Of(world.Tenant)).Select(Read).OfType<Snapshot>()
            .OrderBy(one => File.GetLastWriteTimeUtc(Path.Combine(one.Folder, SnapshotFolders.Record))).ThenBy(one => one.Record.Name, StringComparer.Ordinal)];

    /// <summary>A snapshot.</summary>
    /// <exception cref="ApiError">There is none: 404.</exception>
    public Snapshot Get(World world, string name) => Read(FolderOf(world, name)) ?? throw ApiError.NotFound($"Snapshot {name}");

    /// <summary>Makes an empty folder for a new snapshot.</summary>
    /// <exception cref="ApiError">There is one of that name, or there are as many as there may be: 409.</exception>
    public string Begin(World world, string name)
    {
        if (Read(FolderOf(world, name)) is not null) throw ApiError.Conflict($"There is a snapshot named '{name}': delete it first, or take another name");
        if (All(world).Count >= Most) throw ApiError.Conflict($"There are {Most} snapshots already: delete some");
        if (Directory.Exists(FolderOf(world, name))) Directory.Delete(FolderOf(world, name), recursive: true);
        return Directory.CreateDirectory(FolderOf(world, name)).FullName;
    }

    /// <summary>Makes an empty folder that no snapshot has, for one thing at a time; it goes with <see cref="Drop"/>, or at the next start.</summary>
    public string Scratch(World world, string purpose)
    {
        var folder = Path.Combine(worlds.Snapshots.Of(world.Tenant), purpose);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        return Directory.CreateDirectory(folder).FullName;
    }

    /// <summary>Makes a snapshot count: all of it is in its folder.</summary>
    public static Snapshot Finish(Snapshot snapshot)
    {
        var record = Path.Combine(snapshot.Folder, SnapshotFolders.Record);
        File.WriteAllBytes(record + ".new", JsonSerializer.SerializeToUtf8Bytes(snapshot.Record, WireJson.Wire.SnapshotRecord));
        File.Move(record + ".new", record, overwrite: true);
        return snapshot;
    }

    /// <summary>Removes a snapshot, and the content that nothing else refers to.</summary>
    public async Task RemoveAsync(World world, Snapshot snapshot, CancellationToken cancel)
    {
        using var unused = await UseAsync(world, snapshot.Record.Name, cancel);
        Drop(world, snapshot.Folder);
    }

    /// <summary>Removes all snapshots of a tenant; answers how many there were.</summary>
    public async Task<int> ClearAsync(World world, CancellationToken cancel)
    {
        var all = All(world);
        foreach (var snapshot in all) await RemoveAsync(world, snapshot, cancel);
        return all.Count;
    }

    /// <summary>Removes a folder, half done or whole, and the content that nothing else refers to.</summary>
    public void Drop(World world, string folder)
    {
        File.Delete(Path.Combine(folder, SnapshotFolders.Record));
        var path = Path.Combine(folder, SnapshotFolders.Database);
        if (world.Read(turn => turn.World.Kept.Keeps(path))) Release(world, path);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    /// <summary>What a damaged database refers to is not known: its bytes stay until the tenant's reset.</summary>
    private void Release(World world, string path)
    {
        try
        {
            using var going = Database.Open(path);
            Release(world, path, going);
        }
        catch (Exception error) when (DiskFailures.IsDamage(error) || error is InvalidDataException or OtherVersionException)
        {
            world.Read(turn =>
            {
                world.Kept.Release(path);
                return true;
            });
        }
    }

    private void Release(World world, string path, Database going)
    {
        var content = ContentKeys.Of(going);
        world.Read(turn =>
        {
            world.Kept.Release(path);
            Leaving.Of(world.Kept, going, content, ContentKeys.Of(turn.Db)).Drop(world, store, pictures);
            return true;
        });
    }

    private string FolderOf(World world, string name) => Path.Combine(worlds.Snapshots.Of(world.Tenant), SnapshotName.FolderOf(name));

    private static Snapshot? Read(string folder)
    {
        var record = Path.Combine(folder, SnapshotFolders.Record);
        return File.Exists(record) ? new Snapshot(folder, JsonSerializer.Deserialize(File.ReadAllBytes(record), WireJson.Wire.SnapshotRecord)!) : null;
    }
}
