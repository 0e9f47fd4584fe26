using Scopix.Emulator.Control.Init;

namespace Scopix.Emulator.Control.OpenApi;

/// <summary>
/// <c>init.schema.json</c> as schemas of the control API: the document is <c>InitDocument</c>, and each definition is a schema of its own
/// (<c>tenant</c> is <c>InitTenant</c>), but for faults and stubs, which the control API has anyway.
/// </summary>
internal static class InitDocumentSchemas
{
    private const string Document = "InitDocument";

    public static IEnumerable<(string Name, JsonObject Schema)> Read()
    {
        var document = JsonNode.Parse(InitApi.ReadSchema())!.AsObject();
        var definitions = document["definitions"]!.AsObject();
        document.Remove("definitions");
        document.Remove("title");
        return definitions.Where(definition => GetName(definition.Key).StartsWith("Init", StringComparison.Ordinal))
            .Select(definition => (GetName(definition.Key), definition.Value!.AsObject())).Prepend((Document, document))
            .Select(schema => (schema.Item1, PointToSchemas(schema.Item2).AsObject()));
    }

    private static string GetName(string definition) => definition switch
    {
        "fault" => "Fault",
        "stub" => "Stub",
        _ => "Init" + char.ToUpperInvariant(definition[0]) + definition[1..],
    };

    /// <summary>A copy whose references name the files of schemas, as those of <c>contracts/control/schemas</c> do.</summary>
    private static JsonNode PointToSchemas(JsonNode node) => node switch
    {
        JsonObject schema => new JsonObject(schema.Select(part => KeyValuePair.Create(part.Key, part switch
        {
            { Key: "$ref", Value: { } target } => (JsonNode)$"{GetName(((string)target!).Split('/')[^1])}.schema.json",
            { Value: { } value } => PointToSchemas(value),
            _ => null,
        }))),
        JsonArray items => new JsonArray([.. items.Select(item => item is null ? null : PointToSchemas(item))]),
        _ => node.DeepClone(),
    };
}
