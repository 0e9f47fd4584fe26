using System.Text.Json.Nodes;

namespace Scopix.Emulator.Tests.Http;

/// <summary>Reads the contracts: operations, schemas and examples.</summary>
internal static class ContractsFolder
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "contracts");

    /// <summary>The rows of operations.json.</summary>
    public static JsonObject[] Operations { get; } = [.. JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "operations.json")))!
        .AsArray().Select(row => row!.AsObject())];

    /// <summary>The operations of Scopix, whose errors use the envelope.</summary>
    public static IEnumerable<JsonObject> ScopixOperations =>
        Operations.Where(row => !((string)row["id"]!).StartsWith("llama.", StringComparison.Ordinal));

    /// <summary>Finds the row of an operation.</summary>
    public static JsonObject GetOperation(string id) => Operations.Single(row => (string?)row["id"] == id);

    /// <summary>Reads a schema by name.</summary>
    public static JsonObject ReadSchema(
        string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "schemas", $"{name}.schema.json")))!.AsObject();

    /// <summary>Reads the examples of a schema.</summary>
    public static JsonObject[] ReadExamples(string schema) =>
        [.. Directory.GetFiles(Path.Combine(Folder, "examples"), $"{schema}.*.json").Order(StringComparer.Ordinal)
            .Select(file => JsonNode.Parse(File.ReadAllText(file))!.AsObject())];

    /// <summary>The path of the generated OpenAPI document.</summary>
    public static string OpenApiFile { get; } = Path.GetFullPath(Path.Combine(Folder, "openapi.json"));

    /// <summary>The generated OpenAPI document.</summary>
    public static string OpenApi => File.ReadAllText(OpenApiFile);
}
