namespace Scopix.Emulator.Control.OpenApi;

/// <summary>
/// Converts the schemas, which use the draft 4 vocabulary that OpenAPI 3.1 shares: references point to components, definitions become
/// components, titles and notes become descriptions (generators use a title as a class name), unions get a discriminator. A union of one
/// branch, which draft 4 needs beside a reference, becomes an allOf. Objects without properties are marked as open, since generators take
/// them for empty ones.
/// </summary>
internal static class SchemaConverter
{
    private const string SchemaFileSuffix = ".schema.json", DefinitionsPrefix = "#/definitions/";

    private static readonly string[] DiscriminatorProperties = ["media_type", "upload_mode", "status"];

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

    /// <summary>Converts a schema and its subschemas.</summary>
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
            else if (word is "items" or "additionalProperties" && value is JsonObject inner) converted[word] = Convert(inner, file);
            else if (word is "oneOf" or "allOf")
                converted[value!.AsArray().Count == 1 ? "allOf" : word] =
                    new JsonArray([.. value!.AsArray().Select(branch => Convert(branch!.AsObject(), file))]);
            else converted[word] = value?.DeepClone();
        }
        if (IsFreeObject(converted)) converted["additionalProperties"] = true;
        if ((string?)converted["format"] == "binary") converted["contentMediaType"] = "application/octet-stream";
        return converted;
    }

    private static bool IsFreeObject(JsonObject schema) =>
        (schema["type"] is JsonArray types ? types.Any(type => (string?)type == "object") : (string?)schema["type"] == "object")
        && !((string[])["properties", "additionalProperties", "allOf", "oneOf"]).Any(schema.ContainsKey);

    private static string ConvertReference(
        string reference, string file) => "#/components/schemas/" + (reference.StartsWith(DefinitionsPrefix, StringComparison.Ordinal)
        ? $"{file}.{reference[DefinitionsPrefix.Length..]}"
        : reference[..^SchemaFileSuffix.Length]);

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
