using Scopix.Emulator.Control;
using Scopix.Emulator.Http;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Snapshots;

/// <summary>Snapshots of the tenant whose key is sent: save, restore, branch, compare, carry elsewhere.</summary>
public sealed class SnapshotsApi(IObjectStore store, EmbeddedStore local, Shelf shelf)
{
    private readonly Saving _saving = new(store, local, shelf);
    private readonly Restoring _restoring = new(store, local);

    /// <summary>The route table.</summary>
    public void Map(IEndpointRouteBuilder control)
    {
        control.Operation("emulator.snapshots", "GET", "/snapshots", List, Evidence.Assumed);
        control.Operation("emulator.snapshots_save", "POST", "/snapshots", SaveAsync, Evidence.Assumed);
        control.Operation("emulator.snapshots_clear", "DELETE", "/snapshots", ClearAsync, Evidence.Assumed);
        control.Operation("emulator.snapshots_remove", "DELETE", "/snapshots/{name}", RemoveAsync, Evidence.Assumed);
        control.Operation("emulator.snapshots_restore", "POST", "/snapshots/{name}/restore", RestoreAsync, Evidence.Assumed);
    }

    private Answer List(Call call)
    {
        SnapshotShown[] items = [.. shelf.All(call.World).Select(SnapshotShown.Of)];
        return Answer.Ok(new SnapshotsShown(items, items.Length));
    }

    private async Task<Answer> SaveAsync(Call call)
    {
        var name = SnapshotName.Check((await call.ReadAsync(WireJson.Wire.SaveSnapshot)).Name);
        using var alone = await shelf.AloneAsync(call.World, call.Cancel);

        return Answer.Created(SnapshotShown.Of(await _saving.SaveAsync(call.World, name, call.Cancel)));
    }

    private async Task<Answer> ClearAsync(Call call)
    {
        using var alone = await shelf.AloneAsync(call.World, call.Cancel);

        return Answer.Ok(new RulesRemoved(await shelf.ClearAsync(call.World, call.Cancel)));
    }

    private async Task<Answer> RemoveAsync(Call call)
    {
        using var alone = await shelf.AloneAsync(call.World, call.Cancel);
        await shelf.RemoveAsync(call.World, shelf.Get(call.World, call.Route("name")), call.Cancel);

        return Answer.Ok(new RulesRemoved(1));
    }

    private async Task<Answer> RestoreAsync(Call call)
    {
        using var alone = await shelf.AloneAsync(call.World, call.Cancel);
        var snapshot = shelf.Get(call.World, call.Route("name"));
        await _restoring.RestoreAsync(call.World, snapshot, CancellationToken.None); // half restored is nowhere

        return Answer.Ok(SnapshotShown.Of(snapshot));
    }
}

/// <summary>What the snapshot shall be called.</summary>
/// <param name="Name">1–64 of <c>[A-Za-z0-9_.-]</c>, but not <c>now</c>.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SaveSnapshot(string Name);

/// <summary>A tenant's snapshots, the oldest first.</summary>
public sealed record SnapshotsShown(SnapshotShown[] Items, int TotalCount);

/// <summary>A snapshot.</summary>
/// <param name="Name">Its name.</param>
/// <param name="CreatedAt">The tenant's moment that it brings back.</param>
/// <param name="Frozen">True when the clock stood still.</param>
/// <param name="Files">Files that were not deleted.</param>
/// <param name="DatabaseBytes">Bytes of the database's copy.</param>
/// <param name="OtherBytes">Bytes of exports and uploads under way that are kept with it.</param>
public sealed record SnapshotShown(string Name, DateTimeOffset CreatedAt, bool Frozen, long Files, long DatabaseBytes, long OtherBytes)
{
    /// <summary>Shows a snapshot.</summary>
    public static SnapshotShown Of(Snapshot snapshot) => new(
        snapshot.Record.Name, snapshot.Record.State.Now, snapshot.Record.State.Frozen, snapshot.Record.Files, snapshot.Record.DatabaseBytes, snapshot.Record.OtherBytes);
}
