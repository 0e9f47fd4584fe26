using Scopix.Emulator.Control;
using Scopix.Emulator.Http;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Snapshots;

/// <summary>Snapshots of the tenant whose key is sent: save, restore, branch, compare, carry elsewhere.</summary>
public sealed class SnapshotsApi(Worlds worlds, IObjectStore store, EmbeddedStore local, Shelf shelf)
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
        control.Operation("emulator.snapshots_branch", "POST", "/snapshots/{name}/branch", BranchAsync, Evidence.Assumed);
        control.Operation("emulator.snapshots_diff", "GET", "/snapshots/{name}/diff/{other}", DiffAsync, Evidence.Assumed);
        control.Operation("emulator.snapshots_export", "GET", "/snapshots/{name}/export", ExportAsync, Evidence.Assumed);
        control.Operation("emulator.snapshots_import", "PUT", "/snapshots/{name}", ImportAsync, Evidence.Assumed);
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
        await _restoring.RestoreAsync(call.World, snapshot);

        return Answer.Ok(SnapshotShown.Of(snapshot));
    }

    private async Task<Answer> BranchAsync(Call call)
    {
        var key = (await call.ReadAsync(WireJson.Wire.BranchSnapshot)).Check(call.World.Vendor);
        var target = worlds.For(key);
        if (target == call.World) throw ApiError.Invalid("key", "is the one that was sent: restore the snapshot instead");
        using var alone = await shelf.AloneAsync(target, call.Cancel);
        using var used = await shelf.UseAsync(call.World, call.Route("name"), call.Cancel);
        var snapshot = shelf.Get(call.World, call.Route("name"));
        await new Branching(store, _restoring, shelf).BranchAsync(call.World, snapshot, target, call.Cancel);

        return Answer.Created(SnapshotShown.Of(snapshot));
    }

    private async Task<Answer> DiffAsync(Call call)
    {
        call.OnlyQuery("limit");
        var limit = call.Query.Number("limit", 1, 1_000) ?? 100;
        var (from, to) = (call.Route("name"), call.Route("other"));
        using var alone = await shelf.AloneAsync(call.World, call.Cancel);
        var now = from == SnapshotName.Now || to == SnapshotName.Now ? _saving.Look(call.World) : null;
        try
        {
            return Answer.Ok(new Comparison(limit).Of(State(from), State(to)));
        }
        finally
        {
            if (now is not null) shelf.Drop(call.World, now.Folder);
        }

        (string, string, WorldState) State(string name)
        {
            var snapshot = name == SnapshotName.Now ? now! : shelf.Get(call.World, name);
            return (name, snapshot.Database, snapshot.Record.State);
        }
    }

    private async Task<Answer> ExportAsync(Call call)
    {
        using var used = await shelf.UseAsync(call.World, call.Route("name"), call.Cancel);
        var snapshot = shelf.Get(call.World, call.Route("name"));
        Exporting.Check(snapshot);

        call.Http.Response.ContentType = "application/gzip";
        call.Http.Response.Headers.ContentDisposition = $"attachment; filename=\"{snapshot.Record.Name}.tar.gz\"";
        await new Exporting(store).WriteAsync(call.World, snapshot, call.Http.Response.Body, call.Cancel);
        return Answer.Sent;
    }

    private async Task<Answer> ImportAsync(Call call)
    {
        var name = SnapshotName.Check(call.Route("name"), "path");
        using var alone = await shelf.AloneAsync(call.World, call.Cancel);

        return Answer.Created(SnapshotShown.Of(await new Importing(store, shelf).TakeAsync(call, name)));
    }
}
