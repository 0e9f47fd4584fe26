namespace Scopix.Contracts.Checks;

/// <summary>The properties that apply to a value.</summary>
public static class SchemaFields
{
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

    /// <summary>The path of a property below a path, which is empty for the root.</summary>
    public static string JoinPath(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
