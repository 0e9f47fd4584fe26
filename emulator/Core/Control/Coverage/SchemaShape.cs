namespace Scopix.Emulator.Control.Coverage;

/// <summary>
/// The fields, items and enum values of a schema; the branches of a union are merged. Paths are written <c>items[].title</c>, enum values
/// <c>items[].media_type=image</c>.
/// </summary>
internal sealed class SchemaShape
{
    private const int MaxDepth = 12;

    private readonly SortedDictionary<string, SchemaShape> _fields = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _enumValues = new(StringComparer.Ordinal);
    private SchemaShape? _items;

    public static SchemaShape FromSchema(JsonObject schema, Func<string, JsonObject> find)
    {
        var shape = new SchemaShape();
        shape.AddSchema(schema, schema, find, 0);
        return shape;
    }

    public IEnumerable<string> EnumeratePaths(string path = "")
    {
        foreach (var word in _enumValues) yield return $"{path}={word}";
        foreach (var (name, field) in _fields)
        {
            var inner = FieldPath.Join(path, name);
            yield return inner;
            foreach (var deeper in field.EnumeratePaths(inner)) yield return deeper;
        }
        foreach (var deeper in _items?.EnumeratePaths(path + "[]") ?? []) yield return deeper;
    }

    /// <summary>Compares a body with the schema.</summary>
    /// <param name="seen">Receives the path of each known field and whether it is null, and the path of each enum value.</param>
    /// <param name="unknown">Receives the path of each field that the schema does not have.</param>
    public void Walk(JsonElement body, Action<string, bool> seen, Action<string> unknown, string path = "")
    {
        switch (body.ValueKind)
        {
            case JsonValueKind.Object when _fields.Count > 0:
                foreach (var property in body.EnumerateObject()) WalkProperty(property, seen, unknown, FieldPath.Join(path, property.Name));
                break;
            case JsonValueKind.Array when _items is not null:
                foreach (var item in body.EnumerateArray()) _items.Walk(item, seen, unknown, path + "[]");
                break;
            case JsonValueKind.String or JsonValueKind.True or JsonValueKind.False when _enumValues.Count > 0:
                var word = body.ValueKind == JsonValueKind.String
                    ? body.GetString()! : body.ValueKind == JsonValueKind.True ? "true" : "false";
                if (_enumValues.Contains(word)) seen($"{path}={word}", false);
                break;
        }
    }

    private void WalkProperty(JsonProperty property, Action<string, bool> seen, Action<string> unknown, string path)
    {
        if (!_fields.TryGetValue(property.Name, out var field))
        {
            unknown(path);
            return;
        }
        seen(path, property.Value.ValueKind == JsonValueKind.Null);
        field.Walk(property.Value, seen, unknown, path);
    }

    private void AddSchema(JsonObject schema, JsonObject file, Func<string, JsonObject> find, int depth)
    {
        if (depth > MaxDepth) return;
        if ((string?)schema["$ref"] is { } reference)
        {
            var inside = reference.StartsWith('#');
            var target = inside ? file["definitions"]![reference.Split('/')[^1]]!.AsObject() : find(reference.Split('.')[0]);
            AddSchema(target, inside ? file : target, find, depth + 1);
            return;
        }
        foreach (var (name, property) in schema["properties"]?.AsObject() ?? [])
        {
            if (!_fields.TryGetValue(name, out var field)) _fields.Add(name, field = new SchemaShape());
            field.AddSchema(property!.AsObject(), file, find, depth + 1);
        }
        if (schema["items"] is JsonObject items) (_items ??= new SchemaShape()).AddSchema(items, file, find, depth + 1);
        foreach (var branch in GetBranches(schema)) AddSchema(branch, file, find, depth + 1);
        AddEnumValues(schema);
    }

    private void AddEnumValues(JsonObject schema)
    {
        foreach (var word in schema["enum"]?.AsArray() ?? [])
            if (word is not null) _enumValues.Add(word.GetValueKind() == JsonValueKind.String ? (string)word! : word.ToJsonString());
        var types = schema["type"] is JsonArray several ? several.Select(type => (string?)type) : [(string?)schema["type"]];
        if (schema["enum"] is null && types.Contains("boolean")) _enumValues.UnionWith(["false", "true"]);
    }

    private static IEnumerable<JsonObject> GetBranches(JsonObject schema) =>
        ((string[])["oneOf", "allOf"]).SelectMany(word => schema[word]?.AsArray() ?? []).Select(branch => branch!.AsObject());
}
