namespace Scopix.Contracts.Checks;

/// <summary>The files of <c>contracts/</c> that are resources of this assembly.</summary>
internal static class ContractFiles
{
    private const string Prefix = "contracts/", SchemaFolder = Prefix + "schemas/", SchemaSuffix = ".schema.json";

    /// <summary>The names of the schemas, sorted.</summary>
    public static IReadOnlyList<string> SchemaNames { get; } =
    [
        .. typeof(ContractFiles).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(SchemaFolder, StringComparison.Ordinal))
            .Select(name => name[SchemaFolder.Length..^SchemaSuffix.Length]).Order(StringComparer.Ordinal),
    ];

    public static Stream OpenOperations() => Open(Prefix + "operations.json");

    public static Stream OpenSchema(string name) => Open(SchemaFolder + name + SchemaSuffix);

    private static Stream Open(string resource) => typeof(ContractFiles).Assembly.GetManifestResourceStream(resource)
        ?? throw new ArgumentException($"there is no {resource}", nameof(resource));
}
