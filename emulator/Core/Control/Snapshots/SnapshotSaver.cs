using Scopix.Emulator.Api.LlamaCloud;
using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Control.Faults;
using Scopix.Emulator.Control.Stubs;

namespace Scopix.Emulator.Control.Snapshots;

/// <summary>Saves the state of a tenant: a copy of its database, the state that is not in it, and the bytes that can expire.</summary>
internal sealed class SnapshotSaver(IObjectStore store, EmbeddedStore local, SnapshotStore snapshotStore)
{
    /// <summary>Of exports and uploads in progress (a limit of ours). The content of files is not copied.</summary>
    public const long MaxCopiedBytes = 1L << 30;

    /// <summary>The files of both APIs.</summary>
    public static long CountFiles(Transaction transaction) =>
        new FileIndex(transaction.Db).CountAll() + LlamaFileStore.CountAll(transaction);

    /// <summary>The snapshot lock of the tenant must be held.</summary>
    /// <exception cref="ApiError">409: the name is taken, there are too many snapshots, or uploads and exports are too large.</exception>
    public async Task<Snapshot> SaveAsync(TenantState tenant, string name, CancellationToken cancel)
    {
        var folder = snapshotStore.CreateFolder(tenant, name);
        try
        {
            var uploads = SaveUploads(tenant, folder);
            var (state, (files, keys, faults, stubs)) = tenant.SaveSnapshot(folder.DatabasePath, keep: true, transaction => (
                CountFiles(transaction),
                transaction.Db.Query("SELECT key FROM expiring_objects ORDER BY key", row => row.GetString(0)),
                tenant.Features.Get<FaultList>().Record, tenant.Features.Get<StubList>().Record));
            var exports = await SaveExportsAsync(tenant, folder, keys, MaxCopiedBytes - (uploads ?? 0), cancel);
            var record = new SnapshotRecord(
                SnapshotRecord.CurrentFormat, DatabaseSchema.Version, name, tenant.Vendor.ToString().ToLowerInvariant(), tenant.Id, files,
                new FileInfo(folder.DatabasePath).Length, uploads, SnapshotState.Create(state, faults, stubs), exports);
            return SnapshotStore.Commit(new Snapshot(folder, record));
        }
        catch
        {
            snapshotStore.DeleteFolder(tenant, folder);
            throw;
        }
    }

    /// <summary>Saves the current state temporarily for a comparison. The snapshot lock of the tenant must be held.</summary>
    public Snapshot CaptureCurrentState(TenantState tenant)
    {
        var folder = snapshotStore.CreateTemporaryFolder(tenant, "now");
        var (state, (faults, stubs)) = tenant.SaveSnapshot(
            folder.DatabasePath, keep: false, _ => (tenant.Features.Get<FaultList>().Record, tenant.Features.Get<StubList>().Record));
        return new Snapshot(folder, new SnapshotRecord(
            SnapshotRecord.CurrentFormat, DatabaseSchema.Version, SnapshotName.Now, "", tenant.Id, 0, 0, null,
            SnapshotState.Create(state, faults, stubs), []));
    }

    private long? SaveUploads(TenantState tenant, SnapshotFolder folder)
    {
        if (store != local) return null;
        var bytes = local.GetUploadBytes(tenant.Storage);
        if (bytes > MaxCopiedBytes) throw TooManyBytes(bytes);
        local.CopyUploadsTo(tenant.Storage, folder.UploadsPath);
        return bytes;
    }

    private async Task<ExportCopyRecord[]> SaveExportsAsync(
        TenantState tenant, SnapshotFolder folder, List<string> keys, long room, CancellationToken cancel)
    {
        var copies = new List<ExportCopyRecord>();
        foreach (var key in keys)
        {
            await using var bytes = await store.OpenReadAsync(tenant.Storage, key, cancel);
            if (bytes is null) continue; // the export is being written
            if ((room -= bytes.Length) < 0) throw TooManyBytes(MaxCopiedBytes - room);
            var modified = bytes is FileStream file ? new DateTimeOffset(File.GetLastWriteTimeUtc(file.SafeFileHandle)) : tenant.Clock.Now;
            await using var copy = new FileStream(folder.GetExportPath(copies.Count), FileMode.CreateNew);
            await bytes.CopyToAsync(copy, cancel);
            copies.Add(new ExportCopyRecord(key, modified, copy.Length));
        }
        return [.. copies];
    }

    private static ApiError TooManyBytes(long bytes) => ApiError.Conflict(
        $"A snapshot can have {MaxCopiedBytes} bytes of exports and of uploads in progress, but there are {bytes}: complete or abort "
        + "uploads, or let exports expire");
}
