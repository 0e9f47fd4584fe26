using Microsoft.AspNetCore.WebUtilities;
using Scopix.Emulator.Control.Coverage;

namespace Scopix.Emulator.Control.Journal;

/// <summary>What a request brought, held against the contract of its operation.</summary>
internal static class RequestInput
{
    /// <summary>
    /// Names in the query and fields of the body that no contract names, e.g. <c>query.page</c> and <c>body.columns[].colour</c>.
    /// </summary>
    public static string[] FindUnknownNames(JournalEntry entry)
    {
        if (OperationResolver.Resolve(entry) is not { } id || !OperationContract.All.TryGetValue(id, out var contract)) return [];
        var known = contract.Parameters.Where(parameter => parameter.In == "query").Select(parameter => parameter.Name).ToHashSet();
        var unknown = QueryHelpers.ParseQuery(entry.Query).Keys.Where(name => !known.Contains(name)).Select(name => "query." + name)
            .ToList();
        AddUnknownBodyFields(unknown, entry, contract.Request ?? new SchemaShape());
        return [.. unknown.Distinct().Take(100).Select(Redaction.Redact)];
    }

    /// <summary>
    /// The body as JSON: what was sent as JSON, or a form as an object of its texts and files; null for none, or none that can be
    /// read.
    /// </summary>
    public static JsonElement? ReadBody(JournalEntry entry)
    {
        if (entry.RequestBody is { } body) return TryParseJson(body);
        return entry.RequestForm is { } form ? SentFormConverter.ToJson(form) : null;
    }

    /// <summary>Reads JSON that may be none, or hold half a surrogate pair: null.</summary>
    public static JsonElement? TryParseJson(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            DecodeStrings(document.RootElement);
            return document.RootElement.Clone();
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Texts are converted when they are read; half a surrogate pair throws only then.</summary>
    private static void DecodeStrings(JsonElement json)
    {
        if (json.ValueKind is JsonValueKind.String) _ = json.GetString();
        if (json.ValueKind is JsonValueKind.Array)
            foreach (var item in json.EnumerateArray()) DecodeStrings(item);
        if (json.ValueKind is not JsonValueKind.Object) return;
        foreach (var property in json.EnumerateObject())
        {
            _ = property.Name;
            DecodeStrings(property.Value);
        }
    }

    private static void AddUnknownBodyFields(List<string> unknown, JournalEntry entry, SchemaShape request)
    {
        if (entry.RequestForm is { } form)
        {
            var known = request.EnumeratePaths().ToHashSet();
            unknown.AddRange(form.Fields.Keys.Where(name => !known.Contains(name)).Select(name => "body." + name));
        }
        else if (ReadBody(entry) is { ValueKind: JsonValueKind.Object } body)
        {
            if (request.EnumeratePaths().Any()) request.Walk(body, (_, _) => { }, unknown.Add, "body");
            else unknown.AddRange(body.EnumerateObject().Select(property => "body." + property.Name));
        }
    }
}
