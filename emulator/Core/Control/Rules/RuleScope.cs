namespace Scopix.Emulator.Control.Rules;

/// <summary>
/// The feature that a control request addresses: that of the tenant whose key is sent, or the one for all tenants when no key is sent.
/// </summary>
internal sealed class RuleScope<T>(TenantRegistry tenants) where T : class
{
    public T Get(RequestContext context) =>
        (context.HasAuthorization ? context.Tenant.Features : tenants.SharedFeatures).Get<T>();

    public static string GetName(RequestContext context) => context.HasAuthorization ? "tenant" : "all";

    public RuleListResponse List(RequestContext context, Func<T, string, IEnumerable<JsonObject>> show)
    {
        JsonObject[] own = context.HasAuthorization ? [.. show(context.Tenant.Features.Get<T>(), "tenant")] : [];
        JsonObject[] items = [.. own, .. show(tenants.SharedFeatures.Get<T>(), "all")];
        return new RuleListResponse(items, items.Length);
    }

    /// <summary>Clears the feature of the request; without a key also that of each tenant.</summary>
    public ApiResponse Clear(RequestContext context, Func<T, int> clear)
    {
        var removed = clear(Get(context));
        if (!context.HasAuthorization) removed += tenants.ListAll().Sum(tenant => clear(tenant.Features.Get<T>()));
        return RemovalResponse.Create(removed);
    }
}

/// <summary>Faults or stubs, each as <see cref="RuleResource"/>: the tenant's own first, then those for all tenants.</summary>
internal sealed record RuleListResponse(JsonObject[] Items, int TotalCount);

internal sealed record RemovalResponse(int Removed)
{
    public static ApiResponse Create(int removed) =>
        ApiResponse.Ok(new RemovalResponse(removed), ControlJsonContext.Shared.RemovalResponse);
}
