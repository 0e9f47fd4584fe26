using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Scopix.Emulator.Tests.Http;

namespace Scopix.Emulator.Tests.RequestFiles;

/// <summary>
/// Fills in the requests of <c>contracts/requests.json</c>: address, parameters and media type come from <c>operations.json</c>, bodies
/// from the examples.
/// </summary>
internal static partial class RequestCatalogue
{
    private static readonly string Contracts = Path.Combine(RepositoryRoot.Path, "contracts");

    /// <summary>How JSON is written, with line feeds on every platform.</summary>
    public static JsonSerializerOptions Indented { get; } = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };

    /// <summary>All files with their requests.</summary>
    public static RequestFile[] Files { get; } = [.. JsonNode.Parse(File.ReadAllText(Path.Combine(Contracts, "requests.json")))!.AsArray()
        .Select(file => new RequestFile((string)file!["file"]!, (string)file["title"]!,
            [.. file["requests"]!.AsArray().Select(entry => entry!.AsObject())
                .Select(entry => entry.ContainsKey("storage") ? CreateStorageRequest(entry) : CreateRequest(entry))]))];

    /// <summary>The path of a file that is uploaded.</summary>
    public static string GetMediaPath(string name) => Path.Combine(RepositoryRoot.Path, "fixtures", "media", name);

    /// <summary>The media type of a file that is uploaded.</summary>
    public static string GetMediaType(string name) => Path.GetExtension(name) switch
    {
        ".jpg" => "image/jpeg",
        ".png" => "image/png",
        ".webp" => "image/webp",
        ".pdf" => "application/pdf",
        ".mp4" => "video/mp4",
        ".md" => "text/markdown",
        ".txt" => "text/plain",
        var other => throw new NotSupportedException(other),
    };

    private static ReadyRequest CreateStorageRequest(JsonObject entry) => new((string)entry["name"]!, (string)entry["storage"]!, "PUT",
        (string)entry["url"]!)
    {
        Headers = [.. entry["headers"]!.AsObject().Select(header => (header.Key, Fill(header.Value!).ToString()))],
        File = (string)entry["bytes"]!,
        SuccessStatuses = [200],
    };

    private static ReadyRequest CreateRequest(JsonObject entry)
    {
        var row = ContractsFolder.GetOperation((string)entry["operation"]!);
        var id = (string)row["id"]!;
        var isLlama = id.StartsWith("llama.", StringComparison.Ordinal);
        var isWebSocket = row.ContainsKey("messages");
        var address = isWebSocket ? "{{wsUrl}}" : isLlama ? "{{llamaUrl}}" : "{{baseUrl}}";
        var query = entry["query"]?.AsObject() ?? [];
        var success = row["responses"]!.AsObject().Select(response => int.Parse(response.Key)).Where(status => status < 400).ToArray();
        var request = new ReadyRequest(
            (string)entry["name"]!, $"{id}: {row["summary"]}", (string)row["method"]!, address + FillPath(row, entry))
        {
            Operation = id,
            IsWebSocket = isWebSocket,
            Notes = [$"Evidence: {row["evidence"]}. Success: {string.Join(", ", success)}.", .. GetTexts(entry["note"])],
            Query = [.. query.Select(one => (one.Key, $"{one.Value}"))],
            Optional = [.. row["parameters"]!.AsArray().Where(parameter => (string?)parameter!["in"] == "query")
                .Where(parameter => !query.ContainsKey((string)parameter!["name"]!)).Select(parameter => Describe(parameter!))],
            KeyVariable = id == "telemetry.log" ? null : isLlama ? "llamaKey" : "apiKey",
            SuccessStatuses = success,
        };
        if ((string?)row["request"] is not { } schema) return request;
        var body = CreateBody(entry, schema);
        return (string?)row["request_type"] == "multipart/form-data"
            ? request with { Form = [.. body.SelectMany(field => GetTexts(field.Value).Select(text => (field.Key, text)))] }
            : request with { Json = body };
    }

    private static string FillPath(JsonObject row, JsonObject entry) => (entry["path"]?.AsObject() ?? []).Aggregate((string)row["path"]!,
        (path, parameter) => path.Replace($"{{{parameter.Key}}}", $"{parameter.Value}", StringComparison.Ordinal));

    /// <summary>The example of the schema, or the one that the entry names, with the entry's changes.</summary>
    private static JsonObject CreateBody(JsonObject entry, string schema)
    {
        var file = Directory.GetFiles(Path.Combine(Contracts, "examples"), $"{schema}.{entry["example"] ?? ""}*.json")
            .Order(StringComparer.Ordinal).First();
        var body = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        foreach (var name in entry["without"]?.AsArray() ?? [])
            if (!body.Remove((string)name!)) throw new InvalidDataException($"{file} has no {name}");
        foreach (var (name, value) in entry["with"]?.AsObject() ?? []) body[name] = Fill(value!);
        return body;
    }

    /// <summary>Replaces the facts of files: <c>#size</c>, <c>#sha256</c> and <c>#sha256-base64</c>.</summary>
    private static JsonNode Fill(JsonNode value)
    {
        if (value is JsonArray items) return new JsonArray([.. items.Select(item => Fill(item!))]);
        if (!value.ToString().StartsWith('#')) return value.DeepClone();
        var fact = FileFact().Match(value.ToString());
        var bytes = File.ReadAllBytes(GetMediaPath(fact.Groups["file"].Value));
        return fact.Groups["fact"].Value switch
        {
            "size" => bytes.Length + (fact.Groups["more"].Success ? int.Parse(fact.Groups["more"].Value) : 0),
            "sha256" => Convert.ToHexStringLower(SHA256.HashData(bytes)),
            _ => Convert.ToBase64String(SHA256.HashData(bytes)),
        };
    }

    /// <summary>The texts of a list, or the one text; none without a value.</summary>
    private static IEnumerable<string> GetTexts(JsonNode? value) =>
        value is JsonArray items ? items.Select(item => $"{item}") : value is null ? [] : [$"{value}"];

    private static (string Name, string Value, string Values) Describe(JsonNode parameter)
    {
        var schema = parameter["schema"]!;
        var kind = schema["items"] ?? schema;
        var value = schema["x-default"]?.ToString() ?? kind["enum"]?[0]?.ToString() ?? "";
        var values = (kind["enum"], kind["minimum"], (string?)(kind["format"] ?? kind["type"])) switch
        {
            ({ } list, _, _) => string.Join(", ", list.AsArray()),
            (_, { } minimum, _) => $"{minimum} to {kind["maximum"]}",
            (_, _, var form) => form!,
        };
        return ((string)parameter["name"]!, value is "True" or "False" ? value.ToLowerInvariant() : value, values);
    }

    [GeneratedRegex(@"^#(?<fact>size|sha256-base64|sha256) (?<file>[\w.-]+)(?: \+ (?<more>\d+))?$")]
    private static partial Regex FileFact();
}
