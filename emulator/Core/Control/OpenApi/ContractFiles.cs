using Scopix.Contracts.Checks;

namespace Scopix.Emulator.Control.OpenApi;

/// <summary>
/// The files of <c>contracts/</c> or of <c>contracts/control/</c>, which are resources of this assembly. The API's operations and schemas
/// are resources of <c>contracts/Checks</c>.
/// </summary>
/// <param name="folder">What the names of the resources begin with.</param>
internal sealed class ContractFiles(string folder)
{
    public static ContractFiles Api { get; } = new("contracts/");

    public static ContractFiles Control { get; } = new("contracts/control/");

    /// <summary>The parts of the document that belong to no operation.</summary>
    public JsonObject ReadHead() => Read("head.json").AsObject();

    public JsonArray ReadOperations() =>
        (this == Api ? Parse(ContractResources.OpenOperations()) : Read("operations.json")).AsArray();

    /// <summary>The schemas of the folder; those of the control API include the ones that init documents have.</summary>
    public IEnumerable<(string Name, JsonObject Schema)> ReadSchemas() => this == Api
        ? ContractResources.SchemaNames.Select(name => (name, Parse(ContractResources.OpenSchema(name)).AsObject()))
        : ListFiles("schemas/").Select(file => (file.Split('.')[0], Read("schemas/" + file).AsObject())).Concat(InitDocumentSchemas.Read());

    public IEnumerable<(string Schema, string Case, JsonNode Body)> ReadExamples() =>
        ListFiles("examples/").Select(file => (file.Split('.')[0], file.Split('.')[1], Read("examples/" + file)));

    private IEnumerable<string> ListFiles(string kind) => typeof(ContractFiles).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(folder + kind, StringComparison.Ordinal))
        .Select(name => name[(folder + kind).Length..]).Order(StringComparer.Ordinal);

    private JsonNode Read(string name) => Parse(typeof(ContractFiles).Assembly.GetManifestResourceStream(folder + name)!);

    private static JsonNode Parse(Stream json)
    {
        using (json) return JsonNode.Parse(json)!;
    }
}
