using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Quota;
using Scopix.Emulator.Api.Scopix.Search;
using Scopix.Emulator.Api.Scopix.Sessions;
using Scopix.Emulator.Api.Scopix.Videos;

namespace Scopix.Emulator.Api.Scopix.Uploads;

/// <summary>
/// Applies what is due in a tenant's state: ends stages, purges files 30 days after their deletion, and deletes expired exports.
/// </summary>
/// <param name="embeddings">Makes the vectors that some stages await; null without <c>--search semantic</c>.</param>
internal sealed class ScheduleRunner(IObjectStore store, EmbeddedStore local, EmbeddingQueue? embeddings = null)
{
    public void CatchUp(Transaction transaction)
    {
        foreach (var file in FileStore.ListDue(transaction)) AdvanceFile(transaction, file, saved: file);
        foreach (var key in ExpiringObjects.TakeExpired(transaction))
            transaction.OnCommitted(() => store.Delete(transaction.Tenant.Storage, key));
    }

    /// <param name="saved">The file as it is stored; null when that is not known.</param>
    public void AdvanceFile(Transaction transaction, FileRecord file, FileRecord? saved = null)
    {
        if (file.DeletedAt + FileStore.DeletedFileRetention <= transaction.Now)
        {
            Purge(transaction, file);
            return;
        }
        if (file.FindStage(StageCatalog.Embedding) is { AwaitsVectors: true, Status: ComponentStatus.Processing } stage)
            file = ContinueEmbedding(transaction, file, stage);
        var advanced = file.AdvanceTo(transaction.Now);
        FileStore.Save(transaction, advanced, saved);
        if (file.RevealedOutcome is null) embeddings?.EnqueueImage(transaction, advanced);
        VideoAnalysis.SettleCredits(transaction, advanced);
        if ((advanced.SessionId ?? advanced.DirectSessionId) is not null && FileStatuses.IsTerminal(advanced))
            SessionStore.FinishItem(transaction, advanced.Id, FileStatuses.GetSessionStatus(advanced), advanced.Error,
                advanced.LastProgressAt);
    }

    /// <summary>
    /// Makes vectors that are still missing, as after a restart. An emulator without the semantic search awaits none.
    /// </summary>
    private FileRecord ContinueEmbedding(Transaction transaction, FileRecord file, Stage stage)
    {
        if (embeddings is null) return file.ReplaceStage(stage, stage with { AwaitsVectors = false });
        embeddings.Enqueue(transaction.Tenant, file.Seq);
        return file;
    }

    private void Purge(Transaction transaction, FileRecord file)
    {
        FileStore.Remove(transaction, file);
        CreditLedger.Release(transaction, file.Id);
        if (!FileStatuses.IsTerminal(file))
            SessionStore.FinishItem(transaction, file.Id, ComponentStatus.Failed, "The file was deleted before it was finished",
                transaction.Now);
        FileStore.DeleteUnreferencedContent(transaction, store, local, file.Hash, file.ObjectKey, file.TextKey, file.PagesKey);
    }
}
