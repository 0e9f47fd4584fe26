namespace Scopix.Contracts.Checks;

/// <summary>The contracts as they are written: <c>operations.json</c> and the schemas, which are resources of this assembly.</summary>
public static class ContractResources
{
    private const string Prefix = "contracts/", SchemaFolder = Prefix + "schemas/", SchemaSuffix = ".schema.json";

    /// <summary>The names of the schemas, sorted, e.g. <c>file-list</c>.</summary>
    public static IReadOnlyList<string> SchemaNames { get; } =
    [
        .. typeof(ContractResources).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(SchemaFolder, StringComparison.Ordinal))
            .Select(name => name[SchemaFolder.Length..^SchemaSuffix.Length]).Order(StringComparer.Ordinal),
    ];

    /// <summary>The JSON of <c>operations.json</c>.</summary>
    public static Stream OpenOperations() => Open(Prefix + "operations.json");

    /// <summary>The JSON of <c>assumptions.json</c>.</summary>
    public static Stream OpenAssumptions() => Open(Prefix + "assumptions.json");

    /// <summary>The JSON of <c>refuted.json</c>.</summary>
    public static Stream OpenRefutations() => Open(Prefix + "refuted.json");

    /// <summary>The JSON of a schema.</summary>
    /// <exception cref="ArgumentException">There is no schema of this name.</exception>
    public static Stream OpenSchema(string name) => Open(SchemaFolder + name + SchemaSuffix);

    private static Stream Open(string resource) => typeof(ContractResources).Assembly.GetManifestResourceStream(resource)
        ?? throw new ArgumentException($"there is no {resource}", nameof(resource));
}
