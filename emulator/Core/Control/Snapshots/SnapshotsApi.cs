using Scopix.Emulator.Control.Rules;

namespace Scopix.Emulator.Control.Snapshots;

/// <summary>Snapshots of the tenant whose key is sent: save, restore, branch, compare, export, import.</summary>
internal sealed class SnapshotsApi(TenantRegistry tenants, IObjectStore store, EmbeddedStore local, SnapshotStore snapshotStore)
{
    private readonly SnapshotSaver _saver = new(store, local, snapshotStore);
    private readonly SnapshotRestorer _restorer = new(store, local);

    public void Map(IEndpointRouteBuilder control)
    {
        control.MapOperation("emulator.snapshots", "GET", "/snapshots", List, Evidence.Assumed);
        control.MapOperation("emulator.snapshots_save", "POST", "/snapshots", SaveAsync, Evidence.Assumed);
        control.MapOperation("emulator.snapshots_clear", "DELETE", "/snapshots", ClearAsync, Evidence.Assumed);
        control.MapOperation("emulator.snapshots_remove", "DELETE", "/snapshots/{name}", RemoveAsync, Evidence.Assumed);
        control.MapOperation("emulator.snapshots_restore", "POST", "/snapshots/{name}/restore", RestoreAsync, Evidence.Assumed);
        control.MapOperation("emulator.snapshots_branch", "POST", "/snapshots/{name}/branch", BranchAsync, Evidence.Assumed);
        control.MapOperation("emulator.snapshots_diff", "GET", "/snapshots/{name}/diff/{other}", DiffAsync, Evidence.Assumed)
            .AcceptsQuery("limit");
        control.MapOperation("emulator.snapshots_export", "GET", "/snapshots/{name}/export", ExportAsync, Evidence.Assumed);
        control.MapOperation("emulator.snapshots_import", "PUT", "/snapshots/{name}", ImportAsync, Evidence.Assumed);
    }

    private ApiResponse List(RequestContext context)
    {
        SnapshotResource[] items = [.. snapshotStore.List(context.Tenant).Select(SnapshotResource.From)];
        return ApiResponse.Ok(new SnapshotListResponse(items, items.Length), ControlJsonContext.Shared.SnapshotListResponse);
    }

    private async Task<ApiResponse> SaveAsync(RequestContext context)
    {
        var name = SnapshotName.Validate((await context.ReadJsonAsync(ControlJsonContext.Shared.SaveSnapshotRequest)).Name);
        using var lockScope = await snapshotStore.LockTenantAsync(context.Tenant, context.Cancel);

        return ApiResponse.Created(SnapshotResource.From(await _saver.SaveAsync(context.Tenant, name, context.Cancel)),
            ControlJsonContext.Shared.SnapshotResource);
    }

    private async Task<ApiResponse> ClearAsync(RequestContext context)
    {
        using var lockScope = await snapshotStore.LockTenantAsync(context.Tenant, context.Cancel);

        return RemovalResponse.Create(await snapshotStore.ClearAsync(context.Tenant, context.Cancel));
    }

    private async Task<ApiResponse> RemoveAsync(RequestContext context)
    {
        using var lockScope = await snapshotStore.LockTenantAsync(context.Tenant, context.Cancel);
        await snapshotStore.RemoveAsync(context.Tenant, snapshotStore.Get(context.Tenant, context.GetRouteValue("name")), context.Cancel);

        return RemovalResponse.Create(1);
    }

    private async Task<ApiResponse> RestoreAsync(RequestContext context)
    {
        using var lockScope = await snapshotStore.LockTenantAsync(context.Tenant, context.Cancel);
        var snapshot = snapshotStore.Get(context.Tenant, context.GetRouteValue("name"));
        await _restorer.RestoreAsync(context.Tenant, snapshot);

        return ApiResponse.Ok(SnapshotResource.From(snapshot), ControlJsonContext.Shared.SnapshotResource);
    }

    private async Task<ApiResponse> BranchAsync(RequestContext context)
    {
        var key = (await context.ReadJsonAsync(ControlJsonContext.Shared.BranchSnapshotRequest)).ValidateKey(context.Tenant.Vendor);
        var target = tenants.GetOrOpen(key);
        if (target == context.Tenant) throw ApiError.Invalid("key", "is the one that was sent: restore the snapshot instead");
        using var lockScope = await snapshotStore.LockTenantAsync(target, context.Cancel);
        using var snapshotLock = await snapshotStore.LockSnapshotAsync(context.Tenant, context.GetRouteValue("name"), context.Cancel);
        var snapshot = snapshotStore.Get(context.Tenant, context.GetRouteValue("name"));
        await new SnapshotBrancher(store, _restorer, snapshotStore).BranchAsync(context.Tenant, snapshot, target, context.Cancel);

        return ApiResponse.Created(SnapshotResource.From(snapshot), ControlJsonContext.Shared.SnapshotResource);
    }

    private async Task<ApiResponse> DiffAsync(RequestContext context)
    {
        var limit = context.Query.Number("limit", 1, 1_000) ?? 100;
        var (from, to) = (context.GetRouteValue("name"), context.GetRouteValue("other"));
        using var lockScope = await snapshotStore.LockTenantAsync(context.Tenant, context.Cancel);
        var now = from == SnapshotName.Now || to == SnapshotName.Now ? _saver.CaptureCurrentState(context.Tenant) : null;
        try
        {
            return ApiResponse.Ok(new SnapshotComparer(limit).Compare(State(from), State(to)), ControlJsonContext.Shared.SnapshotDiff);
        }
        finally
        {
            if (now is not null) snapshotStore.DeleteFolder(context.Tenant, now.Folder);
        }

        (string, string, SnapshotState) State(string name)
        {
            var snapshot = name == SnapshotName.Now ? now! : snapshotStore.Get(context.Tenant, name);
            return (name, snapshot.Folder.DatabasePath, snapshot.Record.State);
        }
    }

    private async Task<ApiResponse> ExportAsync(RequestContext context)
    {
        using var snapshotLock = await snapshotStore.LockSnapshotAsync(context.Tenant, context.GetRouteValue("name"), context.Cancel);
        var snapshot = snapshotStore.Get(context.Tenant, context.GetRouteValue("name"));
        SnapshotExporter.EnsureExportable(snapshot);

        context.Http.Response.ContentType = "application/gzip";
        context.Http.Response.Headers.ContentDisposition = $"attachment; filename=\"{snapshot.Record.Name}.tar.gz\"";
        await new SnapshotExporter(store).WriteAsync(context.Tenant, snapshot, context.Http.Response.Body, context.Cancel);
        return ApiResponse.AlreadySent;
    }

    private async Task<ApiResponse> ImportAsync(RequestContext context)
    {
        var name = SnapshotName.Validate(context.GetRouteValue("name"), "path");
        using var lockScope = await snapshotStore.LockTenantAsync(context.Tenant, context.Cancel);

        var snapshot = await new SnapshotImporter(store, snapshotStore).ImportAsync(
            context.Tenant, context.Http.Request.Body, name, OperationRoutes.ListIds(context.Http), context.Cancel);
        return ApiResponse.Created(SnapshotResource.From(snapshot), ControlJsonContext.Shared.SnapshotResource);
    }
}
