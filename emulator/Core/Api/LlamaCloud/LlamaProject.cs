using Scopix.Emulator.Engine;
using Scopix.Emulator.Http;

namespace Scopix.Emulator.Api.LlamaCloud;

/// <summary>Which project a request is about. A key has one of its own; others exist once they are named (assumed).</summary>
internal static class LlamaProject
{
    /// <summary>The query's project, or null for the key's own. An empty text is none: the SDKs send null so.</summary>
    /// <exception cref="ApiError">The project or the organization is no UUID: 422.</exception>
    public static string? GetRequested(RequestContext context)
    {
        if (context.Query.Uuid("organization_id") is not null) context.ReportIgnored("organization_id");
        return context.Query.Uuid("project_id");
    }

    /// <summary>The key's own project: the same for good.</summary>
    public static string GetDefault(Transaction transaction) => transaction.Ids.CreateId("llama project", 1);
}
