using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Scopix.Emulator.Control.Coverage;
using Scopix.Emulator.Control.Server;
using Scopix.Emulator.Http.Hooks;

namespace Scopix.Emulator.Control.Journal;

/// <summary>Requests as an HTTP Archive 1.2, which browser tools and proxies open, without secrets and signatures.</summary>
internal static class HarFile
{
    /// <summary>A request without a response has status 0, as browsers write it.</summary>
    public static JsonObject Create(JournalEntry[] entries, Uri origin) => new()
    {
        ["log"] = new JsonObject
        {
            ["version"] = "1.2",
            ["creator"] = new JsonObject { ["name"] = "scopix-emulator", ["version"] = ControlApi.Version },
            ["entries"] =
                new JsonArray([.. entries.OrderBy(entry => entry.ReceivedAt).Select(entry => (JsonNode)CreateEntry(entry, origin))]),
        },
    };

    private static JsonObject CreateEntry(JournalEntry entry, Uri origin)
    {
        var time = Math.Round(entry.Duration.TotalMilliseconds, 3);
        return new JsonObject
        {
            ["startedDateTime"] = TimestampJsonConverter.Format(entry.ReceivedAt),
            ["time"] = time,
            ["request"] = CreateRequest(entry, origin),
            ["response"] = CreateResponse(entry),
            ["cache"] = new JsonObject(),
            ["timings"] = new JsonObject { ["send"] = 0, ["wait"] = time, ["receive"] = 0 },
            ["_id"] = entry.Id,
            ["_operation"] = OperationResolver.Resolve(entry),
            ["_fault"] = entry.Fault?.Id,
        };
    }

    private static JsonObject CreateRequest(JournalEntry entry, Uri origin)
    {
        var request = new JsonObject
        {
            ["method"] = entry.Method,
            ["url"] = Redaction.Redact(RequestUrl.Build(entry, origin)),
            ["httpVersion"] = entry.Protocol,
            ["cookies"] = new JsonArray(),
            ["headers"] = ToHeaderArray(entry.RequestHeaders),
            ["queryString"] = ToNameValueArray(QueryHelpers.ParseQuery(Redaction.Redact(entry.Query))),
            ["headersSize"] = -1,
            ["bodySize"] = entry.RequestBytes ?? (entry.RequestBody is null && entry.RequestForm is null ? 0 : -1),
        };
        if (entry.RequestForm is { } form)
            request["postData"] = new JsonObject { ["mimeType"] = "multipart/form-data", ["params"] = ToFormParams(form), ["text"] = "" };
        else if (RequestDetails.RedactJson(RequestInput.ReadBody(entry)) is { } body)
            request["postData"] =
                new JsonObject { ["mimeType"] = "application/json", ["params"] = new JsonArray(), ["text"] = body.GetRawText() };
        return request;
    }

    private static JsonObject CreateResponse(JournalEntry entry)
    {
        var headers = entry.ResponseHeaders;
        var content = new JsonObject { ["size"] = entry.ResponseBytes ?? 0, ["mimeType"] = FindHeader(headers, "Content-Type") };
        if (entry.ResponseBody is { } answer && RequestDetails.RedactJson(RequestInput.TryParseJson(answer.ToArray())) is { } json)
            content["text"] = json.GetRawText();
        return new JsonObject
        {
            ["status"] = entry.Status ?? 0,
            ["statusText"] = entry.Status is { } status ? ReasonPhrases.GetReasonPhrase(status) : "",
            ["httpVersion"] = entry.Protocol,
            ["cookies"] = new JsonArray(),
            ["headers"] = ToHeaderArray(headers),
            ["content"] = content,
            ["redirectURL"] = Redaction.Redact(FindHeader(headers, "Location")),
            ["headersSize"] = -1,
            ["bodySize"] = entry.ResponseBytes ?? -1,
        };
    }

    private static JsonArray ToHeaderArray(KeyValuePair<string, StringValues>[] headers) =>
        ToNameValueArray(headers.Select(header => KeyValuePair.Create(header.Key, header.Value)));

    private static JsonArray ToNameValueArray(IEnumerable<KeyValuePair<string, StringValues>> pairs) => new([
        .. pairs.SelectMany(
            pair => pair.Value.Select(
                value => (JsonNode)new JsonObject { ["name"] = pair.Key, ["value"] = Redaction.Redact(value ?? "") }))]);

    private static JsonArray ToFormParams(SentForm form) => new([
        .. form.Fields.SelectMany(
            field => field.Value.Select(
                value => (JsonNode)new JsonObject { ["name"] = field.Key, ["value"] = Redaction.Redact(value ?? "") })),
        .. form.Files.Select(file => (JsonNode)new JsonObject
        {
            ["name"] = file.Part, ["fileName"] = file.Filename,
            ["comment"] = file.SizeBytes?.ToString(CultureInfo.InvariantCulture) + " bytes",
        })]);

    private static string FindHeader(KeyValuePair<string, StringValues>[] headers, string name) =>
        Array.Find(headers, header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value.ToString();
}
