namespace Scopix.Emulator.Control.OpenApi;

/// <summary>The files of <c>contracts/</c> or of <c>contracts/control/</c>, which are resources of the assembly.</summary>
/// <param name="folder">What the names of the resources begin with.</param>
internal sealed class ContractFiles(string folder)
{
    public static ContractFiles Api { get; } = new("contracts/");

    public static ContractFiles Control { get; } = new("contracts/control/");

    /// <summary>The parts of the document that belong to no operation.</summary>
    public JsonObject ReadHead() => Read("head.json").AsObject();

    public JsonArray ReadOperations() => Read("operations.json").AsArray();

    /// <summary>The schemas of the folder; those of the control API include the ones that init documents have.</summary>
    public IEnumerable<(string Name, JsonObject Schema)> ReadSchemas() =>
        ListFiles("schemas/").Select(file => (file.Split('.')[0], Read("schemas/" + file).AsObject()))
            .Concat(this == Control ? InitDocumentSchemas.Read() : []);

    public JsonObject ReadSchema(string name) => Read($"schemas/{name}.schema.json").AsObject();

    public IEnumerable<(string Schema, string Case, JsonNode Body)> ReadExamples() =>
        ListFiles("examples/").Select(file => (file.Split('.')[0], file.Split('.')[1], Read("examples/" + file)));

    private IEnumerable<string> ListFiles(string kind) => typeof(ContractFiles).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(folder + kind, StringComparison.Ordinal))
        .Select(name => name[(folder + kind).Length..]).Order(StringComparer.Ordinal);

    private JsonNode Read(string name) => JsonNode.Parse(typeof(ContractFiles).Assembly.GetManifestResourceStream(folder + name)!)!;
}
