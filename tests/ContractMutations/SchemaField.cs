using System.Text.Json.Nodes;
using NJsonSchema;
using Scopix.Contracts.Runner;

namespace Scopix.ContractMutations;

/// <summary>A field of a body, e.g. <c>items[].tags</c>, with its definitions in the schema's branches.</summary>
public sealed record SchemaField(string Path, IReadOnlyList<JsonSchemaProperty> Schemas)
{
    /// <summary>The last name of the path.</summary>
    public string Name => Path[(Path.LastIndexOf('.') + 1)..];

    /// <summary>Whether some branch allows null.</summary>
    public bool MayBeNull => Schemas.Any(r => Types(r).HasFlag(JsonObjectType.Null) || r.ActualTypeSchema.Enumeration.Contains(null)
        || r.OneOf.Concat(r.ActualTypeSchema.OneOf).Any(o => o.Type.HasFlag(JsonObjectType.Null)));

    /// <summary>Whether it has a documented type.</summary>
    public bool IsTyped => Schemas.All(r => Types(r) != JsonObjectType.None || r.ActualTypeSchema.OneOf.Count > 0);

    /// <summary>Its enum values.</summary>
    public IReadOnlyList<string> Values =>
        [.. Schemas.SelectMany(r => r.Enumeration.Concat(r.ActualTypeSchema.Enumeration)).OfType<object>().Select(v => v.ToString()!)
            .Distinct()];

    /// <summary>Whether it has a format or a pattern.</summary>
    public bool HasFormat => Schemas.All(r => r.Format is not null || r.Pattern is not null || r.ActualTypeSchema.Pattern is not null);

    /// <summary>Whether it is a whole number.</summary>
    public bool IsWhole => Schemas.All(r => Types(r).HasFlag(JsonObjectType.Integer));

    /// <summary>Whether it is a list of objects.</summary>
    public bool IsList => Schemas.Any(r => r.ActualTypeSchema.Item is not null && r.ActualTypeSchema.Item.ActualSchema is { } item
        && (item.Type.HasFlag(JsonObjectType.Object) || item.OneOf.Count > 0));

    /// <summary>Reads every field of a schema, four levels deep.</summary>
    public static IReadOnlyList<SchemaField> ReadAll(string schema) =>
        [.. Walk(NJsonSchemas.Load(schema), "", 0).GroupBy(f => f.Path)
            .Select(g => new SchemaField(g.Key, [.. g.Select(f => f.Rule)]))];

    /// <summary>Changes every occurrence of the field; returns null when nothing was changed.</summary>
    public static RecordedResponse? ChangeAll(RecordedResponse response, string path, Func<JsonObject, string, bool> change)
    {
        if (!response.IsSuccess || response.Json() is not { } body) return null;
        return Visit(body, path.Split('.'), 0, change) ? response.WithJson(body) : null;
    }

    private static bool Visit(JsonNode? node, string[] steps, int at, Func<JsonObject, string, bool> change)
    {
        if (node is not JsonObject parent) return false;
        var name = steps[at].TrimEnd('[', ']');
        if (!parent.ContainsKey(name)) return false;
        if (at == steps.Length - 1) return change(parent, name);
        return steps[at].EndsWith(']')
            ? parent[name] is JsonArray list && list.Aggregate(false, (any, item) => Visit(item, steps, at + 1, change) || any)
            : Visit(parent[name], steps, at + 1, change);
    }

    private static IEnumerable<(string Path, JsonSchemaProperty Rule)> Walk(JsonSchema schema, string prefix, int depth)
    {
        var actual = schema.ActualSchema;
        if (depth > 3) yield break;
        foreach (var branch in actual.OneOf.Concat(actual.AllOf))
            foreach (var found in Walk(branch, prefix, depth)) yield return found;
        foreach (var (name, rule) in actual.Properties)
        {
            yield return (prefix + name, rule);
            var type = rule.ActualTypeSchema;
            foreach (var found in Walk(type, $"{prefix}{name}.", depth + 1)) yield return found;
            if (type.Item is null) continue;
            foreach (var found in Walk(type.Item, $"{prefix}{name}[].", depth + 1)) yield return found;
        }
    }

    private static JsonObjectType Types(JsonSchemaProperty rule) => rule.Type | rule.ActualTypeSchema.Type;
}
