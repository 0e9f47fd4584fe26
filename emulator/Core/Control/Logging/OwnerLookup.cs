namespace Scopix.Emulator.Control.Logging;

/// <summary>
/// Finds the tenant that has what another tenant did not find, which is a common mistake in tests with several keys. Only the log of the
/// emulator's operator says it: the response must not tell one tenant of another.
/// </summary>
internal static class OwnerLookup
{
    /// <summary>The greatest number of tenants in which an id is looked up.</summary>
    private const int MaxTenants = 100;

    private static readonly string[] Tables =
        ["files", "folders", "projects", "sessions", "intents", "jobs", "data_exports", "llama_files"];

    private static readonly string Query = string.Join(" UNION ALL ", Tables.Select(table => $"SELECT 1 FROM {table} WHERE id = $1"));

    /// <summary>The ids in a path.</summary>
    public static string[] ReadIds(HttpRequest request) =>
    [
        .. request.RouteValues.Values.OfType<string>().Where(value => Guid.TryParseExact(value, "D", out _))
            .Select(id => id.ToLowerInvariant()),
    ];

    /// <summary>The short name of the owner; null when no tenant in use has one of the ids.</summary>
    public static string? Find(TenantRegistry tenants, TenantState asking, string[] ids)
    {
        try
        {
            var others = tenants.ListOpen().Where(tenant => tenant != asking).Take(MaxTenants);
            return others.FirstOrDefault(tenant => Has(tenant, ids)) is { } owner ? TenantName.Format(owner) : null;
        }
        catch (Exception)
        {
            return null; // a damaged database, or the emulator has stopped: the line is written without it
        }
    }

    private static bool Has(TenantState tenant, string[] ids) =>
        tenant.Read(transaction => Array.Exists(ids, id => transaction.Db.QueryNumber(Query, id) is not null));
}
