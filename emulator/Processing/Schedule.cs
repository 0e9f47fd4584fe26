using Scopix.Emulator.Files;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.Quota;
using Scopix.Emulator.Sessions;
using Scopix.Emulator.State;
using Scopix.Emulator.Videos;

namespace Scopix.Emulator.Processing;

/// <summary>Applies what has come due in a tenant's world: stages that ended, deleted files whose 30 days are over, exports whose time is over.</summary>
public sealed class Schedule(IObjectStore store, EmbeddedStore pictures)
{
    /// <summary>How long a deleted file can be brought back (seed 001, File Updates &amp; Deletion).</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    /// <summary>Catches up with the turn's moment.</summary>
    public void CatchUp(Turn turn)
    {
        foreach (var file in FileStore.Due(turn)) Move(turn, file);
        foreach (var key in ExpiringObjects.TakeDue(turn)) turn.Afterwards(() => store.Delete(turn.World.Storage, key));
    }

    /// <summary>Moves one file on to the turn's moment and saves it.</summary>
    public void Move(Turn turn, FileRecord file)
    {
        if (file.DeletedAt + Retention <= turn.Now)
        {
            Purge(turn, file);
            return;
        }
        var moved = file.Moved(turn.Now);
        FileStore.Save(turn, moved);
        VideoAnalysis.Settle(turn, moved);
        if ((moved.SessionId ?? moved.DirectSessionId) is not null && Statuses.IsTerminal(moved))
            SessionStore.Settle(turn, moved.Id, Statuses.InSession(moved), moved.Error, moved.ProgressAt);
    }

    private void Purge(Turn turn, FileRecord file)
    {
        FileStore.Remove(turn, file);
        Credits.Release(turn, file.Id);
        if (!Statuses.IsTerminal(file)) SessionStore.Settle(turn, file.Id, ComponentStatus.Failed, "The file was deleted before it was finished", turn.Now);
        FileStore.DropContent(turn, store, pictures, file.Hash, file.ObjectKey, file.TextKey, file.PagesKey);
    }
}
