namespace Scopix.Emulator.Control.OpenApi;

/// <summary>The files of <c>contracts/</c>, which are resources of the assembly.</summary>
internal static class ContractFiles
{
    private const string ResourcePrefix = "contracts/";

    /// <summary>The parts of the document that belong to no operation.</summary>
    public static JsonObject ReadHead() => Read("head.json").AsObject();

    public static JsonArray ReadOperations() => Read("operations.json").AsArray();

    public static IEnumerable<(string Name, JsonObject Schema)> ReadSchemas() =>
        ListFiles("schemas/").Select(file => (file.Split('.')[0], Read("schemas/" + file).AsObject()));

    public static JsonObject ReadSchema(string name) => Read($"schemas/{name}.schema.json").AsObject();

    public static IEnumerable<(string Schema, string Case, JsonNode Body)> ReadExamples() =>
        ListFiles("examples/").Select(file => (file.Split('.')[0], file.Split('.')[1], Read("examples/" + file)));

    private static IEnumerable<string> ListFiles(string folder) => typeof(ContractFiles).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(ResourcePrefix + folder, StringComparison.Ordinal))
        .Select(name => name[(ResourcePrefix + folder).Length..]).Order(StringComparer.Ordinal);

    private static JsonNode Read(string name) =>
        JsonNode.Parse(typeof(ContractFiles).Assembly.GetManifestResourceStream(ResourcePrefix + name)!)!;
}
