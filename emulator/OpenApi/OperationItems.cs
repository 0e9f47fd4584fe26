using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Scopix.Emulator.Http;

namespace Scopix.Emulator.OpenApi;

/// <summary>The rows of <c>operations.json</c> as path items, and the refusals that they share.</summary>
/// <param name="headers">The headers of answers; each says at which statuses, and below which path, it is sent.</param>
/// <param name="examples">The cases there are of each schema.</param>
/// <param name="empty">The schemas of bodies that may be left out, since they ask for nothing.</param>
public sealed class OperationItems(JsonObject headers, ILookup<string, string> examples, IReadOnlySet<string> empty)
{
    private readonly JsonObject _refusals = [];

    /// <summary>The path items, and the responses of 400 and above by name.</summary>
    public (JsonObject Paths, JsonObject Refusals) Write(JsonArray rows)
    {
        var paths = new JsonObject();
        foreach (var row in rows.Select(row => row!.AsObject()))
        {
            var path = Text(row, "path")!;
            if (!paths.ContainsKey(path)) paths[path] = new JsonObject();
            paths[path]![Text(row, "method")!.ToLowerInvariant()] = Operation(row);
        }
        return (paths, new JsonObject(_refusals.OrderBy(refusal => refusal.Key, StringComparer.Ordinal)
            .Select(refusal => KeyValuePair.Create(refusal.Key, refusal.Value?.DeepClone()))));
    }

    private JsonObject Operation(JsonObject row)
    {
        var (id, responses) = (Text(row, "id")!, row["responses"]!.AsObject());
        var operation = new JsonObject
        {
            ["tags"] = new JsonArray((JsonNode)id.Split('.')[0]),
            ["summary"] = Text(row, "summary"),
            ["operationId"] = id,
            ["parameters"] = new JsonArray([.. row["parameters"]!.AsArray().Select(parameter => Parameter(parameter!.AsObject()))]),
        };
        if (Text(row, "request") is { } request) operation["requestBody"] = Body(request, Text(row, "request_type")!);
        operation["responses"] = new JsonObject(responses.Select(response => KeyValuePair.Create<string, JsonNode?>(response.Key, Response(response.Key, (string?)response.Value, Text(row, "path")!))));
        if (!responses.ContainsKey("401")) operation["security"] = new JsonArray();
        if (Vendors.Of(Text(row, "path")) == Vendor.LlamaCloud) operation["security"] = new JsonArray(new JsonObject { ["llama_key"] = new JsonArray() });
        if (Text(row, "messages") is { } messages) operation["x-messages"] = Reference("schemas", messages);
        (operation["x-evidence"], operation["x-source"]) = (Text(row, "evidence"), Text(row, "source"));
        return operation;
    }

    private static JsonObject Parameter(JsonObject row)
    {
        var parameter = new JsonObject { ["name"] = Text(row, "name"), ["in"] = Text(row, "in") };
        if (Text(row, "note") is { } note) parameter["description"] = note;
        parameter["required"] = (bool)row["required"]!;
        if (row["explode"] is not null) (parameter["style"], parameter["explode"]) = ("form", false);
        parameter["schema"] = SchemaComponents.Converted(row["schema"]!.AsObject());
        (parameter["x-evidence"], parameter["x-source"]) = (Text(row, "evidence"), Text(row, "source"));
        return parameter;
    }

    private JsonObject Body(string schema, string type) => new()
    {
        ["required"] = !empty.Contains(schema),
        ["content"] = new JsonObject { [type] = Content(schema) },
    };

    private JsonObject Response(string status, string? schema, string path)
    {
        if (status[0] < '4') return Described(status, schema, path);
        var name = $"{schema}-{status}";
        if (!_refusals.ContainsKey(name)) _refusals[name] = Described(status, schema, path);
        return Reference("responses", name);
    }

    private JsonObject Described(string status, string? schema, string path)
    {
        var response = new JsonObject
        {
            ["description"] = ReasonPhrases.GetReasonPhrase(int.Parse(status, CultureInfo.InvariantCulture)),
            ["headers"] = new JsonObject(headers.Where(header => IsSent(header.Value!, status, path)).Select(header => KeyValuePair.Create<string, JsonNode?>(header.Key, Reference("headers", header.Key)))),
        };
        if (schema is not null) response["content"] = new JsonObject { ["application/json"] = Content(schema) };
        return response;
    }

    private JsonObject Content(string schema) => new()
    {
        ["schema"] = Reference("schemas", schema),
        ["examples"] = new JsonObject(examples[schema].Select(example => KeyValuePair.Create<string, JsonNode?>(example, Reference("examples", $"{schema}.{example}")))),
    };

    private static bool IsSent(JsonNode header, string status, string path) =>
        header["x-statuses"]!.AsArray().Any(at => (string?)at is "*" || (string?)at == status)
        && path.StartsWith((string?)header["x-paths"] ?? "", StringComparison.Ordinal);

    private static JsonObject Reference(string kind, string name) => new() { ["$ref"] = $"#/components/{kind}/{name}" };

    private static string? Text(JsonObject row, string name) => (string?)row[name];
}
