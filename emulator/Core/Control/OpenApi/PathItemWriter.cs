using Microsoft.AspNetCore.WebUtilities;

namespace Scopix.Emulator.Control.OpenApi;

/// <summary>Converts the rows of <c>operations.json</c> into path items and the error responses that they share.</summary>
/// <param name="headers">The response headers, each with the statuses and the path prefix that it is sent for.</param>
/// <param name="empty">The schemas of optional bodies, which have no properties.</param>
internal sealed class PathItemWriter(JsonObject headers, ILookup<string, string> examples, IReadOnlySet<string> empty)
{
    private readonly JsonObject _errorResponses = [];

    public (JsonObject Paths, JsonObject Refusals) Write(JsonArray rows)
    {
        var paths = new JsonObject();
        foreach (var row in rows.Select(row => row!.AsObject()))
        {
            var path = GetText(row, "path")!;
            if (!paths.ContainsKey(path)) paths[path] = new JsonObject();
            paths[path]![GetText(row, "method")!.ToLowerInvariant()] = CreateOperation(row);
        }
        return (paths, new JsonObject(_errorResponses.OrderBy(refusal => refusal.Key, StringComparer.Ordinal)
            .Select(refusal => KeyValuePair.Create(refusal.Key, refusal.Value?.DeepClone()))));
    }

    private JsonObject CreateOperation(JsonObject row)
    {
        var (id, responses) = (GetText(row, "id")!, row["responses"]!.AsObject());
        var operation = new JsonObject
        {
            ["tags"] = new JsonArray((JsonNode)id.Split('.')[0]),
            ["summary"] = GetText(row, "summary"),
            ["operationId"] = id,
            ["parameters"] = new JsonArray([.. row["parameters"]!.AsArray().Select(parameter => CreateParameter(parameter!.AsObject()))]),
        };
        if (GetText(row, "request") is { } request) operation["requestBody"] = CreateRequestBody(request, GetText(row, "request_type")!);
        operation["responses"] = new JsonObject(
            responses.Select(
                response => KeyValuePair.Create<string, JsonNode?>(response.Key,
                    GetOrAddResponse(response.Key, (string?)response.Value, GetText(row, "path")!))));
        if (!responses.ContainsKey("401")) operation["security"] = new JsonArray();
        if (VendorDetector.FromPath(GetText(row, "path")) == Vendor.LlamaCloud)
            operation["security"] = new JsonArray(new JsonObject { ["llama_key"] = new JsonArray() });
        if (GetText(row, "messages") is { } messages) operation["x-messages"] = CreateReference("schemas", messages);
        (operation["x-evidence"], operation["x-source"]) = (GetText(row, "evidence"), GetText(row, "source"));
        return operation;
    }

    private static JsonObject CreateParameter(JsonObject row)
    {
        var parameter = new JsonObject { ["name"] = GetText(row, "name"), ["in"] = GetText(row, "in") };
        if (GetText(row, "note") is { } note) parameter["description"] = note;
        parameter["required"] = (bool)row["required"]!;
        if (row["explode"] is not null) (parameter["style"], parameter["explode"]) = ("form", false);
        parameter["schema"] = SchemaConverter.Convert(row["schema"]!.AsObject());
        (parameter["x-evidence"], parameter["x-source"]) = (GetText(row, "evidence"), GetText(row, "source"));
        return parameter;
    }

    private JsonObject CreateRequestBody(string schema, string type) => new()
    {
        ["required"] = !empty.Contains(schema),
        ["content"] = new JsonObject { [type] = CreateContent(schema) },
    };

    private JsonObject GetOrAddResponse(string status, string? schema, string path)
    {
        if (status[0] < '4') return CreateResponse(status, schema, path);
        var name = $"{schema}-{status}";
        if (!_errorResponses.ContainsKey(name)) _errorResponses[name] = CreateResponse(status, schema, path);
        return CreateReference("responses", name);
    }

    private JsonObject CreateResponse(string status, string? schema, string path)
    {
        var response = new JsonObject
        {
            ["description"] = ReasonPhrases.GetReasonPhrase(int.Parse(status, CultureInfo.InvariantCulture)),
            ["headers"] = new JsonObject(
                headers.Where(header => IsHeaderSent(header.Value!, status, path))
                    .Select(header => KeyValuePair.Create<string, JsonNode?>(header.Key, CreateReference("headers", header.Key)))),
        };
        if (schema is not null) response["content"] = new JsonObject { ["application/json"] = CreateContent(schema) };
        return response;
    }

    private JsonObject CreateContent(string schema) => new()
    {
        ["schema"] = CreateReference("schemas", schema),
        ["examples"] = new JsonObject(
            examples[schema].Select(
                example => KeyValuePair.Create<string, JsonNode?>(example, CreateReference("examples", $"{schema}.{example}")))),
    };

    private static bool IsHeaderSent(JsonNode header, string status, string path) =>
        header["x-statuses"]!.AsArray().Any(at => (string?)at is "*" || (string?)at == status)
        && path.StartsWith((string?)header["x-paths"] ?? "", StringComparison.Ordinal);

    private static JsonObject CreateReference(string kind, string name) => new() { ["$ref"] = $"#/components/{kind}/{name}" };

    private static string? GetText(JsonObject row, string name) => (string?)row[name];
}
