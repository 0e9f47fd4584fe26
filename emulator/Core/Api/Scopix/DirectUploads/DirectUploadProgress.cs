using Scopix.Emulator.Api.Scopix.Sessions;
using Scopix.Emulator.Engine;
using Scopix.Storage;

namespace Scopix.Emulator.Api.Scopix.DirectUploads;

/// <summary>
/// What has arrived in storage of direct uploads that are still to be completed: clients PUT there without telling the API. Nothing is
/// kept of it, so that sessions can be read when nothing can be written.
/// </summary>
internal sealed class DirectUploadProgress(IObjectStore store)
{
    /// <summary>Storage is asked for at most so many sessions, the first ones; others are shown as they are kept.</summary>
    private const int MaxSessionsChecked = 200;

    /// <summary>The sessions as storage has their bytes.</summary>
    public async Task<List<SessionRecord>> RefreshAsync(TenantState tenant, IEnumerable<SessionRecord> sessions, CancellationToken cancel)
    {
        List<SessionRecord> seen = [];
        var asked = 0;
        foreach (var session in sessions)
            seen.Add(session.IsAwaitingUpload && asked++ < MaxSessionsChecked ? await RefreshAsync(tenant, session, cancel) : session);
        return seen;
    }

    private async Task<SessionRecord> RefreshAsync(TenantState tenant, SessionRecord session, CancellationToken cancel)
    {
        if (tenant.Read(transaction => IntentStore.Find(transaction, session.Id)) is not { IsOpen: true } intent) return session;
        var (some, all) = intent.Status == IntentStatus.Uploaded ? (true, true) : await CheckStorageAsync(tenant.Storage, intent, cancel);
        return some ? session with { StatusOverride = "uploading", IsConfirming = all } : session;
    }

    private async Task<(bool Some, bool All)> CheckStorageAsync(StorageAccount account, IntentRecord intent, CancellationToken cancel)
    {
        if (!intent.IsMultipart)
            return await store.GetSizeAsync(account, intent.StagingKey, cancel) is null ? (false, false) : (true, true);
        var parts = (await store.ListPartsAsync(account, intent.StagingKey, intent.S3UploadId!, cancel))?.Count ?? 0;
        return (parts > 0, false);
    }
}
