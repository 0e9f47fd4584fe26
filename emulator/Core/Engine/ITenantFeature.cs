namespace Scopix.Emulator.Engine;

/// <summary>What a slice stores for each tenant in memory, beside the tenant's database.</summary>
internal interface ITenantFeature
{
    /// <summary>Removes everything; called with the tenant's lock held when the tenant is reset.</summary>
    void Reset();
}

/// <summary>
/// Registers a feature: one instance for requests without a tenant and for rules that apply to all tenants, and one per tenant.
/// </summary>
/// <param name="CreateForTenant">Creates a tenant's instance from the tenant's id and the shared instance.</param>
internal sealed record TenantFeatureRegistration(
    Func<ITenantFeature> CreateShared, Func<string, ITenantFeature, ITenantFeature> CreateForTenant);

/// <summary>The features of one tenant, or the shared ones, in the order of their registration.</summary>
internal sealed class TenantFeatures(ITenantFeature[] features)
{
    public T Get<T>() where T : class
    {
        foreach (var feature in features)
            if (feature is T found) return found;
        throw new InvalidOperationException($"No feature of the type {typeof(T).Name} is registered.");
    }

    public IEnumerable<T> GetAll<T>() where T : class => features.OfType<T>();

    /// <summary>Creates the features of a tenant; these are the shared ones.</summary>
    public TenantFeatures CreateForTenant(string tenantId, IReadOnlyList<TenantFeatureRegistration> registrations) =>
        new([.. registrations.Select((registration, i) => registration.CreateForTenant(tenantId, features[i]))]);

    public void Reset()
    {
        foreach (var feature in features) feature.Reset();
    }
}
