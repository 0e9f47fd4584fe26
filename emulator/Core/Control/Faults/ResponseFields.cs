using Scopix.Contracts.Checks;
using ContractOperation = Scopix.Contracts.Checks.Operation;

namespace Scopix.Emulator.Control.Faults;

/// <summary>What the contracts say of the fields of successful JSON responses.</summary>
internal static class ResponseFields
{
    private const int MaxDepth = 12;

    /// <summary>The schema of a response; null when it is not a successful one with JSON.</summary>
    public static ContractSchema? FindSchema(string operation, int status) =>
        status is >= 200 and < 300
        && ContractOperation.Find(operation)?.Responses.GetValueOrDefault(status.ToString(CultureInfo.InvariantCulture)) is { } name
            ? SchemaCatalog.Load(name) : null;

    /// <summary>The schemas of the successful JSON responses of an operation.</summary>
    public static IEnumerable<ContractSchema> FindSchemas(string operation) => ContractOperation.Find(operation) is not { } known ? []
        : known.Responses.Keys.Select(status => FindSchema(operation, int.Parse(status, CultureInfo.InvariantCulture)))
            .OfType<ContractSchema>();

    /// <summary>Whether a response of an operation has what a fault changes.</summary>
    public static bool HasPlace(Fault fault, string operation) => FindSchemas(operation).Any(schema =>
        fault.NewField is not null || Enumerate(schema).Any(field => CanChange(fault, field.Path, field.Field)));

    /// <summary>Whether a fault gives a field another word or null.</summary>
    public static bool CanChange(Fault fault, string path, ContractSchema field) =>
        (fault.UnknownWord is { } word && IsMeant(word, path) && IsWord(field))
        || (fault.NullField is { } empty && IsMeant(empty, path) && AllowsNull(field));

    /// <summary>Whether a field is meant by a name, which is at any depth, or by a path from the response's object.</summary>
    /// <param name="wanted">A name, or a path such as <c>items[].title</c>; the brackets may be left out.</param>
    /// <param name="path">The path of the field, without brackets.</param>
    public static bool IsMeant(string wanted, string path)
    {
        wanted = wanted.Replace("[]", "", StringComparison.Ordinal);
        return path == wanted
            || (!wanted.Contains('.') && path.EndsWith(wanted, StringComparison.Ordinal) && path[^(wanted.Length + 1)] == '.');
    }

    /// <summary>The fields of a schema with their paths without brackets, those of each branch of a union by themselves.</summary>
    public static IEnumerable<(string Path, ContractSchema Field)> Enumerate(ContractSchema schema, string path = "", int depth = 0)
    {
        schema = schema.Actual;
        if (depth > MaxDepth) yield break;
        foreach (var branch in schema.OneOf)
            foreach (var field in Enumerate(branch, path, depth + 1)) yield return field;
        foreach (var (name, property) in SchemaFields.GetProperties(schema))
        {
            var inner = SchemaFields.JoinPath(path, name);
            yield return (inner, property);
            foreach (var field in Enumerate(property, inner, depth + 1)) yield return field;
        }
        if (schema.Items is null) yield break;
        foreach (var field in Enumerate(schema.Items, path, depth + 1)) yield return field;
    }

    /// <summary>Whether a field, or each item of its list, is one of several words.</summary>
    public static bool IsWord(ContractSchema field) =>
        IsEnumeratedText(field.Actual) || (field.Actual.Items is { } item && IsEnumeratedText(item.Actual));

    /// <summary>Whether a field can be null.</summary>
    public static bool AllowsNull(ContractSchema field)
    {
        field = field.Actual;
        if (field.OneOf.Count > 0) return field.OneOf.Any(AllowsNull);
        return field.Types.Contains("null") && (field.Enumeration.Count == 0 || field.Enumeration.Contains(null));
    }

    private static bool IsEnumeratedText(ContractSchema schema) => schema.Enumeration.Count > 0 && schema.Types.Contains("string");
}
