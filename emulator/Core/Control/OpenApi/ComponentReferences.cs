namespace Scopix.Emulator.Control.OpenApi;

internal static class ComponentReferences
{
    private const string ComponentsPrefix = "#/components/";

    /// <summary>The components that the paths refer to, directly or through others, as <c>kind/name</c>.</summary>
    public static HashSet<string> FindReachable(JsonObject paths, JsonObject components)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<JsonNode>([paths]);
        while (open.TryPop(out var node))
        {
            foreach (var reference in FindIn(node).Where(found.Add))
                open.Push(components[reference.Split('/')[0]]![reference.Split('/')[1]]!);
        }
        return found;
    }

    private static IEnumerable<string> FindIn(JsonNode? node) => node switch
    {
        JsonObject body =>
            body.SelectMany(
                property => property is { Key: "$ref", Value: JsonValue text }
                    ? [((string)text!)[ComponentsPrefix.Length..]] : FindIn(property.Value)),
        JsonArray array => array.SelectMany(FindIn),
        _ => [],
    };
}
