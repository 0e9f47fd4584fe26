using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Scopix.Emulator.Control.Coverage;

namespace Scopix.Emulator.Control.Journal;

/// <summary>A request as the journal lists it.</summary>
/// <param name="Id">Its id, e.g. <c>req_1</c>.</param>
/// <param name="At">When it came, by the tenant's clock.</param>
/// <param name="Operation">The operation that it is for, <c>storage.get</c> … for storage; null for none.</param>
/// <param name="Method">The verb.</param>
/// <param name="Path">The path from the root.</param>
/// <param name="Status">The answer's status; null when the client got no answer.</param>
/// <param name="Evidence">The tier that the answer rests on; null when no operation gave it.</param>
/// <param name="Ignored">Documented input that had no effect.</param>
/// <param name="Unknown">Input that no contract names, e.g. <c>query.page</c>.</param>
/// <param name="Fault">The id of the fault that acted on it; null for none.</param>
public sealed record RequestResource(
    string Id, DateTimeOffset At, string? Operation, string Method, string Path, int? Status, string? Evidence, string[] Ignored,
    string[] Unknown, string? Fault)
{
    /// <summary>Shows an entry.</summary>
    internal static RequestResource From(JournalEntry entry) => new(
        entry.Id, entry.ReceivedAt, OperationResolver.Resolve(entry), entry.Method,
        Redaction.Redact(entry.Path), entry.Status, entry.Evidence,
        ParseIgnored(entry), RequestInput.FindUnknownNames(entry), entry.Fault?.Id);

    /// <summary>What <c>X-Emulator-Ignored</c> said.</summary>
    internal static string[] ParseIgnored(JournalEntry entry) => entry.Ignored?.Split(", ") ?? [];
}

/// <summary>
/// All that is known of a request: what <see cref="RequestResource"/> says, and both messages without secrets and signatures.
/// </summary>
/// <param name="Id">Its id.</param>
/// <param name="At">When it came, by the tenant's clock.</param>
/// <param name="Operation">The operation.</param>
/// <param name="Method">The verb.</param>
/// <param name="Path">The path.</param>
/// <param name="Status">The answer's status.</param>
/// <param name="Evidence">The tier.</param>
/// <param name="Ignored">Documented input that had no effect.</param>
/// <param name="Unknown">Input that no contract names.</param>
/// <param name="Fault">The fault that acted on it.</param>
/// <param name="RequestId">The <c>X-Request-ID</c>; null for storage.</param>
/// <param name="DurationMs">Real milliseconds until the answer began.</param>
/// <param name="Query">The query's values by name.</param>
/// <param name="Request">What came.</param>
/// <param name="Response">What was answered; null when the client got no answer.</param>
public sealed record RequestDetails(
    string Id, DateTimeOffset At, string? Operation, string Method, string Path, int? Status, string? Evidence, string[] Ignored,
    string[] Unknown, string? Fault,
    string? RequestId, double DurationMs, Dictionary<string, string[]> Query, HttpMessageResource Request, HttpMessageResource? Response)
{
    /// <summary>Shows an entry.</summary>
    internal static RequestDetails From(JournalEntry entry)
    {
        var listed = RequestResource.From(entry);
        var query = QueryHelpers.ParseQuery(Redaction.Redact(entry.Query))
            .ToDictionary(pair => pair.Key, pair => (string[])[.. pair.Value.Select(value => value ?? "")]);
        return new RequestDetails(
            entry.Id, entry.ReceivedAt, listed.Operation, entry.Method, listed.Path, entry.Status, entry.Evidence, listed.Ignored,
            listed.Unknown, listed.Fault,
            entry.RequestId, Math.Round(entry.Duration.TotalMilliseconds, 3), query,
            new HttpMessageResource(RedactHeaders(entry.RequestHeaders), entry.RequestBytes, RedactJson(RequestInput.ReadBody(entry))),
            entry.Status is null
                ? null : new HttpMessageResource(RedactHeaders(entry.ResponseHeaders), entry.ResponseBytes,
                    RedactJson(entry.ResponseBody is null ? null : RequestInput.TryParseJson(entry.ResponseBody))));
    }

    /// <summary>Headers by name, without secrets.</summary>
    public static Dictionary<string, string> RedactHeaders(KeyValuePair<string, StringValues>[] headers) =>
        headers.ToDictionary(header => header.Key, header => Redaction.Redact(header.Value.ToString()), StringComparer.OrdinalIgnoreCase);

    /// <summary>JSON without secrets.</summary>
    public static JsonElement? RedactJson(JsonElement? body) => body is { } json
        ? RequestInput.TryParseJson(Encoding.UTF8.GetBytes(Redaction.Redact(json.GetRawText()))) : null;
}

/// <summary>A request or an answer.</summary>
/// <param name="Headers">By name.</param>
/// <param name="Bytes">Its body's length as announced; null when it was not.</param>
/// <param name="Body">Its JSON, or its form as an object; null for none, other bytes, or more than 64 KiB.</param>
public sealed record HttpMessageResource(Dictionary<string, string> Headers, long? Bytes, JsonElement? Body);
