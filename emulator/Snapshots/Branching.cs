using Scopix.Emulator.Http;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.Seeding;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Snapshots;

/// <summary>Lets another tenant begin from a snapshot: with a copy of the database and of every byte, since tenants share nothing.</summary>
public sealed class Branching(IObjectStore store, Restoring restoring, Shelf shelf)
{
    /// <summary>Branches. Door of the target and use of the snapshot must be held.</summary>
    /// <param name="from">Whose snapshot.</param>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="to">The tenant that begins from it.</param>
    /// <param name="cancel">Gives up, and leaves nothing.</param>
    /// <exception cref="ApiError">The target has something already: 409.</exception>
    public async Task BranchAsync(World from, Snapshot snapshot, World to, CancellationToken cancel)
    {
        to.Read(RefuseUnlessEmpty);
        var copy = Copied(from, snapshot, to);
        try
        {
            to.Read(turn => Keep(turn, copy.Database));
            using (var source = Database.Open(snapshot.Database))
                foreach (var key in ContentKeys.ObjectsOf(source)) await CopyAsync(from, to, key, cancel);
            await restoring.RestoreAsync(to, copy, turn => RefuseUnlessEmpty(turn));
        }
        finally
        {
            shelf.Drop(to, copy.Folder);
        }
    }

    private Snapshot Copied(World from, Snapshot snapshot, World to)
    {
        var exports = snapshot.Record.Exports.Select(export => export with { Key = OtherTenant.Key(export.Key, from.Tenant, to.Tenant) });
        var copy = new Snapshot(shelf.Scratch(to, "branch"), snapshot.Record with { Tenant = to.Tenant, UploadBytes = null, Exports = [.. exports] });
        File.Copy(snapshot.Database, copy.Database);
        for (var n = 0; n < copy.Record.Exports.Length; n++) File.Copy(snapshot.Export(n), copy.Export(n));
        OtherTenant.Take(to, copy.Database, from.Tenant, copy.Record.State.Now);
        return copy;
    }

    private async Task CopyAsync(World from, World to, string key, CancellationToken cancel)
    {
        await using var bytes = await store.OpenReadAsync(from.Storage, key, cancel);
        if (bytes is null) return; // files of the dataset scale have none
        var modified = bytes is FileStream file ? new DateTimeOffset(File.GetLastWriteTimeUtc(file.SafeFileHandle)) : to.Clock.Now;
        using var staged = await store.StageAsync(to.Storage, bytes, long.MaxValue, cancel);
        await store.PublishAsync(to.Storage with { Now = () => modified }, staged, OtherTenant.Key(key, from.Tenant, to.Tenant), cancel);
    }

    private static bool Keep(Turn turn, string path)
    {
        turn.World.Kept.Keep(path);
        return true;
    }

    private static bool RefuseUnlessEmpty(Turn turn) => DatasetLoader.IsEmpty(turn) && turn.Db.Number("SELECT 1 FROM llama_files LIMIT 1") is null
        ? true
        : throw ApiError.Conflict("The tenant of that key is not empty: POST /_emulator/reset with it first, or send another key");
}
