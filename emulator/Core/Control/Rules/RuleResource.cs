using System.Text.Json.Nodes;

namespace Scopix.Emulator.Control.Rules;

/// <summary>A fault or a stub as it is shown: <c>{"id","scope","hits"}</c>, then the fields that were set.</summary>
internal static class RuleResource
{
    /// <summary>Shows a rule.</summary>
    /// <param name="id">E.g. <c>fault_1</c>.</param>
    /// <param name="scope"><c>tenant</c> or <c>all</c>.</param>
    /// <param name="hits">How often it has acted.</param>
    /// <param name="fields">The fields, those that were not set null.</param>
    public static JsonObject Create(string id, string scope, int hits, JsonNode fields)
    {
        var resource = new JsonObject { ["id"] = id, ["scope"] = scope, ["hits"] = hits };
        foreach (var (name, value) in fields.AsObject())
            if (value is not null) resource[name] = value.DeepClone();
        return resource;
    }
}
