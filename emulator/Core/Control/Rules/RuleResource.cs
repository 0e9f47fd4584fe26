namespace Scopix.Emulator.Control.Rules;

/// <summary>A fault or stub as it is shown: <c>{"id","scope","hits","files"}</c>, then the fields that are set.</summary>
internal static class RuleResource
{
    /// <param name="scope"><c>tenant</c> or <c>all</c>.</param>
    /// <param name="files">The newest files on which it has acted, the newest last.</param>
    public static JsonObject Create(string id, string scope, int hits, JsonNode fields, AffectedFiles files)
    {
        var resource = new JsonObject { ["id"] = id, ["scope"] = scope, ["hits"] = hits, ["files"] = ToArray(files) };
        foreach (var (name, value) in fields.AsObject())
            if (value is not null) resource[name] = value.DeepClone();
        return resource;
    }

    private static JsonArray ToArray(AffectedFiles files) => new(
        [.. files.ToArray().Reverse().Select(file => JsonSerializer.SerializeToNode(file, ControlJsonContext.Shared.AffectedFile))]);
}
