namespace Scopix.Contracts.Checks.Observing;

/// <summary>One place at which the recorded shape of a body does not fit its schema.</summary>
/// <param name="Path">From the body's root, e.g. <c>#/items[]/title</c>.</param>
/// <param name="Rule">What the schema asks for, e.g. <c>must be of type boolean</c>.</param>
/// <param name="Expected">The same as in a report, e.g. <c>boolean</c>.</param>
/// <param name="Got">What was recorded instead.</param>
/// <param name="Property">The property that the place belongs to, or the schema as a whole; its evidence is that of the rule.</param>
internal sealed record ShapeDeviation(string Path, string Rule, string Expected, string Got, ContractSchema Property)
{
    private const string IsRequired = "is required", IsOfEnum = "must be one of the enum's values";

    /// <summary>The path as in a report, e.g. <c>items[].title</c>.</summary>
    public string Place => Path == "#" ? "body" : Path[1..].TrimStart('/').Replace('/', '.');

    /// <summary>All deviations of a recorded body; of a union, those of the branch that fits best.</summary>
    public static IEnumerable<ShapeDeviation> Find(string? schema, JsonNode? recorded)
    {
        if (schema is null) return [];
        var root = SchemaCatalog.Load(schema);
        return Find(root, recorded, "#", root);
    }

    /// <summary>E.g. <c>#/can_proceed: must be of type boolean, was string</c>.</summary>
    public override string ToString() => $"{Path}: {Rule}, was {Got}";

    private static IEnumerable<ShapeDeviation> Find(ContractSchema schema, JsonNode? recorded, string path, ContractSchema property)
    {
        var actual = schema.Actual;
        if (actual.OneOf.Count > 0)
            return actual.OneOf.Select(branch => Find(branch, recorded, path, property).ToList())
                .OrderBy(found => found.Exists(deviation => deviation.Rule == IsOfEnum)).ThenBy(found => found.Count).First();

        return recorded switch
        {
            JsonObject body => CheckObject(actual, body, path, property),
            JsonArray list => CheckType(actual, "array", path, property).Concat(
                actual.Items is null ? [] : list.SelectMany(item => Find(actual.Items, item, path + "[]", property))),
            _ => CheckScalar(actual, (string?)recorded ?? "nothing", path, property),
        };
    }

    private static IEnumerable<ShapeDeviation> CheckObject(ContractSchema actual, JsonObject body, string path, ContractSchema property)
    {
        var properties = SchemaFields.GetProperties(actual);
        var missing = properties.Where(p => SchemaFields.IsRequired(actual, p.Key) && !body.ContainsKey(p.Key))
            .Select(p => new ShapeDeviation($"{path}/{p.Key}", IsRequired, "present", "absent", p.Value));
        var inner = body.Where(p => properties.ContainsKey(p.Key))
            .SelectMany(p => Find(properties[p.Key], p.Value, $"{path}/{p.Key}", properties[p.Key]));
        return CheckType(actual, "object", path, property).Concat(missing).Concat(inner);
    }

    private static IEnumerable<ShapeDeviation> CheckScalar(ContractSchema actual, string word, string path, ContractSchema property)
    {
        var isWord = word.StartsWith('=');
        if (isWord ? actual.Enumeration.Contains(word[1..]) : word != "string" || actual.Enumeration.Count == 0)
            return isWord ? [] : CheckType(actual, word, path, property);
        return [new(path, IsOfEnum, "one of " + string.Join(", ", actual.Enumeration.Select(own => own ?? "null")),
            isWord ? $"'{word[1..]}'" : "another", property)];
    }

    private static IEnumerable<ShapeDeviation> CheckType(ContractSchema actual, string type, string path, ContractSchema property)
    {
        var types = string.Join(" or ", actual.Types);
        return JsonTypes.Includes(actual.Types, type) ? [] : [new(path, $"must be of type {types}", types, type, property)];
    }
}
