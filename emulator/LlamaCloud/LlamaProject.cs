using Scopix.Emulator.Http;
using Scopix.Emulator.State;

namespace Scopix.Emulator.LlamaCloud;

/// <summary>Which project a request is about. A key has one of its own; others exist once they are named (assumed).</summary>
internal static class LlamaProject
{
    /// <summary>The query's project, or null for the key's own. An empty text is none: the SDKs send null so.</summary>
    /// <exception cref="ApiError">The project or the organization is no UUID: 422.</exception>
    public static string? AskedFor(Call call)
    {
        if (call.Query.Uuid("organization_id") is not null) call.Ignored("organization_id");
        return call.Query.Uuid("project_id");
    }

    /// <summary>The key's own project: the same for good.</summary>
    public static string DefaultOf(Turn turn) => turn.Ids.At("llama project", 1);
}
