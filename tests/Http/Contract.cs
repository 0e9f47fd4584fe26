using System.Text.Json.Nodes;

namespace Scopix.Emulator.Tests.Http;

/// <summary>The contracts as data: rows, schemas and examples.</summary>
internal static class Contract
{
    private static readonly string Folder = Path.Combine(ArchitectureTests.Root(), "..", "contracts");

    /// <summary>The rows of operations.json.</summary>
    public static JsonObject[] Operations { get; } = [.. JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "operations.json")))!.AsArray().Select(row => row!.AsObject())];

    /// <summary>Those of Scopix, whose refusals come in its envelope.</summary>
    public static IEnumerable<JsonObject> OfScopix => Operations.Where(row => !((string)row["id"]!).StartsWith("llama.", StringComparison.Ordinal));

    /// <summary>An operation's row.</summary>
    public static JsonObject Operation(string id) => Operations.Single(row => (string?)row["id"] == id);

    /// <summary>A schema by name.</summary>
    public static JsonObject Schema(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "schemas", $"{name}.schema.json")))!.AsObject();

    /// <summary>The examples of a schema.</summary>
    public static JsonObject[] Examples(string schema) =>
        [.. Directory.GetFiles(Path.Combine(Folder, "examples"), $"{schema}.*.json").Order(StringComparer.Ordinal).Select(file => JsonNode.Parse(File.ReadAllText(file))!.AsObject())];

    /// <summary>Where the document made of them is.</summary>
    public static string OpenApiFile { get; } = Path.GetFullPath(Path.Combine(Folder, "openapi.json"));

    /// <summary>The document made of them.</summary>
    public static string OpenApi => File.ReadAllText(OpenApiFile);
}
