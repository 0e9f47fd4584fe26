namespace Scopix.Contracts.Checks;

/// <summary>Compares values with schemas.</summary>
public static class SchemaValidator
{
    private const int MaxValueLength = 80;

    /// <summary>All violations of a schema; for a union, those of the branch that the value belongs to.</summary>
    public static IReadOnlyList<Violation> Validate(ContractSchema schema, JsonElement value)
    {
        List<Violation> found = [];
        Check(schema, value, "", found);
        return found;
    }

    private static void Check(ContractSchema schema, JsonElement value, string path, List<Violation> found)
    {
        schema = schema.Actual;
        CheckUnion(schema, value, path, found);
        foreach (var part in schema.AllOf) Check(part, value, path, found);
        if (!JsonTypes.Includes(schema.Types, JsonTypes.GetType(value)))
        {
            found.Add(Create("type", string.Join(" or ", schema.Types), value));
            return;
        }
        if (schema.Enumeration.Count > 0 && !schema.Enumeration.Contains(ContractSchema.FormatWord(value)))
            found.Add(Create("value", "one of " + string.Join(", ", schema.Enumeration.Select(word => word ?? "null")), value));
        if (value.ValueKind == JsonValueKind.Object) CheckObject(schema, value, path, found);
        else if (value.ValueKind == JsonValueKind.Array) CheckArray(schema, value, path, found);
        else if (FindScalarFault(schema, value) is var (kind, expected)) found.Add(Create(kind, expected, value));

        Violation Create(string kind, string expected, JsonElement got) => new(path, kind, expected, Describe(got), schema.Evidence)
        {
            GotKind = DescribeKind(kind, got),
        };
    }

    private static void CheckUnion(ContractSchema schema, JsonElement value, string path, List<Violation> found)
    {
        if (schema.OneOf.Count == 0) return;
        // a list of a hundred files has four hundred branches, of which three in four are of another media type
        var candidates = schema.OneOf.Where(branch => !HasOtherWord(branch.Actual, value)).ToList();
        if (candidates.Count == 0) candidates = [.. schema.OneOf];
        var branches = candidates.Select(branch => (Schema: branch, Violations: ValidateAt(branch, value, path))).ToList();
        var fitting = branches.Count(branch => branch.Violations.Count == 0);
        if (fitting == 1) return;
        if (fitting > 1)
        {
            found.Add(new(path, "union", "exactly one form", $"one that fits {fitting} of them", schema.Evidence));
            return;
        }
        var chosen = SchemaFields.SelectBranch(schema, value);
        found.AddRange(branches.OrderBy(branch => branch.Schema.Actual == chosen ? 0 : 1).ThenBy(branch => branch.Violations.Count).First()
            .Violations);
    }

    /// <summary>Whether a property that has one allowed word in a branch has another one in the value, which cannot fit then.</summary>
    private static bool HasOtherWord(ContractSchema branch, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object) return false;
        foreach (var (name, property) in branch.Properties)
            if (property.Enumeration.Count == 1 && value.TryGetProperty(name, out var own)
                && own.ValueKind == JsonValueKind.String && !own.ValueEquals(property.Enumeration[0]))
                return true;
        return false;
    }

    private static List<Violation> ValidateAt(ContractSchema schema, JsonElement value, string path)
    {
        List<Violation> found = [];
        Check(schema, value, path, found);
        return found;
    }

    private static void CheckObject(ContractSchema schema, JsonElement body, string path, List<Violation> found)
    {
        foreach (var name in schema.Required.Where(name => !body.TryGetProperty(name, out _)))
            found.Add(new(SchemaFields.JoinPath(path, name), "presence", "present", "absent",
                schema.Properties.TryGetValue(name, out var property) ? property.Evidence : schema.Evidence));
        foreach (var (name, property) in schema.Properties)
            if (body.TryGetProperty(name, out var value)) Check(property, value, SchemaFields.JoinPath(path, name), found);
    }

    private static void CheckArray(ContractSchema schema, JsonElement list, string path, List<Violation> found)
    {
        var count = list.GetArrayLength();
        if (count < schema.MinItems || count > schema.MaxItems)
            found.Add(new(path, "size", FormatRange(schema.MinItems, schema.MaxItems) + " items", $"{count} items", schema.Evidence));
        if (schema.Items is null) return;
        var index = 0;
        foreach (var item in list.EnumerateArray()) Check(schema.Items, item, $"{path}[{index++}]", found);
    }

    private static (string Kind, string Expected)? FindScalarFault(ContractSchema schema, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number && value.GetDouble() is var number)
            return number < schema.Minimum || number > schema.Maximum
                ? ("size", FormatRange(schema.Minimum, schema.Maximum)) : null;
        if (value.ValueKind != JsonValueKind.String) return null;

        var text = value.GetString()!;
        if ((schema.MinLength ?? schema.MaxLength) is not null && text.EnumerateRunes().Count() is var length
            && (length < schema.MinLength || length > schema.MaxLength))
            return ("size", FormatRange(schema.MinLength, schema.MaxLength) + " characters");
        if (!HasFormat(schema.Format, text)) return ("form", $"a {schema.Format}");
        return schema.Pattern?.IsMatch(text) == false ? ("form", schema.Format is { } format ? $"a {format}" : $"{schema.Pattern}") : null;
    }

    private static bool HasFormat(string? format, string text) => format switch
    {
        "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "uuid" => Guid.TryParseExact(text, "D", out _),
        _ => true,
    };

    private static string FormatRange(double? least, double? most) => (least, most) switch
    {
        (null, _) => string.Create(CultureInfo.InvariantCulture, $"at most {most}"),
        (_, null) => string.Create(CultureInfo.InvariantCulture, $"at least {least}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{least} to {most}"),
    };

    /// <summary>A value is not told, only its type and a word that may be one of an enum.</summary>
    private static string DescribeKind(string kind, JsonElement value) => kind switch
    {
        "value" when value.ValueKind == JsonValueKind.String => Redaction.RedactWord(value.GetString()!),
        "size" when value.ValueKind == JsonValueKind.Number => "another number",
        "form" => "another text",
        "size" => "another length",
        _ => JsonTypes.GetType(value),
    };

    private static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        _ when value.GetRawText() is { Length: > MaxValueLength } text => text[..MaxValueLength] + "…",
        _ => value.GetRawText(),
    };
}
