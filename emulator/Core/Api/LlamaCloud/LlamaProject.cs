namespace Scopix.Emulator.Api.LlamaCloud;

/// <summary>
/// The project of a request. Each key has its own project; any other project exists as soon as a request names it (assumed).
/// </summary>
internal static class LlamaProject
{
    /// <summary>The project in the query; null means the key's own. An empty text counts as absent: the SDKs send null that way.</summary>
    /// <exception cref="ApiError">The project or the organization is no UUID: 422.</exception>
    public static string? GetRequested(RequestContext context)
    {
        if (context.Query.Uuid("organization_id") is not null) context.ReportIgnored("organization_id");
        return context.Query.Uuid("project_id");
    }

    /// <summary>The key's own project, which never changes.</summary>
    public static string GetDefault(Transaction transaction) => transaction.Ids.CreateId("llama project", 1);
}
