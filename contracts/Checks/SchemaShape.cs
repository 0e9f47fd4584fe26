using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace Scopix.Contracts.Checks;

/// <summary>
/// The fields, items and enum values of a schema as a tree; the branches of a union are merged. Paths are written <c>items[].title</c>,
/// enum values <c>items[].media_type=image</c>; a boolean has the values <c>true</c> and <c>false</c>.
/// </summary>
public sealed class SchemaShape
{
    private const int MaxDepth = 12;

    private static readonly ConcurrentDictionary<string, Lazy<SchemaShape>> Loaded = new();

    private readonly SortedDictionary<string, SchemaShape> _fields = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _declaredValues = new(StringComparer.Ordinal), _values = new(StringComparer.Ordinal);
    private SchemaShape? _items;
    private Claim? _evidence;

    private SchemaShape()
    {
    }

    /// <summary>All paths of fields and enum values.</summary>
    public FrozenSet<string> Paths => field ??= EnumeratePaths().ToFrozenSet();

    /// <summary>The fields, sorted by path.</summary>
    public IReadOnlyList<SchemaField> Fields => field ??= [.. EnumerateFields("").OrderBy(each => each.Path, StringComparer.Ordinal)];

    /// <summary>
    /// The shape of a schema of <see cref="SchemaCatalog"/>, read when it is needed; one without paths when the name is null.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such schema.</exception>
    public static SchemaShape Load(string? schema) =>
        Loaded.GetOrAdd(schema ?? "", static name => new(() => name.Length == 0 ? new() : Create(SchemaCatalog.Load(name)))).Value;

    /// <summary>The shape of a schema.</summary>
    public static SchemaShape Create(ContractSchema schema)
    {
        var shape = new SchemaShape();
        shape.Add(schema, 0);
        return shape;
    }

    /// <summary>The paths of fields and enum values; those of each object are sorted.</summary>
    /// <param name="path">What the paths begin with.</param>
    public IEnumerable<string> EnumeratePaths(string path = "")
    {
        foreach (var value in _values) yield return $"{path}={value}";
        foreach (var (name, field) in _fields)
        {
            var inner = SchemaFields.JoinPath(path, name);
            yield return inner;
            foreach (var deeper in field.EnumeratePaths(inner)) yield return deeper;
        }
        foreach (var deeper in _items?.EnumeratePaths(path + "[]") ?? []) yield return deeper;
    }

    /// <summary>Compares a body, or a part of one, with the schema.</summary>
    /// <param name="body">The body; what the schema leaves open is not visited.</param>
    /// <param name="seen">Receives the path of each known field and whether it is null, and the path of each enum value.</param>
    /// <param name="unknown">Receives the path of each field that the schema does not have.</param>
    /// <param name="path">What the paths begin with.</param>
    public void Walk(JsonElement body, Action<string, bool> seen, Action<string> unknown, string path = "")
    {
        switch (body.ValueKind)
        {
            case JsonValueKind.Object when _fields.Count > 0:
                foreach (var property in body.EnumerateObject())
                    WalkProperty(property, seen, unknown, SchemaFields.JoinPath(path, property.Name));
                break;
            case JsonValueKind.Array when _items is not null:
                foreach (var item in body.EnumerateArray()) _items.Walk(item, seen, unknown, path + "[]");
                break;
            case JsonValueKind.String or JsonValueKind.True or JsonValueKind.False when _values.Count > 0:
                var value = ContractSchema.FormatWord(body)!;
                if (_values.Contains(value)) seen($"{path}={value}", false);
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

    private IEnumerable<SchemaField> EnumerateFields(string path) => _fields
        .SelectMany(property => property.Value.EnumerateFields(SchemaFields.JoinPath(path, property.Key))
            .Prepend(property.Value.CreateField(SchemaFields.JoinPath(path, property.Key))))
        .Concat(_items?.EnumerateFields(path + "[]") ?? []);

    private SchemaField CreateField(string path) =>
        new(path, [.. _declaredValues.Union(_items?._declaredValues ?? []).Order(StringComparer.Ordinal)], _evidence!.Value);

    private void Add(ContractSchema schema, int depth)
    {
        schema = schema.Actual;
        if (depth > MaxDepth) return;
        foreach (var branch in schema.OneOf.Concat(schema.AllOf)) Add(branch, depth + 1);
        foreach (var (name, property) in schema.Properties)
        {
            if (!_fields.TryGetValue(name, out var field)) _fields.Add(name, field = new() { _evidence = property.Evidence });
            field.Add(property, depth + 1);
        }
        if (schema.Items is not null) (_items ??= new()).Add(schema.Items, depth + 1);
        _declaredValues.UnionWith(schema.Enumeration.OfType<string>());
        _values.UnionWith(schema.Enumeration.Count == 0 && schema.Types.Contains("boolean") ? ["false", "true"] : _declaredValues);
    }
}

/// <summary>One field that a schema names.</summary>
/// <param name="Path">E.g. <c>items[].title</c>.</param>
/// <param name="Values">The values of its enum, or of that of its items, sorted; empty when there is none.</param>
/// <param name="Evidence">How we know the field.</param>
public sealed record SchemaField(string Path, IReadOnlyList<string> Values, Claim Evidence);
