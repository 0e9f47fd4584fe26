using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NJsonSchema;
using Scopix.Contracts.Checks;
using Scopix.Emulator.Control.OpenApi;

namespace Scopix.Emulator.Tests.Control;

/// <summary>
/// Compares the responses of the control API that tests receive with its contracts: status, media type, and the form of the JSON. Short
/// bodies are always compared, long ones once for each form.
/// </summary>
internal static class ControlResponseCheck
{
    private const int ShortBytes = 4096;

    /// <summary>Statuses of requests that no operation has seen: HTTP itself is wrong, or no route has this path and method.</summary>
    private static readonly int[] StatusesWithoutOperation = [400, 404, 405, 408];

    private static readonly ConcurrentDictionary<string, bool> Compared = new();

    private static readonly Lazy<IReadOnlyDictionary<string, SchemaShape>> Shapes = new(ReadShapes);

    private static readonly (Regex Path, JsonObject Row)[] Rows = [.. ControlContracts.Operations
        .OrderBy(row => ((string)row["path"]!).Count(character => character == '{'))
        .Select(row => (new Regex($"^{Regex.Replace(Regex.Escape((string)row["path"]!), @"\\{\w+}", "[^/]+")}/?$",
            RegexOptions.IgnoreCase), row))];

    private static readonly Lazy<Task<JsonSchema>> Schemas = new(ReadSchemasAsync);

    /// <exception cref="InvalidOperationException">The response is not one that the contracts have.</exception>
    public static async Task CheckAsync(HttpMethod method, string path, TestResponse response)
    {
        var isControl = path.StartsWith("/_emulator", StringComparison.Ordinal)
            || response.Header("X-Emulator-Operation")?.StartsWith("emulator.", StringComparison.Ordinal) == true;
        if (!isControl) return;
        if (await FindProblemAsync(method.Method, path.Split('?')[0], response) is { } problem)
            throw new InvalidOperationException($"{method} {path} {response.Status}: {problem}: {response.Text}");
    }

    private static async Task<string?> FindProblemAsync(string method, string path, TestResponse response)
    {
        var row = Array.Find(Rows, row => row.Path.IsMatch(path) && ControlContracts.GetMethods(row.Row).Contains(method)).Row;
        if (response.Header("X-Emulator-Operation") is { } id && id != (string?)row?["id"]) return $"operations.json has no {id} here";
        if (row is null || !row["responses"]!.AsObject().ContainsKey($"{response.Status}"))
            return StatusesWithoutOperation.Contains(response.Status) && response.Header("X-Emulator-Operation") is null
                ? await CompareAsync("Error", response) : "operations.json has no such response";
        var contents = ControlContracts.GetContents(row["responses"]![$"{response.Status}"]);
        var type = response.ContentHeaders.ContentType?.MediaType;
        if (contents.Count == 0 || method == "HEAD") return response.Bytes.Length == 0 ? null : "the response must not have a body";
        if (type is null || !contents.TryGetValue(type, out var schema)) return $"the contracts do not have the media type {type}";
        return type == "application/json" ? await CompareAsync(schema, response) : null;
    }

    private static async Task<string?> CompareAsync(string schema, TestResponse response)
    {
        var body = response.Json;
        if (schema == "Error" && body.TryGetProperty("detail", out _)) return null; // --errors fastapi
        if (response.Bytes.Length > ShortBytes && !Compared.TryAdd(DescribeForm(schema, body), true)) return null;
        var violations = (await Schemas.Value).Definitions[schema].Validate(response.Text);
        if (violations.Count > 0) return $"{schema}: {violations.First()}";
        var unknown = new List<string>();
        Shapes.Value[schema].Walk(body, (_, _) => { }, unknown.Add);
        return unknown.Count == 0 ? null : $"{schema} does not have {string.Join(", ", unknown)}";
    }

    /// <summary>The names and types of all properties; items of a list that are alike count once.</summary>
    private static string DescribeForm(string name, JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => $"{name}{{{string.Join(',', json.EnumerateObject().Select(part => DescribeForm(part.Name, part.Value)))}}}",
        JsonValueKind.Array => $"{name}[{string.Join(',', json.EnumerateArray().Select(item => DescribeForm("", item)).Distinct())}]",
        _ => $"{name}:{json.ValueKind}",
    };

    private static Dictionary<string, SchemaShape> ReadShapes()
    {
        using var json = new MemoryStream(Encoding.UTF8.GetBytes(WriteSchemas()));
        return ContractSchema.Parse(json).Properties.ToDictionary(schema => schema.Key, schema => SchemaShape.Create(schema.Value));
    }

    private static async Task<JsonSchema> ReadSchemasAsync() => await JsonSchema.FromJsonAsync(WriteSchemas());

    /// <summary>
    /// All schemas of the OpenAPI document as definitions, where validators look for references, and as properties of one schema.
    /// </summary>
    private static string WriteSchemas()
    {
        var schemas = OpenApiGenerator.Build(ContractFiles.Control)["components"]!["schemas"]!.DeepClone().AsObject();
        var properties = schemas.Select(schema => KeyValuePair.Create<string, JsonNode?>(schema.Key, new JsonObject
        {
            ["$ref"] = "#/definitions/" + schema.Key,
        }));
        return new JsonObject { ["properties"] = new JsonObject(properties), ["definitions"] = schemas }
            .ToJsonString().Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal);
    }
}
