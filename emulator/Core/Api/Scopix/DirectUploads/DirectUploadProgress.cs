using Scopix.Emulator.Api.Scopix.Sessions;

namespace Scopix.Emulator.Api.Scopix.DirectUploads;

/// <summary>
/// Asks storage which bytes of open direct uploads have arrived, since clients PUT there without a request to the API. Nothing is
/// saved, so that sessions can be read when nothing can be written.
/// </summary>
internal sealed class DirectUploadProgress(IObjectStore store)
{
    /// <summary>Storage is asked only for the first sessions; the others are returned as they are stored.</summary>
    private const int MaxSessionsChecked = 200;

    public async Task<List<SessionRecord>> RefreshAsync(TenantState tenant, IEnumerable<SessionRecord> sessions, CancellationToken cancel)
    {
        List<SessionRecord> refreshed = [];
        var checkedCount = 0;
        foreach (var session in sessions)
        {
            var isChecked = session.IsAwaitingUpload && checkedCount++ < MaxSessionsChecked;
            refreshed.Add(isChecked ? await RefreshAsync(tenant, session, cancel) : session);
        }
        return refreshed;
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
