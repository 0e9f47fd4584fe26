using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Scopix.Emulator.Control.Coverage;

namespace Scopix.Emulator.Control.Journal;

/// <summary>A request as the journal lists it.</summary>
/// <param name="Id">E.g. <c>req_1</c>.</param>
/// <param name="At">When it was received, by the tenant's clock.</param>
/// <param name="Operation">The operation, or <c>storage.get</c> and the like; null when there is none.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path from the root.</param>
/// <param name="Status">The status of the response; null when the client received none.</param>
/// <param name="Evidence">The evidence that the response rests on; null when no operation handled the request.</param>
/// <param name="Ignored">Documented input that had no effect.</param>
/// <param name="Unknown">Input that no contract has, e.g. <c>query.page</c>.</param>
/// <param name="Fault">The id of the fault that acted on it; null when there is none.</param>
public sealed record RequestResource(
    string Id, DateTimeOffset At, string? Operation, string Method, string Path, int? Status, string? Evidence, string[] Ignored,
    string[] Unknown, string? Fault)
{
    /// <summary>What was probably meant, or why the response is as it is; null when there is nothing to say.</summary>
    public string? Hint { get; init; }

    /// <summary>The query as the client sent it, without its question mark, keys and signatures; empty when there is none.</summary>
    public string Query { get; init; } = "";

    /// <summary>Real milliseconds until the response began.</summary>
    public double DurationMs { get; init; }

    /// <summary>The length of the response's body; null when it is not known.</summary>
    public long? ResponseBytes { get; init; }

    /// <summary>The request's <c>User-Agent</c>; null when there is none.</summary>
    public string? Client { get; init; }

    internal static RequestResource From(JournalEntry entry) => new(
        entry.Id, entry.ReceivedAt, OperationResolver.Resolve(entry), entry.Method,
        Redaction.Redact(entry.Path), entry.Status, entry.Evidence,
        ParseIgnored(entry), RequestInput.FindUnknownNames(entry), entry.Fault?.Id)
    {
        Hint = entry.Hint,
        Query = Redaction.Redact(entry.Query.TrimStart('?')),
        DurationMs = Math.Round(entry.Duration.TotalMilliseconds, 3),
        ResponseBytes = entry.ResponseBytes,
        Client = FindClient(entry),
    };

    private static string? FindClient(JournalEntry entry)
    {
        var header = Array.Find(entry.RequestHeaders, header => header.Key.Equals("User-Agent", StringComparison.OrdinalIgnoreCase));
        return header.Key is null ? null : Redaction.Redact(header.Value.ToString());
    }

    internal static string[] ParseIgnored(JournalEntry entry) => entry.Ignored?.Split(", ") ?? [];
}

/// <summary>
/// Everything about a request: the fields of <see cref="RequestResource"/>, and both messages without secrets and signatures.
/// </summary>
/// <param name="Id">E.g. <c>req_1</c>.</param>
/// <param name="At">When it was received, by the tenant's clock.</param>
/// <param name="Operation">The operation; null when there is none.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path from the root.</param>
/// <param name="Status">The status of the response; null when the client received none.</param>
/// <param name="Evidence">The evidence that the response rests on.</param>
/// <param name="Ignored">Documented input that had no effect.</param>
/// <param name="Unknown">Input that no contract has.</param>
/// <param name="Fault">The id of the fault that acted on it.</param>
/// <param name="RequestId">The <c>X-Request-ID</c>; null for storage.</param>
/// <param name="DurationMs">Real milliseconds until the response began.</param>
/// <param name="Query">The values of the query by name.</param>
/// <param name="Request">The request.</param>
/// <param name="Response">The response; null when the client received none.</param>
public sealed record RequestDetails(
    string Id, DateTimeOffset At, string? Operation, string Method, string Path, int? Status, string? Evidence, string[] Ignored,
    string[] Unknown, string? Fault,
    string? RequestId, double DurationMs, Dictionary<string, string[]> Query, HttpMessageResource Request, HttpMessageResource? Response)
{
    /// <summary>What was probably meant, or why the response is as it is.</summary>
    public string? Hint { get; init; }

    /// <summary>
    /// The files that a <c>files.list</c> with <c>search</c> has found, with the fields in which its words are now; null for other
    /// requests.
    /// </summary>
    public SearchMatch[]? Matches { get; init; }

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
                    RedactJson(entry.ResponseBody is null ? null : RequestInput.TryParseJson(entry.ResponseBody.ToArray()))))
        { Hint = entry.Hint };
    }

    /// <summary>Headers by name, without secrets.</summary>
    public static Dictionary<string, string> RedactHeaders(KeyValuePair<string, StringValues>[] headers) =>
        headers.ToDictionary(header => header.Key, header => Redaction.Redact(header.Value.ToString()), StringComparer.OrdinalIgnoreCase);

    /// <summary>JSON without secrets.</summary>
    public static JsonElement? RedactJson(JsonElement? body) => body is { } json
        ? RequestInput.TryParseJson(Encoding.UTF8.GetBytes(Redaction.Redact(json.GetRawText()))) : null;
}

/// <summary>A request or a response.</summary>
/// <param name="Headers">The headers by name.</param>
/// <param name="Bytes">The length of the body in Content-Length; null when it is not known.</param>
/// <param name="Body">Its JSON, or its form as an object; null when there is none, for other content, and above 64 KiB.</param>
public sealed record HttpMessageResource(Dictionary<string, string> Headers, long? Bytes, JsonElement? Body);
