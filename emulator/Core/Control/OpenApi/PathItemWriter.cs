using Microsoft.AspNetCore.WebUtilities;

namespace Scopix.Emulator.Control.OpenApi;

/// <summary>Converts the rows of <c>operations.json</c> into path items and the error responses that they share.</summary>
/// <param name="headers">The response headers, each with the statuses and the path prefix that it is sent for.</param>
/// <param name="security">The security requirements of each kind of access that rows name; null when they name none.</param>
/// <param name="empty">The schemas of optional bodies, which have no properties.</param>
internal sealed class PathItemWriter(
    JsonObject headers, JsonObject? security, ILookup<string, string> examples, IReadOnlySet<string> empty)
{
    private readonly JsonObject _errorResponses = [];

    public (JsonObject Paths, JsonObject Refusals) Write(JsonArray rows)
    {
        var paths = new JsonObject();
        foreach (var row in rows.Select(row => row!.AsObject()))
        {
            var path = GetText(row, "path")!;
            if (!paths.ContainsKey(path)) paths[path] = new JsonObject();
            foreach (var method in GetText(row, "method")!.Split('|'))
                paths[path]![method.ToLowerInvariant()] = CreateOperation(row, method);
        }
        return (paths, new JsonObject(_errorResponses.OrderBy(refusal => refusal.Key, StringComparer.Ordinal)
            .Select(refusal => KeyValuePair.Create(refusal.Key, refusal.Value?.DeepClone()))));
    }

    /// <summary>Of several methods of one row, HEAD is the one whose responses have no content.</summary>
    private JsonObject CreateOperation(JsonObject row, string method)
    {
        var (id, responses, isHead) = (GetText(row, "operation_id") ?? GetText(row, "id")!, row["responses"]!.AsObject(), method == "HEAD");
        var operation = new JsonObject { ["tags"] = new JsonArray((JsonNode)id.Split('.')[0]), ["summary"] = GetText(row, "summary") };
        if (GetText(row, "note") is { } note) operation["description"] = note;
        operation["operationId"] = isHead ? id + "_head" : id;
        var parameters = row["parameters"]!.AsArray().Select(parameter => CreateParameter(parameter!.AsObject()));
        operation["parameters"] = new JsonArray([.. parameters]);
        if (GetText(row, "request") is { } request) operation["requestBody"] = CreateRequestBody(row, request);
        operation["responses"] = new JsonObject(
            responses.Select(
                response => KeyValuePair.Create<string, JsonNode?>(response.Key,
                    GetOrAddResponse(response.Key, isHead ? null : response.Value, GetText(row, "path")!))));
        if (FindSecurity(row) is { } requirements) operation["security"] = requirements;
        if (GetText(row, "messages") is { } messages) operation["x-messages"] = CreateReference("schemas", messages);
        AddEvidence(operation, row);
        return operation;
    }

    /// <summary>Null for the security of the whole document.</summary>
    private JsonNode? FindSecurity(JsonObject row)
    {
        if (GetText(row, "access") is { } access) return security![access]!.DeepClone();
        if (VendorDetector.FromPath(GetText(row, "path")) == Vendor.LlamaCloud)
            return new JsonArray(new JsonObject { ["llama_key"] = new JsonArray() });
        return row["responses"]!.AsObject().ContainsKey("401") ? null : new JsonArray();
    }

    private static JsonObject CreateParameter(JsonObject row)
    {
        var parameter = new JsonObject { ["name"] = GetText(row, "name"), ["in"] = GetText(row, "in") };
        if (GetText(row, "note") is { } note) parameter["description"] = note;
        parameter["required"] = (bool)row["required"]!;
        if (row["explode"] is not null) (parameter["style"], parameter["explode"]) = ("form", false);
        parameter["schema"] = SchemaConverter.Convert(row["schema"]!.AsObject());
        AddEvidence(parameter, row);
        return parameter;
    }

    /// <summary>What belongs to the emulator alone has no evidence.</summary>
    private static void AddEvidence(JsonObject part, JsonObject row)
    {
        if (GetText(row, "evidence") is { } evidence) (part["x-evidence"], part["x-source"]) = (evidence, GetText(row, "source"));
    }

    private JsonObject CreateRequestBody(JsonObject row, string schema) => new()
    {
        ["required"] = (bool?)row["request_required"] ?? !empty.Contains(schema),
        ["content"] = new JsonObject { [GetText(row, "request_type")!] = CreateContent(schema) },
    };

    /// <param name="body">Null, the schema of the JSON, or the schemas by media type.</param>
    private JsonObject GetOrAddResponse(string status, JsonNode? body, string path)
    {
        if (status[0] < '4' || body is JsonObject) return CreateResponse(status, body, path);
        var name = $"{(string?)body}-{status}";
        if (!_errorResponses.ContainsKey(name)) _errorResponses[name] = CreateResponse(status, body, path);
        return CreateReference("responses", name);
    }

    private JsonObject CreateResponse(string status, JsonNode? body, string path)
    {
        var response = new JsonObject
        {
            ["description"] = ReasonPhrases.GetReasonPhrase(int.Parse(status, CultureInfo.InvariantCulture)),
            ["headers"] = new JsonObject(
                headers.Where(header => IsHeaderSent(header.Value!, status, path))
                    .Select(header => KeyValuePair.Create<string, JsonNode?>(header.Key, CreateReference("headers", header.Key)))),
        };
        if (body is not null)
            response["content"] = new JsonObject((body as JsonObject ?? new JsonObject { ["application/json"] = (string?)body })
                .Select(content => KeyValuePair.Create<string, JsonNode?>(content.Key, CreateContent((string)content.Value!))));
        return response;
    }

    private JsonObject CreateContent(string schema)
    {
        var content = new JsonObject { ["schema"] = CreateReference("schemas", schema) };
        if (examples[schema].Any())
            content["examples"] = new JsonObject(examples[schema].Select(
                example => KeyValuePair.Create<string, JsonNode?>(example, CreateReference("examples", $"{schema}.{example}"))));
        return content;
    }

    private static bool IsHeaderSent(JsonNode header, string status, string path) =>
        header["x-statuses"]!.AsArray().Any(at => (string?)at is "*" || (string?)at == status)
        && path.StartsWith((string?)header["x-paths"] ?? "", StringComparison.Ordinal);

    private static JsonObject CreateReference(string kind, string name) => new() { ["$ref"] = $"#/components/{kind}/{name}" };

    private static string? GetText(JsonObject row, string name) => (string?)row[name];
}
