using Microsoft.AspNetCore.WebUtilities;
using Scopix.Emulator.Coverage;

namespace Scopix.Emulator.Journal;

/// <summary>What a request brought, held against the contract of its operation.</summary>
public static class Input
{
    /// <summary>Names in the query and fields of the body that no contract names, e.g. <c>query.page</c> and <c>body.columns[].colour</c>.</summary>
    public static string[] UnknownOf(JournalEntry entry)
    {
        if (Unmatched.OperationOf(entry) is not { } id || !Contract.All.TryGetValue(id, out var contract)) return [];
        var known = contract.Parameters.Where(parameter => parameter.In == "query").Select(parameter => parameter.Name).ToHashSet();
        var unknown = QueryHelpers.ParseQuery(entry.Query).Keys.Where(name => !known.Contains(name)).Select(name => "query." + name).ToList();
        Add(unknown, entry, contract.Request ?? new Shape());
        return [.. unknown.Distinct().Take(100).Select(Redaction.Of)];
    }

    /// <summary>The body as JSON: what was sent as JSON, or a form as an object of its texts and files; null for none, or none that can be read.</summary>
    public static JsonElement? BodyOf(JournalEntry entry)
    {
        if (entry.Body is { } body) return Read(body);
        return entry.Form is { } form ? SentForms.AsJson(form) : null;
    }

    /// <summary>Reads JSON that may be none, or hold half a surrogate pair: null.</summary>
    public static JsonElement? Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            ReadTexts(document.RootElement);
            return document.RootElement.Clone();
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Texts are converted when they are read; half a surrogate pair throws only then.</summary>
    private static void ReadTexts(JsonElement json)
    {
        if (json.ValueKind is JsonValueKind.String) _ = json.GetString();
        if (json.ValueKind is JsonValueKind.Array)
            foreach (var item in json.EnumerateArray()) ReadTexts(item);
        if (json.ValueKind is not JsonValueKind.Object) return;
        foreach (var property in json.EnumerateObject())
        {
            _ = property.Name;
            ReadTexts(property.Value);
        }
    }

    private static void Add(List<string> unknown, JournalEntry entry, Shape request)
    {
        if (entry.Form is { } form)
        {
            var known = request.All().ToHashSet();
            unknown.AddRange(form.Fields.Keys.Where(name => !known.Contains(name)).Select(name => "body." + name));
        }
        else if (BodyOf(entry) is { ValueKind: JsonValueKind.Object } body)
        {
            if (request.All().Any()) request.Walk(body, (_, _) => { }, unknown.Add, "body");
            else unknown.AddRange(body.EnumerateObject().Select(property => "body." + property.Name));
        }
    }
}
