using System.Text.Json.Nodes;

namespace Scopix.Emulator.OpenApi;

/// <summary>
/// The schemas, which are draft 4 in a vocabulary that means the same in OpenAPI 3.1: references lead to components, definitions
/// become components, titles and notes descriptions (generators take a title for a class name), unions get their discriminator;
/// a union of one (draft 4 cannot say more beside a reference) is an allOf.
/// </summary>
public static class SchemaComponents
{
    private const string FileEnding = ".schema.json", Definitions = "#/definitions/";

    private static readonly string[] Deciding = ["media_type", "upload_mode", "status"];

    /// <summary>All schemas as components, by name.</summary>
    public static JsonObject Write(IEnumerable<(string Name, JsonObject Schema)> schemas)
    {
        var components = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var (name, schema) in schemas)
        {
            components[name] = Converted(schema, name);
            foreach (var (inner, definition) in schema["definitions"]?.AsObject() ?? [])
                components[$"{name}.{inner}"] = Converted(definition!.AsObject(), name);
        }
        foreach (var component in components.Values) Discriminate(component, components);
        return new JsonObject(components.Select(component => KeyValuePair.Create<string, JsonNode?>(component.Key, component.Value)));
    }

    /// <summary>One schema, and every schema in it.</summary>
    /// <param name="schema">As the contracts have it.</param>
    /// <param name="file">The name of the schema it belongs to.</param>
    public static JsonObject Converted(JsonObject schema, string file = "")
    {
        var converted = new JsonObject();
        foreach (var (word, value) in schema)
        {
            if (word is "$schema" or "definitions") continue;
            if (word is "title" or "x-note") converted["description"] = value!.DeepClone();
            else if (word == "x-default") converted["default"] = value!.DeepClone();
            else if (word == "$ref") converted["$ref"] = Reference((string)value!, file);
            else if (word == "properties") converted[word] = new JsonObject(value!.AsObject().Select(property => KeyValuePair.Create<string, JsonNode?>(property.Key, Converted(property.Value!.AsObject(), file))));
            else if (word == "items") converted[word] = Converted(value!.AsObject(), file);
            else if (word is "oneOf" or "allOf") converted[value!.AsArray().Count == 1 ? "allOf" : word] = new JsonArray([.. value!.AsArray().Select(branch => Converted(branch!.AsObject(), file))]);
            else converted[word] = value?.DeepClone();
        }
        if ((string?)converted["format"] == "binary") converted["contentMediaType"] = "application/octet-stream";
        return converted;
    }

    private static string Reference(string reference, string file) => "#/components/schemas/" + (reference.StartsWith(Definitions, StringComparison.Ordinal)
        ? $"{file}.{reference[Definitions.Length..]}"
        : reference[..^FileEnding.Length]);

    /// <summary>A union is decided by a property that every branch requires with a value of its own.</summary>
    private static void Discriminate(JsonObject schema, SortedDictionary<string, JsonObject> components)
    {
        if (schema["oneOf"] is not JsonArray { Count: > 1 } branches) return;
        string[] references = [.. branches.Select(branch => (string?)branch!["$ref"]).OfType<string>()];
        foreach (var property in Deciding)
        {
            var values = references.Select(reference => ValueOf(components[reference.Split('/')[^1]], property)).OfType<string>().Distinct().ToArray();
            if (values.Length != branches.Count) continue;
            schema["discriminator"] = new JsonObject
            {
                ["propertyName"] = property,
                ["mapping"] = new JsonObject(values.Zip(references, (value, reference) => KeyValuePair.Create<string, JsonNode?>(value, reference))),
            };
            return;
        }
    }

    private static string? ValueOf(JsonObject branch, string property) =>
        branch["required"]?.AsArray().Any(name => (string?)name == property) == true && branch["properties"]?[property]?["enum"] is JsonArray { Count: 1 } only
            ? (string?)only[0]
            : null;
}
