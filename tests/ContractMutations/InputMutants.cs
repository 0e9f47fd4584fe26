using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Scopix.Contracts.Checks;
using Scopix.Contracts.Runner;

namespace Scopix.ContractMutations;

/// <summary>Mutants that remove an input from a request: filters of reads, fields of writes.</summary>
public sealed class InputMutants(TrafficRecording recording)
{
    /// <summary>The documented inputs that are in no schema: query parameters (seed 001; seed 004 for data).</summary>
    private static readonly Dictionary<string, string[]> Inputs = new()
    {
        ["files.list"] = ["search", "search_mode", "tags", "media_types", "folder_id", "project_id", "has_description", "ids",
            "compliance_status", "date_from", "date_to", "sort_by", "sort_order", "limit", "offset"],
        ["files.get"] = ["format"],
        ["files.similar"] = ["limit"],
        ["files.chunks"] = ["include_embeddings"],
        ["sessions.list"] = ["status", "upload_method", "offset", "limit"],
        ["sessions.results"] = ["include_failed", "offset", "limit"],
        ["sessions.stuck"] = ["stuck_minutes", "limit"],
        ["data.descriptions"] = ["start_date", "end_date", "min_confidence", "max_confidence", "search", "source_types", "offset", "limit"],
        ["direct_uploads.abort"] = ["reason"],
        ["folders.get"] = ["limit", "offset"],
        ["projects.list"] = ["limit", "offset"],
        ["folders.delete"] = ["mode"],
        ["llama.files.create"] = ["project_id"],
        ["llama.files.list"] = ["page_size", "page_token", "file_name", "file_ids", "external_file_id", "order_by", "expand", "project_id"],
        ["llama.files.query"] = ["project_id"],
        ["llama.files.retrieve"] = ["expand", "project_id"],
        ["llama.files.content"] = ["expires_at_seconds", "project_id"],
        ["llama.files.delete"] = ["project_id"],
    };

    private static readonly string[] SelectingOperations = ["files.search", "files.export", "data.export", "files.check_duplicates",
        "llama.files.query"];

    /// <summary>Creates the mutants of an operation.</summary>
    public IEnumerable<Mutant> CreateFor(Operation operation)
    {
        foreach (var name in Inputs.GetValueOrDefault(operation.Id, []).Where(name => !IsExcluded(operation, name)))
            yield return operation.Method == "GET" || SelectingOperations.Contains(operation.Id)
                ? CreateIgnoredQuery(operation.Id, name) : CreateUnstored(operation.Id, name, WithoutQuery);
        if (operation.Request is null || operation.Id == "telemetry.log") yield break;

        foreach (var name in GetOptionalProperties(NJsonSchemas.Load(operation.Request)).Where(name => !IsExcluded(operation, name)))
            yield return SelectingOperations.Contains(operation.Id) ? CreateIgnoredProperty(operation.Id, name)
                : CreateUnstored(operation.Id, name, IsForm(operation) ? WithoutPart : WithoutProperty);
    }

    /// <summary>The optional properties of a request; those of its filter one by one.</summary>
    private static IEnumerable<string> GetOptionalProperties(NJsonSchema.JsonSchema schema) => schema.ActualSchema.Properties
        .Where(p => !p.Value.IsRequired)
        .SelectMany(p => p.Key == "filter" ? p.Value.ActualTypeSchema.Properties.Keys.Select(inner => $"filter.{inner}") : [p.Key]);

    private static bool IsForm(Operation operation) => operation.RequestType?.StartsWith("multipart/", StringComparison.Ordinal) == true;

    /// <summary>Inputs that have their own mutant class, or that are documented to have no effect.</summary>
    private static bool IsExcluded(Operation operation, string name) => name is "skip_duplicates" or "storage_target" or "custom_schema_id"
        || EquivalentMutants.InvisibleInputs.ContainsKey(name) || EquivalentMutants.InvisibleInputs.ContainsKey($"{operation.Id}.{name}");

    private static Mutant CreateIgnoredQuery(string operation, string name) => Mutant.ForRequests(
        "filter ignored", operation, name,
        seen => seen.Response.IsSuccess && HasQuery(new(seen.Url), name),
        () => intercepted =>
            SendWithoutInputAsync(intercepted,
                HasQuery(intercepted.Request.RequestUri!, name) ? WithoutQuery(intercepted.Request, name) : null));

