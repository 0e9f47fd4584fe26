using System.Text.Json.Nodes;

namespace Scopix.Emulator.Control.OpenApi;

/// <summary>
/// The schemas, which are draft 4 in a vocabulary that means the same in OpenAPI 3.1: references lead to components, definitions
/// become components, titles and notes descriptions (generators take a title for a class name), unions get their discriminator;
/// a union of one (draft 4 cannot say more beside a reference) is an allOf.
/// </summary>
internal static class SchemaConverter
{
    private const string SchemaFileSuffix = ".schema.json", DefinitionsPrefix = "#/definitions/";

    private static readonly string[] DiscriminatorProperties = ["media_type", "upload_mode", "status"];

    /// <summary>All schemas as components, by name.</summary>
    public static JsonObject ConvertAll(IEnumerable<(string Name, JsonObject Schema)> schemas)
    {
        var components = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var (name, schema) in schemas)
        {
            components[name] = Convert(schema, name);
            foreach (var (inner, definition) in schema["definitions"]?.AsObject() ?? [])
                components[$"{name}.{inner}"] = Convert(definition!.AsObject(), name);
        }
        foreach (var component in components.Values) AddDiscriminator(component, components);
        return new JsonObject(components.Select(component => KeyValuePair.Create<string, JsonNode?>(component.Key, component.Value)));
    }

    /// <summary>One schema, and every schema in it.</summary>
    /// <param name="schema">As the contracts have it.</param>
    /// <param name="file">The name of the schema it belongs to.</param>
    public static JsonObject Convert(JsonObject schema, string file = "")
    {
        var converted = new JsonObject();
        foreach (var (word, value) in schema)
        {
            if (word is "$schema" or "definitions") continue;
            if (word is "title" or "x-note") converted["description"] = value!.DeepClone();
            else if (word == "x-default") converted["default"] = value!.DeepClone();
            else if (word == "$ref") converted["$ref"] = ConvertReference((string)value!, file);
            else if (word == "properties")
                converted[word] = new JsonObject(
                    value!.AsObject()
                        .Select(property =>
                            KeyValuePair.Create<string, JsonNode?>(property.Key, Convert(property.Value!.AsObject(), file))));
            else if (word == "items") converted[word] = Convert(value!.AsObject(), file);
            else if (word is "oneOf" or "allOf")
                converted[value!.AsArray().Count == 1 ? "allOf" : word] =
                    new JsonArray([.. value!.AsArray().Select(branch => Convert(branch!.AsObject(), file))]);
            else converted[word] = value?.DeepClone();
        }
        if ((string?)converted["format"] == "binary") converted["contentMediaType"] = "application/octet-stream";
        return converted;
    }

    private static string ConvertReference(
        string reference, string file) => "#/components/schemas/" + (reference.StartsWith(DefinitionsPrefix, StringComparison.Ordinal)
        ? $"{file}.{reference[DefinitionsPrefix.Length..]}"
        : reference[..^SchemaFileSuffix.Length]);

    /// <summary>A union is decided by a property that every branch requires with a value of its own.</summary>
    private static void AddDiscriminator(JsonObject schema, SortedDictionary<string, JsonObject> components)
    {
        if (schema["oneOf"] is not JsonArray { Count: > 1 } branches) return;
        string[] references = [.. branches.Select(branch => (string?)branch!["$ref"]).OfType<string>()];
        foreach (var property in DiscriminatorProperties)
        {
            var values = references.Select(reference => GetOnlyValue(components[reference.Split('/')[^1]], property)).OfType<string>()
                .Distinct().ToArray();
            if (values.Length != branches.Count) continue;
            schema["discriminator"] = new JsonObject
            {
                ["propertyName"] = property,
                ["mapping"] =
                    new JsonObject(values.Zip(references, (value, reference) => KeyValuePair.Create<string, JsonNode?>(value, reference))),
            };
            return;
        }
    }

    private static string? GetOnlyValue(JsonObject branch, string property) =>
        branch["required"]?.AsArray().Any(name => (string?)name == property) == true
            && branch["properties"]?[property]?["enum"] is JsonArray { Count: 1 } only
            ? (string?)only[0]
            : null;
}
