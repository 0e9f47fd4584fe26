namespace Scopix.Contracts.Checks.Traffic;

/// <summary>The assumptions that a body exercises: those of the fields that it has.</summary>
internal static class AssumedFields
{
    /// <summary>The distinct claims of the assumed fields in a body.</summary>
    public static IReadOnlySet<Claim> Find(ContractSchema schema, JsonElement body)
    {
        HashSet<Claim> found = [];
        Collect(schema, body, found);
        return found;
    }

    private static void Collect(ContractSchema schema, JsonElement value, HashSet<Claim> found)
    {
        var actual = SchemaFields.SelectBranch(schema, value);
        if (value.ValueKind == JsonValueKind.Array && actual.Items is not null)
            foreach (var item in value.EnumerateArray()) Collect(actual.Items, item, found);
        if (value.ValueKind != JsonValueKind.Object) return;
        foreach (var (name, property) in SchemaFields.GetProperties(actual))
        {
            if (!value.TryGetProperty(name, out var inner)) continue;
            if (property.Evidence.Evidence == EvidenceKind.Assumed && inner.ValueKind != JsonValueKind.Null) found.Add(property.Evidence);
            Collect(property, inner, found);
        }
    }
}
