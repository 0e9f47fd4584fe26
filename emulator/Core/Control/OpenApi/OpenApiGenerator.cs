using System.Text.Encodings.Web;

namespace Scopix.Emulator.Control.OpenApi;

/// <summary>The contracts as an OpenAPI 3.1 document; the output is deterministic.</summary>
internal static class OpenApiGenerator
{
    private static readonly JsonWriterOptions WriterOptions =
        new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Indented UTF-8 with a final line end.</summary>
    /// <param name="origin">The URL of the first server; null leaves the default address.</param>
    public static byte[] Write(ContractFiles contracts, Uri? origin = null)
    {
        var document = Build(contracts);
        if (origin is not null) document["servers"]![0]!["url"] = origin.GetLeftPart(UriPartial.Authority);
        return Serialize(document);
    }

    /// <inheritdoc cref="Write"/>
    public static byte[] Serialize(JsonObject document)
    {
        var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, WriterOptions)) document.WriteTo(writer);
        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    public static JsonObject Build(ContractFiles contracts)
    {
        var document = contracts.ReadHead();
        var components = document["components"]!.AsObject();
        var examples = contracts.ReadExamples().ToArray();
        var schemas = contracts.ReadSchemas().ToArray();
        var items = new PathItemWriter(
            components["headers"]!.AsObject(), document["x-access"]?.AsObject(),
            examples.ToLookup(example => example.Schema, example => example.Case),
            schemas.Where(schema => IsEmptyObject(schema.Schema)).Select(schema => schema.Name).ToHashSet());

        var (paths, refusals) = items.Write(contracts.ReadOperations());

        components["responses"] = refusals;
        components["schemas"] = SchemaConverter.ConvertAll(schemas);
        components["examples"] = new JsonObject(examples.Select(example =>
            KeyValuePair.Create<string, JsonNode?>($"{example.Schema}.{example.Case}", new JsonObject { ["value"] = example.Body })));
        RemoveUnused(components, ComponentReferences.FindReachable(paths, components));
        document.Remove("components");
        document.Remove("x-access");
        document["paths"] = paths;
        document["components"] = components;
        return document;
    }

    /// <summary>
    /// Removes components that no operation refers to. An example of a schema that is not a body itself becomes part of its schema.
    /// </summary>
    private static void RemoveUnused(JsonObject components, HashSet<string> used)
    {
        foreach (var (name, example) in components["examples"]!.AsObject().Where(example => !used.Contains($"examples/{example.Key}"))
            .ToArray())
        {
            components["examples"]!.AsObject().Remove(name);
            var schema = components["schemas"]![name.Split('.')[0]]!.AsObject();
            if (!schema.ContainsKey("examples")) schema["examples"] = new JsonArray();
            schema["examples"]!.AsArray().Add((JsonNode)example!["value"]!.DeepClone());
        }
        foreach (var name in components["schemas"]!.AsObject().Select(schema => schema.Key).Where(name => !used.Contains($"schemas/{name}"))
            .ToArray())
            components["schemas"]!.AsObject().Remove(name);
    }

    private static bool IsEmptyObject(JsonObject schema) => (string?)schema["type"] == "object" && !schema.ContainsKey("properties");
}
