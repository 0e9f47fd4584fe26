using Scopix.Emulator.Files;
using Scopix.Emulator.Http;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Snapshots;

/// <summary>Saves a tenant's world: a copy of its database, what decides later answers beside it, and the bytes that pass away.</summary>
public sealed class Saving(IObjectStore store, EmbeddedStore local, Shelf shelf)
{
    /// <summary>Bytes of exports and of uploads under way that a snapshot holds (a limit of ours); files' content is not copied.</summary>
    public const long MostCopied = 1L << 30;

    /// <summary>Saves the present state. The tenant's door must be held.</summary>
    /// <exception cref="ApiError">The name is taken, there are too many, or too much is under way: 409.</exception>
    public async Task<Snapshot> SaveAsync(World world, string name, CancellationToken cancel)
    {
        var snapshot = new Snapshot(shelf.Begin(world, name), null!);
        try
        {
            var uploads = SaveUploads(world, snapshot);
            var (state, (files, keys)) = world.Save(snapshot.Database, keep: true, turn => (
                FileCounts.OfTenant(turn.Db), turn.Db.Query("SELECT key FROM expiring_objects ORDER BY key", row => row.GetString(0))));
            var exports = await SaveExportsAsync(world, snapshot, keys, MostCopied - (uploads ?? 0), cancel);
            var record = new SnapshotRecord(
                SnapshotRecord.PresentFormat, Schema.Version, name, world.Vendor.ToString().ToLowerInvariant(), world.Tenant, files,
                new FileInfo(snapshot.Database).Length, uploads, state, exports);
            return Shelf.Finish(snapshot with { Record = record });
        }
        catch
        {
            shelf.Drop(world, snapshot.Folder);
            throw;
        }
    }

    /// <summary>The present state, to be compared and dropped. The tenant's door must be held.</summary>
    public Snapshot Look(World world)
    {
        var looked = new Snapshot(shelf.Scratch(world, "now"), null!);
        var (state, _) = world.Save(looked.Database, keep: false, _ => true);
        return looked with { Record = new SnapshotRecord(SnapshotRecord.PresentFormat, Schema.Version, SnapshotName.Now, "", world.Tenant, 0, 0, null, state, []) };
    }

    private long? SaveUploads(World world, Snapshot snapshot)
    {
        if (store != local) return null;
        var bytes = local.UploadBytes(world.Storage);
        if (bytes > MostCopied) throw TooMuch(bytes);
        local.SaveUploads(world.Storage, snapshot.Uploads);
        return bytes;
    }

    private async Task<ExportCopy[]> SaveExportsAsync(World world, Snapshot snapshot, List<string> keys, long room, CancellationToken cancel)
    {
        var copies = new List<ExportCopy>();
        foreach (var key in keys)
        {
            await using var bytes = await store.OpenReadAsync(world.Storage, key, cancel);
            if (bytes is null) continue; // it is being written
            if ((room -= bytes.Length) < 0) throw TooMuch(MostCopied - room);
            var modified = bytes is FileStream file ? new DateTimeOffset(File.GetLastWriteTimeUtc(file.SafeFileHandle)) : world.Clock.Now;
            await using var copy = new FileStream(snapshot.Export(copies.Count), FileMode.CreateNew);
            await bytes.CopyToAsync(copy, cancel);
            copies.Add(new ExportCopy(key, modified, copy.Length));
        }
        return [.. copies];
    }

    private static ApiError TooMuch(long bytes) => ApiError.Conflict(
        $"A snapshot holds {MostCopied} bytes of exports and of uploads under way, here are {bytes}: complete or abort uploads, or let exports pass away");
}
