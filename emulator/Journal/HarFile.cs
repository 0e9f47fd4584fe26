using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Scopix.Emulator.Control;
using Scopix.Emulator.Http;

namespace Scopix.Emulator.Journal;

/// <summary>Requests as an HTTP Archive 1.2, which browsers' tools and proxies open; without secrets and signatures.</summary>
public static class HarFile
{
    /// <summary>The archive. A request without an answer has status 0, as browsers write it.</summary>
    public static JsonObject Of(JournalEntry[] entries, Uri origin) => new()
    {
        ["log"] = new JsonObject
        {
            ["version"] = "1.2",
            ["creator"] = new JsonObject { ["name"] = "scopix-emulator", ["version"] = ControlApi.Version },
            ["entries"] = new JsonArray([.. entries.OrderBy(entry => entry.At).Select(entry => (JsonNode)Entry(entry, origin))]),
        },
    };

    private static JsonObject Entry(JournalEntry entry, Uri origin)
    {
        var time = Math.Round(entry.Duration.TotalMilliseconds, 3);
        return new JsonObject
        {
            ["startedDateTime"] = WireTime.Text(entry.At),
            ["time"] = time,
            ["request"] = Request(entry, origin),
            ["response"] = Response(entry),
            ["cache"] = new JsonObject(),
            ["timings"] = new JsonObject { ["send"] = 0, ["wait"] = time, ["receive"] = 0 },
            ["_id"] = entry.Id,
            ["_operation"] = Coverage.Unmatched.OperationOf(entry),
            ["_fault"] = entry.Fault?.Id,
        };
    }

    private static JsonObject Request(JournalEntry entry, Uri origin)
    {
        var request = new JsonObject
        {
            ["method"] = entry.Method,
            ["url"] = Redaction.Of(RequestUrl.Of(entry, origin)),
            ["httpVersion"] = entry.Protocol,
            ["cookies"] = new JsonArray(),
            ["headers"] = Headers(entry.RequestHeaders),
            ["queryString"] = Pairs(QueryHelpers.ParseQuery(Redaction.Of(entry.Query))),
            ["headersSize"] = -1,
            ["bodySize"] = entry.RequestBytes ?? (entry.Body is null && entry.Form is null ? 0 : -1),
        };
        if (entry.Form is { } form) request["postData"] = new JsonObject { ["mimeType"] = "multipart/form-data", ["params"] = Params(form), ["text"] = "" };
        else if (RequestDetails.Shown(Input.BodyOf(entry)) is { } body)
            request["postData"] = new JsonObject { ["mimeType"] = "application/json", ["params"] = new JsonArray(), ["text"] = body.GetRawText() };
        return request;
    }

    private static JsonObject Response(JournalEntry entry)
    {
        var headers = entry.ResponseHeaders;
        var content = new JsonObject { ["size"] = entry.ResponseBytes ?? 0, ["mimeType"] = Find(headers, "Content-Type") };
        if (entry.Answer is { } answer && RequestDetails.Shown(Input.Read(answer)) is { } json) content["text"] = json.GetRawText();
        return new JsonObject
        {
            ["status"] = entry.Status ?? 0,
            ["statusText"] = entry.Status is { } status ? ReasonPhrases.GetReasonPhrase(status) : "",
            ["httpVersion"] = entry.Protocol,
            ["cookies"] = new JsonArray(),
            ["headers"] = Headers(headers),
            ["content"] = content,
            ["redirectURL"] = Redaction.Of(Find(headers, "Location")),
            ["headersSize"] = -1,
            ["bodySize"] = entry.ResponseBytes ?? -1,
        };
    }

    private static JsonArray Headers(KeyValuePair<string, StringValues>[] headers) => Pairs(headers.Select(header => KeyValuePair.Create(header.Key, header.Value)));

    private static JsonArray Pairs(IEnumerable<KeyValuePair<string, StringValues>> pairs) => new([
        .. pairs.SelectMany(pair => pair.Value.Select(value => (JsonNode)new JsonObject { ["name"] = pair.Key, ["value"] = Redaction.Of(value ?? "") }))]);

    private static JsonArray Params(SentForm form) => new([
        .. form.Fields.SelectMany(field => field.Value.Select(value => (JsonNode)new JsonObject { ["name"] = field.Key, ["value"] = Redaction.Of(value ?? "") })),
        .. form.Files.Select(file => (JsonNode)new JsonObject
        {
            ["name"] = file.Part, ["fileName"] = file.Filename, ["comment"] = file.SizeBytes?.ToString(CultureInfo.InvariantCulture) + " bytes",
        })]);

    private static string Find(KeyValuePair<string, StringValues>[] headers, string name) =>
        Array.Find(headers, header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value.ToString();
}
