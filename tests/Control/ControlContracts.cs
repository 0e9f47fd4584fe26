using System.Text.Json.Nodes;

namespace Scopix.Emulator.Tests.Control;

/// <summary>Reads the contracts of the control API: operations, schemas and examples.</summary>
internal static class ControlContracts
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "contracts", "control");

    /// <summary>The path of the generated OpenAPI document.</summary>
    public static string OpenApiFile { get; } = Path.GetFullPath(Path.Combine(Folder, "..", "control.openapi.json"));

    /// <summary>The rows of operations.json.</summary>
    public static JsonObject[] Operations { get; } = [.. JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "operations.json")))!
        .AsArray().Select(row => row!.AsObject())];

    /// <summary>The names of all schemas.</summary>
    public static string[] SchemaNames { get; } = [.. Directory.GetFiles(Path.Combine(Folder, "schemas"))
        .Select(file => Path.GetFileName(file).Split('.')[0]).Order(StringComparer.Ordinal)];

    /// <summary>The schemas that the generator takes from init.schema.json.</summary>
    public static bool IsInitSchema(string name) => name.StartsWith("Init", StringComparison.Ordinal) && !SchemaNames.Contains(name);

    /// <summary>Finds the row of an operation by the id that the OpenAPI document gives it.</summary>
    public static JsonObject GetOperation(string operationId) => Operations.Single(row => (string?)row["operation_id"] == operationId);

    public static JsonObject ReadSchema(string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "schemas", $"{name}.schema.json")))!.AsObject();

    /// <summary>Reads a schema with the schemas of the items of its lists in place of references.</summary>
    public static JsonObject ReadSchemaWithItems(string name)
    {
        var schema = ReadSchema(name);
        foreach (var (_, property) in schema["properties"]!.AsObject())
            if ((string?)property!["items"]?["$ref"] is { } reference) property["items"] = ReadSchema(reference.Split('.')[0]);
        return schema;
    }

    /// <summary>Reads the examples of a schema by their cases.</summary>
    public static (string Case, JsonObject Body)[] ReadExamples(string schema) =>
        [.. Directory.GetFiles(Path.Combine(Folder, "examples"), $"{schema}.*.json").Order(StringComparer.Ordinal)
            .Select(file => (Path.GetFileName(file).Split('.')[1], JsonNode.Parse(File.ReadAllText(file))!.AsObject()))];

    /// <summary>The methods of a row.</summary>
    public static string[] GetMethods(JsonObject row) => ((string)row["method"]!).Split('|');

    /// <summary>The schemas of a response by media type; empty when it has no body.</summary>
    public static Dictionary<string, string> GetContents(JsonNode? response) => response switch
    {
        null => [],
        JsonObject contents => contents.ToDictionary(content => content.Key, content => (string)content.Value!),
        _ => new() { ["application/json"] = (string)response! },
    };
}
