using System.Reflection;
using Scopix.Emulator.Control.Snapshots;
using Scopix.Fixtures.Datasets;

namespace Scopix.Emulator.Control.Server;

/// <summary>Health, info and reset. With a key, info and reset concern its tenant; without one, all tenants.</summary>
internal sealed class ControlApi(
    TenantRegistry tenants, IObjectStore store, EmbeddedStore local, SnapshotStore snapshotStore, EmulatorOptions options)
{
    public void Map(IEndpointRouteBuilder control)
    {
        control.MapKeylessOperation("emulator.health", "GET", "/health",
            _ => ApiResponse.Ok(new HealthResponse("ready"), ControlJsonContext.Shared.HealthResponse)).AcceptsAnyQuery();
        control.MapKeylessOperation("emulator.info", "GET", "/info", GetInfo);
        control.MapKeylessOperation("emulator.reset", "POST", "/reset", ResetAsync).AcceptsQuery("snapshots");
    }

    public static TenantState[] GetAffectedTenants(RequestContext context, TenantRegistry tenants) =>
        context.HasAuthorization ? [context.Tenant] : [.. tenants.ListAll()];

    private ApiResponse GetInfo(RequestContext context)
    {
        var affected = GetAffectedTenants(context, tenants);
        var files = affected.Sum(tenant => tenant.Read(SnapshotSaver.CountFiles));
        return ApiResponse.Ok(new InfoResponse(
            Version, options.Pipeline.ToString().ToLowerInvariant(), options.Auth.ToString().ToLowerInvariant(),
            options.Tier.ToString().ToUpperInvariant(), options.EnforceLimits, options.Errors.ToString().ToLowerInvariant(), options.Seed,
            options.StorageAuth.ToString().ToLowerInvariant(), options.Data, options.Dataset, affected.Length, files,
            DatasetCatalogue.All), ControlJsonContext.Shared.InfoResponse);
    }

    private async Task<ApiResponse> ResetAsync(RequestContext context)
    {
        var snapshots = context.Query.Bool("snapshots") ?? false;
        var quarantined = QuarantineDamagedTenants(context);
        var affected = context.HasAuthorization && quarantined > 0 ? [] : GetAffectedTenants(context, tenants);
        if (!context.HasAuthorization) tenants.ResetShared();
        foreach (var tenant in affected)
        {
            using var lockScope = await snapshotStore.LockTenantAsync(tenant, context.Cancel);
            if (!tenant.IsDatabaseIntact()) tenant.ReplaceDamagedDatabase();
            if (snapshots) await snapshotStore.ClearAsync(tenant, context.Cancel);
            if (tenant.SnapshotContent.HasSnapshots) new SnapshotRestorer(store, local).ClearTenant(tenant, tenants.DefaultClock);
            else tenant.Reset(tenants.DefaultClock.State, () => DeleteObjects(tenant.Storage));
        }
        return ApiResponse.Ok(new ResetResponse(affected.Length + quarantined), ControlJsonContext.Shared.ResetResponse);
    }

    /// <summary>Renames the databases that cannot be opened. Their objects are deleted unless snapshots may refer to them.</summary>
    private int QuarantineDamagedTenants(RequestContext context)
    {
        string[] damaged = !context.HasAuthorization ? tenants.ListDamagedIds() : context.DamagedTenant is { Length: > 0 } own ? [own] : [];
        foreach (var tenant in damaged)
        {
            tenants.RenameDamagedDatabase(tenant);
            if (!tenants.Snapshots.HasSnapshots(tenant)) DeleteObjects(new StorageAccount(tenant, "", "", () => tenants.DefaultClock.Now));
        }
        return damaged.Length;
    }

    private void DeleteObjects(StorageAccount account)
    {
        store.DeleteAll(account);
        local.DeleteAll(account);
    }

    public static string Version { get; } =
        typeof(ControlApi).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}

internal sealed record HealthResponse(string Status);

internal sealed record InfoResponse(
    string Version, string Pipeline, string Auth, string Tier, bool EnforceLimits, string Errors, long Seed, string StorageAuth,
    string? Data,
    string? Dataset, int Tenants, long Files, IReadOnlyList<DatasetInfo> Datasets);

internal sealed record ResetResponse(int Tenants);
