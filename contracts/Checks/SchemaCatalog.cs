using System.Collections.Concurrent;

namespace Scopix.Contracts.Checks;

/// <summary>The schemas of <c>contracts/schemas</c>, which are part of this assembly. Each is read when it is needed.</summary>
public static class SchemaCatalog
{
    private static readonly ConcurrentDictionary<string, Lazy<ContractSchema>> Loaded = new();

    /// <summary>The names of all schemas, sorted.</summary>
    public static IReadOnlyList<string> Names => ContractResources.SchemaNames;

    /// <summary>The schema of a name, e.g. <c>file-list</c>.</summary>
    /// <exception cref="ArgumentException">There is no such schema.</exception>
    public static ContractSchema Load(string name) => Loaded.GetOrAdd(name, static name => new(() =>
    {
        using var json = ContractResources.OpenSchema(name);
        return ContractSchema.Parse(json);
    })).Value;

    /// <summary>The name of a loaded schema; null for one that is not in the catalog.</summary>
    public static string? FindName(ContractSchema schema) => Loaded.FirstOrDefault(known => known.Value.Value == schema).Key;

    /// <summary>All violations of a schema by a JSON text.</summary>
    public static IReadOnlyList<Violation> Validate(string name, string json)
    {
        try
        {
            using var body = JsonDocument.Parse(json);
            return SchemaValidator.Validate(Load(name), body.RootElement);
        }
        catch (JsonException)
        {
            return [new("", "form", "JSON", "another text", new(EvidenceKind.Documented, $"schema {name}"))];
        }
    }

    /// <summary>The weakest evidence that any schema has for a property with the last name of a path.</summary>
    public static Claim FindEvidence(string path)
    {
        var name = path[(path.LastIndexOf('.') + 1)..];
        return Names.SelectMany(schema => FindClaims(Load(schema), name, [])).OrderByDescending(claim => claim.Evidence)
            .FirstOrDefault(new Claim(EvidenceKind.Assumed, "no schema names it"));
    }

    private static IEnumerable<Claim> FindClaims(ContractSchema schema, string name, HashSet<ContractSchema> visited)
    {
        if (!visited.Add(schema = schema.Actual)) return [];
        var own = schema.Properties.Where(property => property.Key == name).Select(property => property.Value.Evidence);
        var inner = schema.Properties.Values.Concat(schema.OneOf).Concat(schema.AllOf).Append(schema.Items).OfType<ContractSchema>();
        return own.Concat(inner.SelectMany(part => FindClaims(part, name, visited)));
    }
}
