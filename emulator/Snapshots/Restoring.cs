using Scopix.Emulator.DirectUploads;
using Scopix.Emulator.Faults;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.Quota;
using Scopix.Emulator.State;
using Scopix.Emulator.Stubs;
using RateUsed = Scopix.Emulator.Http.RateUsed;

namespace Scopix.Emulator.Snapshots;

/// <summary>Puts a tenant back to where a snapshot was saved. Everything is readied beside; the gate is held for the exchange alone.</summary>
public sealed class Restoring(IObjectStore store, EmbeddedStore local)
{
    /// <summary>What an upload says whose bytes a snapshot does not have.</summary>
    public const string Lost = "Upload was under way when the snapshot was saved, and is not carried over";

    /// <summary>Restores a snapshot of this tenant. The tenant's door must be held.</summary>
    /// <param name="world">The tenant.</param>
    /// <param name="snapshot">Its snapshot.</param>
    /// <param name="check">Looks at what is there before it goes; what it throws leaves all as it is.</param>
    public async Task RestoreAsync(World world, Snapshot snapshot, Action<Turn>? check = null)
    {
        using var aside = world.CopyAside(snapshot.Database);
        var state = snapshot.Record.State;
        var hasUploads = store == local && snapshot.Record.UploadBytes is not null;
        if (!hasUploads) FailUploads(world, aside.Db, state.Now);
        var staying = ContentKeys.Of(aside.Db);
        var uploads = hasUploads ? local.PrepareUploads(world.Storage, snapshot.Uploads) : null;
        world.Restore(aside, state, Look, leaving =>
        {
            leaving.Drop(world, store, local);
            if (uploads is null) store.ForgetUploads(world.Storage);
            else local.TakeUploads(world.Storage, uploads);
        });
        await PutExportsBackAsync(world, snapshot);

        Leaving Look(Turn turn)
        {
            check?.Invoke(turn);
            return Leaving.Of(turn, staying);
        }
    }

    /// <summary>Forgets everything but the snapshots, and what they rely on.</summary>
    /// <param name="world">The tenant.</param>
    /// <param name="clock">The time to go on from.</param>
    public void Empty(World world, EmulatorClock clock)
    {
        using var aside = world.BuildAside();
        aside.Complete();
        var none = new WorldState(clock.Now, clock.State.FrozenAt is not null, 0, 0, new RateUsed(0, 0), new RateUsed(0, 0), new FaultsKept(0, []), new StubsKept(0, []));
        world.Restore(aside, none, turn => Leaving.Of(turn, new ContentKeys([], [])), leaving =>
        {
            leaving.Drop(world, store, local);
            store.ForgetUploads(world.Storage);
            world.Clock.State = clock.State;
            world.Journal.Clear();
        });
        world.Remember(key => key);
    }

    /// <summary>Uploads under way have failed: their bytes are not there, and the URLs that lead to them are another tenant's or gone.</summary>
    public static void FailUploads(World world, Database db, DateTimeOffset now)
    {
        var turn = new Turn(world, db, new Ids(0, ""), now);
        var open = db.Query(
            $"SELECT id FROM intents WHERE doc ->> 'status' IN ('{IntentStatus.Pending}', '{IntentStatus.Uploaded}')", row => row.GetString(0));
        foreach (var id in open)
        {
            IntentStore.Save(turn, IntentStore.Get(turn, id) with { Status = IntentStatus.Failed, Error = Lost });
            IntentSession.Fail(turn, id, Lost);
            Credits.Release(turn, id);
        }
    }

    private async Task PutExportsBackAsync(World world, Snapshot snapshot)
    {
        for (var n = 0; n < snapshot.Record.Exports.Length; n++)
        {
            var export = snapshot.Record.Exports[n];
            await using var bytes = File.OpenRead(snapshot.Export(n));
            using var staged = await store.StageAsync(world.Storage, bytes, long.MaxValue, CancellationToken.None);
            await store.PublishAsync(world.Storage with { Now = () => export.ModifiedAt }, staged, export.Key, CancellationToken.None);
        }
    }
}
