using System.Text.Json.Nodes;

namespace Scopix.Emulator.OpenApi;

/// <summary>Which components a document's operations lead to.</summary>
public static class References
{
    private const string Components = "#/components/";

    /// <summary>The components that are referred to from the paths, directly or by another, as <c>kind/name</c>.</summary>
    public static HashSet<string> From(JsonObject paths, JsonObject components)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<JsonNode>([paths]);
        while (open.TryPop(out var node))
        {
            foreach (var reference in In(node).Where(found.Add))
                open.Push(components[reference.Split('/')[0]]![reference.Split('/')[1]]!);
        }
        return found;
    }

    private static IEnumerable<string> In(JsonNode? node) => node switch
    {
        JsonObject body => body.SelectMany(property => property is { Key: "$ref", Value: JsonValue text } ? [((string)text!)[Components.Length..]] : In(property.Value)),
        JsonArray array => array.SelectMany(In),
        _ => [],
    };
}
