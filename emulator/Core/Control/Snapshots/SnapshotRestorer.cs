using Scopix.Emulator.Api.Scopix.DirectUploads;
using Scopix.Emulator.Api.Scopix.Quota;
using Scopix.Emulator.Control.Faults;
using Scopix.Emulator.Control.Stubs;

namespace Scopix.Emulator.Control.Snapshots;

/// <summary>
/// Restores a tenant to the state of a snapshot. The database is prepared first; the tenant's lock is held only while it is exchanged.
/// </summary>
internal sealed class SnapshotRestorer(IObjectStore store, EmbeddedStore local)
{
    /// <summary>The error of an upload whose bytes the snapshot does not have.</summary>
    public const string LostUploadError = "Upload was in progress when the snapshot was saved, and its bytes are not in the snapshot";

    /// <summary>The snapshot lock of the tenant must be held.</summary>
    /// <param name="check">Called with the current state before it is replaced; an exception cancels the restore.</param>
    public async Task RestoreAsync(TenantState tenant, Snapshot snapshot, Action<Transaction>? check = null)
    {
        using var staging = tenant.CreateStagingCopy(snapshot.Folder.DatabasePath);
        var state = snapshot.Record.State;
        var hasUploads = store == local && snapshot.Record.UploadBytes is not null;
        if (!hasUploads) FailPendingUploads(tenant, staging.Db, state.Now);
        var retained = ContentKeys.Read(staging.Db);
        var uploads = hasUploads ? local.StageUploadCopy(tenant.Storage, snapshot.Folder.UploadsPath) : null;
        tenant.Restore(staging, state.ToTenantState(), Look, unreferenced =>
        {
            (tenant.Features.Get<FaultList>().Record, tenant.Features.Get<StubList>().Record) = (state.Faults, state.Stubs);
            unreferenced.Delete(tenant, store, local);
            if (uploads is null) store.DeleteUploads(tenant.Storage);
            else local.ReplaceUploads(tenant.Storage, uploads);
        });
        await RestoreExportsAsync(tenant, snapshot);

        UnreferencedContent Look(Transaction transaction)
        {
            check?.Invoke(transaction);
            return UnreferencedContent.Find(transaction, retained);
        }
    }

    /// <summary>Clears everything but the snapshots and the content that they need.</summary>
    public void ClearTenant(TenantState tenant, AdjustableClock clock)
    {
        using var staging = tenant.CreateStagingDatabase();
        staging.Complete();
        var none = new TenantSnapshotState(clock.Now, clock.State.FrozenAt is not null, 0, 0, new RateUsage(0, 0), new RateUsage(0, 0));
        tenant.Restore(staging, none, transaction => UnreferencedContent.Find(transaction, new ContentKeys([], [])), unreferenced =>
        {
            unreferenced.Delete(tenant, store, local);
            store.DeleteUploads(tenant.Storage);
            tenant.Clock.State = clock.State;
            tenant.Features.Reset();
        });
        tenant.SaveKeyAndClock(key => key);
    }

    /// <summary>
    /// Uploads in progress fail: their bytes are not there, and their URLs belong to another tenant or are no longer valid.
    /// </summary>
    public static void FailPendingUploads(TenantState tenant, Database db, DateTimeOffset now)
    {
        var transaction = new Transaction(tenant, db, new IdGenerator(0, ""), now);
        var open = db.Query(
            $"SELECT id FROM intents WHERE doc ->> 'status' IN ('{IntentStatus.Pending}', '{IntentStatus.Uploaded}')",
            row => row.GetString(0));
        foreach (var id in open)
        {
            IntentStore.Save(transaction, IntentStore.Get(transaction, id) with { Status = IntentStatus.Failed, Error = LostUploadError });
            DirectUploadSession.Fail(transaction, id, LostUploadError);
            CreditLedger.Release(transaction, id);
        }
    }

    private async Task RestoreExportsAsync(TenantState tenant, Snapshot snapshot)
    {
        for (var n = 0; n < snapshot.Record.Exports.Length; n++)
        {
            var export = snapshot.Record.Exports[n];
            await using var bytes = File.OpenRead(snapshot.Folder.GetExportPath(n));
            using var staged = await store.StageAsync(tenant.Storage, bytes, long.MaxValue, CancellationToken.None);
            await store.PublishAsync(tenant.Storage with { Now = () => export.ModifiedAt }, staged, export.Key, CancellationToken.None);
        }
    }
}
