using System.Text.Json.Nodes;

namespace Scopix.Emulator.Control;

/// <summary>A fault or a stub as it is shown: <c>{"id","scope","hits"}</c>, then the fields that were set.</summary>
public static class RuleShown
{
    /// <summary>Shows a rule.</summary>
    /// <param name="id">E.g. <c>fault_1</c>.</param>
    /// <param name="scope"><c>tenant</c> or <c>all</c>.</param>
    /// <param name="hits">How often it has acted.</param>
    /// <param name="asked">The fields, those that were not set null.</param>
    public static JsonObject Of(string id, string scope, int hits, JsonNode asked)
    {
        var shown = new JsonObject { ["id"] = id, ["scope"] = scope, ["hits"] = hits };
        foreach (var (name, value) in asked.AsObject())
            if (value is not null) shown[name] = value.DeepClone();
        return shown;
    }
}

/// <summary>How many rules went.</summary>
public sealed record RulesRemoved(int Removed);
