using System.Collections.Concurrent;
using NJsonSchema;

namespace Scopix.Contracts.Reports;

/// <summary>
/// One field that a schema names: its path (<c>items[].title</c>), types, the values of an enum, and its evidence.
/// </summary>
public sealed record SchemaField(string Path, IReadOnlyList<string> Types, IReadOnlyList<string> Values, bool IsRequired, Claim Evidence);

/// <summary>The fields that the schemas name, as paths; the branches of a union are merged.</summary>
public static class SchemaFields
{
    private const int MaxDepth = 12;

    private static readonly ConcurrentDictionary<string, IReadOnlyList<SchemaField>> Cache = new();

    /// <summary>The fields of a schema, sorted by path; none when the name is null.</summary>
    public static IReadOnlyList<SchemaField> ForSchema(string? schema) => schema is null ? [] : Cache.GetOrAdd(schema, name =>
    [
        .. Flatten(Schemas.Load(name), "", 0).GroupBy(field => field.Path).Select(Merge)
            .OrderBy(field => field.Path, StringComparer.Ordinal),
    ]);

    /// <summary>The properties of an object, including those of its <c>allOf</c>.</summary>
    public static IReadOnlyDictionary<string, JsonSchemaProperty> GetProperties(JsonSchema schema) => schema.AllOf
        .SelectMany(part => GetProperties(part.ActualSchema)).Concat(schema.Properties)
        .DistinctBy(p => p.Key).ToDictionary(p => p.Key, p => p.Value);

    /// <summary>
    /// The schema that applies to a value: of a union, the branch of the value's type whose enums have its values (media_type,
    /// upload_mode, status); among several, the one whose property names fit best.
    /// </summary>
    public static JsonSchema SelectBranch(JsonSchema schema, JsonElement value)
    {
        schema = schema.ActualSchema;
        if (schema.OneOf.Count == 0) return schema;

        var branches = schema.OneOf.Select(branch => SelectBranch(branch, value)).ToList();
        return branches.Where(branch => AcceptsType(branch, value)).OrderBy(branch => CountForeignEnumValues(branch, value, 1))
            .ThenBy(branch => CountForeignEnumValues(branch, value, int.MaxValue)).ThenBy(branch => CountMismatches(branch, value))
            .FirstOrDefault(branches[0]);
    }

    /// <summary>The JSON type of a value; a whole number is an <c>integer</c>.</summary>
    public static string GetJsonType(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => value.GetRawText().AsSpan().IndexOfAny(".eE") < 0 ? "integer" : "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => "null",
    };

    /// <summary>The types that a schema allows, with JSON's names.</summary>
    public static IReadOnlyList<string> GetJsonTypes(JsonSchema schema) =>
    [
        .. Enum.GetValues<JsonObjectType>()
            .Where(type => type is not (JsonObjectType.None or JsonObjectType.File) && schema.Type.HasFlag(type))
            .Select(type => type.ToString().ToLowerInvariant()),
    ];

    private static bool AcceptsType(JsonSchema schema, JsonElement value) =>
        GetJsonTypes(schema) is var types
            && (types.Count == 0 || types.Contains(GetJsonType(value)) || (GetJsonType(value) == "integer" && types.Contains("number")));

    /// <summary>
    /// How many enums with at most <paramref name="maxValues"/> values lack the object's value; an enum with one value identifies a
    /// branch.
    /// </summary>
    private static int CountForeignEnumValues(JsonSchema schema, JsonElement value, int maxValues) =>
        value.ValueKind != JsonValueKind.Object ? 0 : GetProperties(schema).Count(p =>
            p.Value.ActualSchema.Enumeration is { Count: > 0 } words && words.Count <= maxValues
            && value.TryGetProperty(p.Key, out var own) && !words.Contains(own.ValueKind == JsonValueKind.String ? own.GetString() : null));

    /// <summary>The number of required names that are missing, plus the number of unknown names.</summary>
    private static int CountMismatches(JsonSchema schema, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object) return 0;
        var names = GetProperties(schema);
        return names.Count(p => p.Value.IsRequired && !value.TryGetProperty(p.Key, out _))
            + value.EnumerateObject().Count(p => !names.ContainsKey(p.Name));
    }

    private static IEnumerable<SchemaField> Flatten(JsonSchema schema, string path, int depth)
    {
        schema = schema.ActualSchema;
        if (depth > MaxDepth) return [];

        var inner = schema.OneOf.SelectMany(branch => Flatten(branch, path, depth + 1));
        if (schema.Item is not null) inner = inner.Concat(Flatten(schema.Item, path + "[]", depth + 1));
        return inner.Concat(GetProperties(schema).SelectMany(p =>
            Flatten(p.Value, JoinPath(path, p.Key), depth + 1).Prepend(CreateField(JoinPath(path, p.Key), p.Value))));
    }

    private static SchemaField CreateField(string path, JsonSchemaProperty property)
    {
        var actual = property.ActualSchema;
        var branches = actual.OneOf.Select(branch => branch.ActualSchema).Append(actual).ToList();
        var item = actual.Item?.ActualSchema;
        var values = branches.Append(item).OfType<JsonSchema>().SelectMany(s => s.Enumeration).OfType<object>().Select(v => $"{v}");
        return new(path, [.. branches.SelectMany(GetJsonTypes).Distinct()], [.. values.Distinct()], property.IsRequired,
            Schemas.GetEvidence(property));
    }

    private static SchemaField Merge(IGrouping<string, SchemaField> same) => same.First() with
    {
        Types = [.. same.SelectMany(field => field.Types).Distinct()],
        Values = [.. same.SelectMany(field => field.Values).Distinct().Order(StringComparer.Ordinal)],
        IsRequired = same.All(field => field.IsRequired),
    };

    /// <summary>The path of a property below a path, which is empty for the root.</summary>
    public static string JoinPath(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