    private static Mutant CreateIgnoredProperty(string operation, string name) => Mutant.ForRequests(
        "filter ignored", operation, name,
        seen => seen.Response.IsSuccess && HasProperty(seen.RequestBody, name),
        () => intercepted => SendWithoutInputAsync(intercepted, WithoutProperty(intercepted.Request, name)));

    /// <summary>Sends the request without the input when the request with it succeeds.</summary>
    private static async Task<(RecordedResponse, bool)> SendWithoutInputAsync(
        InterceptedRequest intercepted, (Uri? Url, HttpContent? Content)? changed)
    {
        var original = await intercepted.SendAsync();
        if (changed is not { } change || !original.IsSuccess) return (original, false);
        var changedResponse = await intercepted.SendAsync(intercepted.CreateCopy(change.Url, change.Content));
        return (changedResponse, !changedResponse.Bytes.SequenceEqual(original.Bytes));
    }

    private Mutant CreateUnstored(
        string operation, string name, Func<HttpRequestMessage, string, (Uri?, HttpContent?)?> removeInput) => Mutant.ForRequests(
        "value not stored", operation, name,
        seen => seen.Response.IsSuccess
            && (HasProperty(seen.RequestBody, name) || HasQuery(new(seen.Url), name)
                || seen.RequestBody?.Contains($"name={name}\r", StringComparison.Ordinal) == true
                || seen.RequestBody?.Contains($"name=\"{name}\"", StringComparison.Ordinal) == true),
        () => async intercepted =>
        {
            var wasAccepted = recording.FindStatus(intercepted) is >= 200 and < 400;
            if (!wasAccepted || removeInput(intercepted.Request, name) is not { } change) return (await intercepted.SendAsync(), false);
            return (await intercepted.SendAsync(intercepted.CreateCopy(change.Item1, change.Item2)), true);
        });

    private static bool HasQuery(
        Uri url, string name) => url.Query.TrimStart('?').Split('&').Any(p => p.StartsWith(name + "=", StringComparison.Ordinal));

    private static (Uri?, HttpContent?)? WithoutQuery(HttpRequestMessage request, string name)
    {
        var url = request.RequestUri!;
        if (!HasQuery(url, name)) return null;
        var rest = url.Query.TrimStart('?').Split('&').Where(p => !p.StartsWith(name + "=", StringComparison.Ordinal));
        return (new UriBuilder(url) { Query = string.Join('&', rest) }.Uri, null);
    }

    private static bool HasProperty(string? sent, string name) => FindParent(Body(sent), name)?.ContainsKey(GetLastName(name)) == true;

    private static JsonObject? FindParent(JsonObject? body, string name) =>
        name.StartsWith("filter.", StringComparison.Ordinal) ? body?["filter"] as JsonObject : body;

    private static string GetLastName(string name) => name[(name.LastIndexOf('.') + 1)..];

    private static JsonObject? Body(string? sent)
    {
        try
        {
            return sent is ['{', ..] ? JsonNode.Parse(sent) as JsonObject : null;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static (Uri?, HttpContent?)? WithoutProperty(HttpRequestMessage request, string name)
    {
        var content = request.Content?.ReadAsStream() ?? Stream.Null;
        using var reader = new StreamReader(content, leaveOpen: true);
        content.Position = 0;
        var text = reader.ReadToEnd();
        content.Position = 0;
        if (Body(text) is not { } body || FindParent(body, name)?.Remove(GetLastName(name)) != true) return null;
        return (null, new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"));
    }

    private static (Uri?, HttpContent?)? WithoutPart(HttpRequestMessage request, string name)
    {
        if (request.Content is not MultipartFormDataContent form || !form.Any(p => NameOf(p) == name)) return null;
        var rest = new MultipartFormDataContent { HeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        foreach (var part in form.Where(p => NameOf(p) != name)) rest.Add(part);
        return (null, rest);
    }

    private static string? NameOf(HttpContent part) => part.Headers.ContentDisposition?.Name?.Trim('"')
        ?? (part.Headers.TryGetValues("Content-Disposition", out var raw)
            && ContentDispositionHeaderValue.TryParse(raw.First(), out var value) ? value.Name?.Trim('"') : null);
}
