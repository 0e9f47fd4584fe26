namespace Scopix.Emulator.Control.Rules;

/// <summary>A fault or stub as it is shown: <c>{"id","scope","hits"}</c>, then the fields that are set.</summary>
internal static class RuleResource
{
    /// <param name="scope"><c>tenant</c> or <c>all</c>.</param>
    public static JsonObject Create(string id, string scope, int hits, JsonNode fields)
    {
        var resource = new JsonObject { ["id"] = id, ["scope"] = scope, ["hits"] = hits };
        foreach (var (name, value) in fields.AsObject())
            if (value is not null) resource[name] = value.DeepClone();
        return resource;
    }
}
