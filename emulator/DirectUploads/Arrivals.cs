using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.Sessions;
using Scopix.Emulator.State;

namespace Scopix.Emulator.DirectUploads;

/// <summary>
/// What has arrived in storage of direct uploads that are still to be completed: clients PUT there without telling the API. Nothing is
/// kept of it, so that sessions can be read when nothing can be written.
/// </summary>
public sealed class Arrivals(IObjectStore store)
{
    /// <summary>Storage is asked for at most so many sessions, the first ones; others are shown as they are kept.</summary>
    private const int Most = 200;

    /// <summary>The sessions as storage has their bytes.</summary>
    public async Task<List<SessionRecord>> SeenAsync(World world, IEnumerable<SessionRecord> sessions, CancellationToken cancel)
    {
        List<SessionRecord> seen = [];
        var asked = 0;
        foreach (var session in sessions) seen.Add(session.IsAwaited && asked++ < Most ? await SeenAsync(world, session, cancel) : session);
        return seen;
    }

    private async Task<SessionRecord> SeenAsync(World world, SessionRecord session, CancellationToken cancel)
    {
        if (world.Read(turn => IntentStore.Find(turn, session.Id)) is not { IsOpen: true } intent) return session;
        var (some, all) = intent.Status == IntentStatus.Uploaded ? (true, true) : await ArrivedAsync(world.Storage, intent, cancel);
        return some ? session with { Told = "uploading", IsConfirming = all } : session;
    }

    private async Task<(bool Some, bool All)> ArrivedAsync(StorageAccount account, IntentRecord intent, CancellationToken cancel)
    {
        if (!intent.IsMultipart) return await store.SizeAsync(account, intent.StagingKey, cancel) is null ? (false, false) : (true, true);
        var parts = (await store.ListPartsAsync(account, intent.StagingKey, intent.S3UploadId!, cancel))?.Count ?? 0;
        return (parts > 0, false);
    }
}
