using System.Collections.Concurrent;

namespace Scopix.Contracts.Checks;

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
        .. Flatten(SchemaCatalog.Load(name), "", 0).GroupBy(field => field.Path).Select(Merge)
            .OrderBy(field => field.Path, StringComparer.Ordinal),
    ]);

    /// <summary>The properties of an object, including those of its <c>allOf</c>.</summary>
    public static IReadOnlyDictionary<string, ContractSchema> GetProperties(ContractSchema schema) => schema.AllOf.Count == 0
        ? schema.Properties
        : schema.AllOf.SelectMany(part => GetProperties(part.Actual)).Concat(schema.Properties)
            .DistinctBy(p => p.Key).ToDictionary(p => p.Key, p => p.Value);

    /// <summary>
    /// The schema that applies to a value: of a union, the branch of the value's type whose enums have its values (media_type,
    /// upload_mode, status); among several, the one whose property names fit best.
    /// </summary>
    public static ContractSchema SelectBranch(ContractSchema schema, JsonElement value)
    {
        schema = schema.Actual;
        if (schema.OneOf.Count == 0) return schema;

        var branches = schema.OneOf.Select(branch => SelectBranch(branch, value)).ToList();
        return branches.Where(branch => AcceptsType(branch, value)).OrderBy(branch => CountForeignEnumValues(branch, value, 1))
            .ThenBy(branch => CountForeignEnumValues(branch, value, int.MaxValue)).ThenBy(branch => CountMismatches(branch, value))
            .FirstOrDefault(branches[0]);
    }

    private static bool AcceptsType(ContractSchema schema, JsonElement value) =>
        JsonTypes.Includes(schema.Types, JsonTypes.GetType(value));

    /// <summary>
    /// How many enums with at most <paramref name="maxValues"/> values lack the object's value; an enum with one value identifies a
    /// branch.
    /// </summary>
    private static int CountForeignEnumValues(ContractSchema schema, JsonElement value, int maxValues) =>
        value.ValueKind != JsonValueKind.Object ? 0 : GetProperties(schema).Count(p =>
            p.Value.Actual.Enumeration is { Count: > 0 } words && words.Count <= maxValues
            && value.TryGetProperty(p.Key, out var own) && !words.Contains(ContractSchema.FormatWord(own)));

    /// <summary>The number of required names that are missing, plus the number of unknown names.</summary>
    private static int CountMismatches(ContractSchema schema, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object) return 0;
        var names = GetProperties(schema);
        return names.Keys.Count(name => IsRequired(schema, name) && !value.TryGetProperty(name, out _))
            + value.EnumerateObject().Count(p => !names.ContainsKey(p.Name));
    }

    /// <summary>Whether an object must have a property, also by its <c>allOf</c>.</summary>
    public static bool IsRequired(ContractSchema schema, string name) =>
        schema.Required.Contains(name) || schema.AllOf.Any(part => IsRequired(part.Actual, name));

    private static IEnumerable<SchemaField> Flatten(ContractSchema schema, string path, int depth)
    {
        schema = schema.Actual;
        if (depth > MaxDepth) return [];

        var inner = schema.OneOf.SelectMany(branch => Flatten(branch, path, depth + 1));
        if (schema.Items is not null) inner = inner.Concat(Flatten(schema.Items, path + "[]", depth + 1));
        return inner.Concat(GetProperties(schema).SelectMany(property =>
        {
            var field = CreateField(JoinPath(path, property.Key), property.Value, IsRequired(schema, property.Key));
            return Flatten(property.Value, field.Path, depth + 1).Prepend(field);
        }));
    }

    private static SchemaField CreateField(string path, ContractSchema property, bool isRequired)
    {
        var actual = property.Actual;
        var branches = actual.OneOf.Select(branch => branch.Actual).Append(actual).ToList();
        var item = actual.Items?.Actual;
        var values = branches.Append(item).OfType<ContractSchema>().SelectMany(s => s.Enumeration).OfType<string>();
        return new(path, [.. branches.SelectMany(branch => branch.Types).Distinct()], [.. values.Distinct()], isRequired,
            property.Evidence);
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
