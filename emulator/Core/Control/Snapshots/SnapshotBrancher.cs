using Scopix.Emulator.Control.Seeding;

namespace Scopix.Emulator.Control.Snapshots;

/// <summary>Starts another tenant from a snapshot, with a copy of the database and of all bytes, since tenants share nothing.</summary>
internal sealed class SnapshotBrancher(IObjectStore store, SnapshotRestorer restorer, SnapshotStore snapshotStore)
{
    /// <summary>The locks of the target tenant and of the snapshot must be held.</summary>
    /// <exception cref="ApiError">409: the target is not empty.</exception>
    public async Task BranchAsync(TenantState from, Snapshot snapshot, TenantState to, CancellationToken cancel)
    {
        to.Read(EnsureEmpty);
        var copy = CopySnapshot(from, snapshot, to);
        try
        {
            to.Read(_ => to.SnapshotContent.AddSnapshot(copy.Folder.DatabasePath));
            using (var source = Database.OpenReadOnly(snapshot.Folder.DatabasePath))
                foreach (var key in ContentKeys.ReadObjectKeys(source)) await CopyObjectAsync(from, to, key, cancel);
            await restorer.RestoreAsync(to, copy, EnsureEmpty);
        }
        finally
        {
            snapshotStore.DeleteFolder(to, copy.Folder);
        }
    }

    private Snapshot CopySnapshot(TenantState from, Snapshot snapshot, TenantState to)
    {
        var exports = snapshot.Record.Exports.Select(export => export with { Key = TenantRewriter.RewriteKey(export.Key, from.Id, to.Id) });
        var copy = new Snapshot(snapshotStore.CreateTemporaryFolder(to, "branch"),
            snapshot.Record with { Tenant = to.Id, UploadBytes = null, Exports = [.. exports] });
        File.Copy(snapshot.Folder.DatabasePath, copy.Folder.DatabasePath);
        for (var n = 0; n < copy.Record.Exports.Length; n++) File.Copy(snapshot.Folder.GetExportPath(n), copy.Folder.GetExportPath(n));
        TenantRewriter.RewriteDatabase(to, copy.Folder.DatabasePath, from.Id, copy.Record.State.Now);
        return copy;
    }

    private async Task CopyObjectAsync(TenantState from, TenantState to, string key, CancellationToken cancel)
    {
        await using var bytes = await store.OpenReadAsync(from.Storage, key, cancel);
        if (bytes is null) return; // files of the dataset "scale" have no bytes
        var modified = bytes is FileStream file ? new DateTimeOffset(File.GetLastWriteTimeUtc(file.SafeFileHandle)) : to.Clock.Now;
        using var staged = await store.StageAsync(to.Storage, bytes, long.MaxValue, cancel);
        await store.PublishAsync(to.Storage with { Now = () => modified }, staged, TenantRewriter.RewriteKey(key, from.Id, to.Id), cancel);
    }

    private static void EnsureEmpty(Transaction transaction)
    {
        if (!DatasetLoader.IsEmpty(transaction))
            throw ApiError.Conflict("The tenant of that key is not empty: POST /_emulator/reset with it first, or send another key");
    }
}
