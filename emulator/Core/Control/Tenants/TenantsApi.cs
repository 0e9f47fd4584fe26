using Scopix.Emulator.Control.Journal;
using Scopix.Emulator.Control.Snapshots;

namespace Scopix.Emulator.Control.Tenants;

/// <summary>Lists the tenants that were used since the start, so that the dashboard can show one whose key it does not know.</summary>
internal sealed class TenantsApi(TenantRegistry tenants)
{
    private const int DefaultLimit = 50, MaxLimit = 500;

    public void Map(IEndpointRouteBuilder control) =>
        control.MapKeylessOperation("emulator.tenants", "GET", "/tenants", List).AcceptsQuery("limit");

    private ApiResponse List(RequestContext context)
    {
        var limit = context.Query.Number("limit", 1, MaxLimit) ?? DefaultLimit;
        var open = tenants.ListOpen().Select(tenant => (Tenant: tenant, Log: tenant.Features.Get<RequestLog>().Describe())).ToArray();
        var newest = open.OrderByDescending(each => each.Log.LastAt).ThenBy(each => each.Tenant.Id, StringComparer.Ordinal).Take(limit);
        return ApiResponse.Ok(
            new TenantListResponse([.. newest.Select(each => ToResource(each.Tenant, each.Log.Count, each.Log.LastAt))], open.Length),
            ControlJsonContext.Shared.TenantListResponse);
    }

    private static TenantResource ToResource(TenantState tenant, int requests, DateTimeOffset? lastRequestAt) => new(
        tenant.Id, tenant.Vendor == Vendor.LlamaCloud ? "llamacloud" : "scopix", tenant.Key.Prefix, tenant.Read(SnapshotSaver.CountFiles),
        requests, lastRequestAt);
}

/// <summary>A tenant that was used since the start.</summary>
/// <param name="Id">16 lower-case hex digits.</param>
/// <param name="Vendor"><c>scopix</c> or <c>llamacloud</c>.</param>
/// <param name="KeyPrefix">The beginning of its key; the rest is not stored.</param>
/// <param name="Files">How many files it has, with deleted ones that can be restored.</param>
/// <param name="Requests">How many requests its journal has.</param>
/// <param name="LastRequestAt">When the newest of them was received, by the tenant's clock; null when there is none.</param>
internal sealed record TenantResource(
    string Id, string Vendor, string KeyPrefix, long Files, int Requests, DateTimeOffset? LastRequestAt);

/// <summary>The tenants with the newest requests first, and how many there are.</summary>
internal sealed record TenantListResponse(TenantResource[] Items, int TotalCount);
