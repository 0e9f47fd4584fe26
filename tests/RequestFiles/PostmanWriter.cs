using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Scopix.Emulator.Tests.RequestFiles;

/// <summary>Writes all requests as one Postman collection (format 2.1). The format has no WebSockets, so these are left out.</summary>
internal static partial class PostmanWriter
{
    private const string Description =
        "Every operation of the Scopix files API and of LlamaCloud's beta files, in an order in which each request finds what the ones "
        + "before it have made. Written from the contracts by make requests; do not edit.";

    /// <summary>The text of the collection.</summary>
    public static string Write(RequestFile[] files)
    {
        var variables = RequestVariables.Emulator.Where(one => one.Name != "wsUrl");
        return new JsonObject
        {
            ["info"] = new JsonObject
            {
                ["name"] = "Scopix",
                ["description"] = Description,
                ["schema"] = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json",
            },
            ["auth"] = CreateAuth("apiKey"),
            ["variable"] = new JsonArray([.. variables.Select(one => new JsonObject { ["key"] = one.Name, ["value"] = one.Value })]),
            ["item"] = new JsonArray([.. files.Select(CreateFolder)]),
        }.ToJsonString(RequestCatalogue.Indented) + "\n";
    }

    private static JsonObject CreateFolder(RequestFile file) => new()
    {
        ["name"] = file.Name,
        ["description"] = file.Title,
        ["item"] = new JsonArray([.. file.Requests.Where(request => !request.IsWebSocket).Select(request => new JsonObject
        {
            ["name"] = request.Title,
            ["event"] = new JsonArray(new JsonObject
            {
                ["listen"] = "test",
                ["script"] = new JsonObject
                {
                    ["type"] = "text/javascript",
                    ["exec"] = new JsonArray([.. WriteScript(request, file).Select(line => JsonValue.Create(line))]),
                },
            }),
            ["request"] = CreateRequest(request),
        })]),
    };

    /// <summary>Checks the status, where redirects have been followed, and keeps what later requests need.</summary>
    private static IEnumerable<string> WriteScript(ReadyRequest request, RequestFile file)
    {
        var statuses = string.Join(", ", request.SuccessStatuses.Select(status => status == 302 ? 200 : status));
        yield return $"pm.test(\"{request.Name} succeeds\", () => pm.expect(pm.response.code).to.be.oneOf([{statuses}]));";
        var references = file.Requests.SelectMany(later => later.FindReferences()).DistinctBy(reference => reference.Value);
        foreach (var reference in references.Where(reference => reference.Groups["name"].Value == request.Name))
        {
            var value = reference.Groups["header"] is { Success: true } header
                ? $"pm.response.headers.get(\"{header}\")" : $"pm.response.json().{reference.Groups["path"]}";
            yield return $"pm.collectionVariables.set(\"{GetVariable(reference)}\", {value});";
        }
    }

    private static JsonObject CreateRequest(ReadyRequest request)
    {
        var headers = request.Json is null ? request.Headers : [.. request.Headers, ("Content-Type", "application/json")];
        var json = new JsonObject { ["method"] = request.Method };
        if (request.Notes.Length > 0) json["description"] = string.Join('\n', request.Notes);
        if (request.KeyVariable is null) json["auth"] = new JsonObject { ["type"] = "noauth" };
        else if (request.KeyVariable != "apiKey") json["auth"] = CreateAuth(request.KeyVariable);
        json["header"] = new JsonArray([.. headers
            .Select(header => new JsonObject { ["key"] = header.Name, ["value"] = Insert(header.Value) })]);
        json["url"] = CreateUrl(request);
        if (CreateBody(request) is { } body) json["body"] = body;
        return json;
    }

    private static JsonObject? CreateBody(ReadyRequest request) => request switch
    {
        { Json: { } json } => new()
        {
            ["mode"] = "raw",
            ["raw"] = Insert(json.ToJsonString(RequestCatalogue.Indented)),
            ["options"] = new JsonObject { ["raw"] = new JsonObject { ["language"] = "json" } },
        },
        { Form.Length: > 0 } => new()
        {
            ["mode"] = "formdata",
            ["formdata"] = new JsonArray([.. request.Form.Select(CreateField)]),
        },
        { File: { } file } => new() { ["mode"] = "file", ["file"] = new JsonObject { ["src"] = "fixtures/media/" + file } },
        _ => null,
    };

    private static JsonObject CreateField((string Name, string Value) field) => field.Value.StartsWith('@')
        ? new()
        {
            ["key"] = field.Name,
            ["type"] = "file",
            ["src"] = "fixtures/media/" + field.Value[1..],
            ["contentType"] = RequestCatalogue.GetMediaType(field.Value),
        }
        : new() { ["key"] = field.Name, ["type"] = "text", ["value"] = Insert(field.Value) };

    /// <summary>A text, or an object where there are parameters, since only that can have rows that are switched off.</summary>
    private static JsonNode CreateUrl(ReadyRequest request)
    {
        var url = Insert(request.Url);
        if (request.Query.Length + request.Optional.Length == 0) return url;
        var parts = url.Split('/');
        var sent = request.Query.Select(one => new JsonObject { ["key"] = one.Name, ["value"] = Insert(one.Value) });
        var optional = request.Optional.Select(one => new JsonObject
        {
            ["key"] = one.Name,
            ["value"] = one.Value,
            ["description"] = one.Values,
            ["disabled"] = true,
        });
        return new JsonObject
        {
            ["raw"] = url + Insert(request.QueryText),
            ["host"] = new JsonArray(parts[0]),
            ["path"] = new JsonArray([.. parts[1..].Select(part => JsonValue.Create(part))]),
            ["query"] = new JsonArray([.. sent, .. optional]),
        };
    }

    private static JsonObject CreateAuth(string variable) => new()
    {
        ["type"] = "bearer",
        ["bearer"] = new JsonArray(new JsonObject { ["key"] = "token", ["value"] = $"{{{{{variable}}}}}", ["type"] = "string" }),
    };

    private static string Insert(string text) => ReadyRequest.ReplaceReferences(text, GetVariable);

    private static string GetVariable(Match reference) =>
        NotInNames().Replace($"{reference.Groups["name"]}_{reference.Groups["path"]}{reference.Groups["header"]}", "_").TrimEnd('_');

    [GeneratedRegex(@"\W+")]
    private static partial Regex NotInNames();
}
