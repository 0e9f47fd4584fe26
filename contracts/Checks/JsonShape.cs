
namespace Scopix.Contracts.Checks;

/// <summary>
/// Statistics of one path over many bodies: how often it was seen, with which types, and with which values of an enum. No other
/// value is stored.
/// </summary>
public sealed class JsonShape
{
    private const int MaxProperties = 300;

    private JsonShape? _items;

    /// <summary>How often the path had a value.</summary>
    public int SeenCount { get; private set; }

    /// <summary>How often the value was an object.</summary>
    public int ObjectCount { get; private set; }

    /// <summary>How often the value had each type.</summary>
    public SortedDictionary<string, int> Types { get; } = new(StringComparer.Ordinal);

    /// <summary>The values seen, of those that an enum declares.</summary>
    public SortedSet<string> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>The shapes of the properties, by name.</summary>
    public SortedDictionary<string, JsonShape> Properties { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// Adds a body, or a part of one. <paramref name="drift"/> is called with (path, what) for everything that no schema names.
    /// </summary>
    public void Observe(ContractSchema? schema, JsonElement value, string path, Action<string, string> drift)
    {
        var actual = schema is null ? null : SchemaFields.SelectBranch(schema, value);
        SeenCount++;
        CountType(JsonTypes.GetType(value), actual);
        if (value.ValueKind == JsonValueKind.Array) ObserveItems(actual, value, path, drift);
        else if (value.ValueKind == JsonValueKind.Object) ObserveProperties(actual, value, path, drift);
        else if (actual is { Enumeration.Count: > 0 }) ObserveEnum(actual, value, path, drift);
    }

    /// <summary>All paths below this one, each with the number of objects that contain it.</summary>
    public IEnumerable<(string Path, JsonShape Shape, int Around)> Walk(string path = "") => Properties
        .Select(p => (Path: SchemaFields.JoinPath(path, p.Key), Shape: p.Value))
        .SelectMany(p => p.Shape.Walk(p.Path).Prepend((p.Path, p.Shape, ObjectCount)))
        .Concat(_items?.Walk(path + "[]") ?? []);

    /// <summary>The values of an enum that were seen, also as items of a list.</summary>
    public IEnumerable<string> AllValues => Values.Concat(_items?.Values ?? []);

    private void CountType(string type, ContractSchema? actual)
    {
        if (type == "integer" && actual?.Types.Contains("number") == true) type = "number";
        Types[type] = Types.GetValueOrDefault(type) + 1;
    }

    private void ObserveItems(ContractSchema? actual, JsonElement list, string path, Action<string, string> drift)
    {
        if (actual is not null && actual.Items is null) return;
        _items ??= new();
        foreach (var item in list.EnumerateArray()) _items.Observe(actual?.Items, item, path + "[]", drift);
    }

    private void ObserveProperties(ContractSchema? actual, JsonElement body, string path, Action<string, string> drift)
    {
        ObjectCount++;
        var names = actual is null ? null : SchemaFields.GetProperties(actual);
        if (names is { Count: 0 }) return; // no document lists the names of this object, so any name is allowed
        foreach (var property in body.EnumerateObject())
        {
            var schema = names?.GetValueOrDefault(property.Name);
            var name = schema is null ? Redaction.RedactName(property.Name) : property.Name;
            if (names is not null && schema is null)
                drift(SchemaFields.JoinPath(path, name), $"field of type {JsonTypes.GetType(property.Value)}");
            if (GetOrAddProperty(name) is { } below) below.Observe(schema, property.Value, SchemaFields.JoinPath(path, name), drift);
        }
    }

    private JsonShape? GetOrAddProperty(string name)
    {
        if (Properties.TryGetValue(name, out var below)) return below;
        return Properties.Count >= MaxProperties ? null : Properties[name] = new();
    }

    private void ObserveEnum(ContractSchema actual, JsonElement value, string path, Action<string, string> drift)
    {
        if (value.ValueKind == JsonValueKind.Null) return;
        var text = ContractSchema.FormatWord(value)!;
        if (actual.Enumeration.Contains(text)) Values.Add(text);
        else drift(path, $"value outside the enum: {Redaction.RedactWord(text)}");
    }
}
