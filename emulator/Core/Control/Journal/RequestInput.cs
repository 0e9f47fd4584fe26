using Microsoft.AspNetCore.WebUtilities;
using Scopix.Emulator.Control.Coverage;
using Scopix.Emulator.Http.Hooks;

namespace Scopix.Emulator.Control.Journal;

/// <summary>The input of a request, compared with the contract of its operation.</summary>
internal static class RequestInput
{
    /// <summary>
    /// Query parameters and body fields that the contract does not have, e.g. <c>query.page</c> and <c>body.columns[].colour</c>.
    /// </summary>
    public static string[] FindUnknownNames(JournalEntry entry)
    {
        if (OperationResolver.Resolve(entry) is not { } id || OperationContract.Find(id) is not { } contract) return [];
        List<string> unknown =
            [.. FindUnknownParameters(contract, QueryHelpers.ParseQuery(entry.Query).Keys), .. FindUnknownFields(contract, entry)];
        return [.. unknown.Distinct().Take(100).Select(Redaction.Redact)];
    }

    /// <summary>Allocates nothing when all names are known, as in nearly every request.</summary>
    public static string[] FindUnknownParameters(OperationContract contract, ICollection<string> names)
    {
        List<string>? unknown = null;
        foreach (var name in names)
            if (contract.FindParameter("query", name) is null) (unknown ??= []).Add("query." + name);
        return unknown is null ? [] : [.. unknown];
    }

    public static IEnumerable<string> FindUnknownFormFields(OperationContract contract, SentForm form) =>
        form.Fields.Keys.Where(name => name != "_charset_" && !contract.RequestShape.Paths.Contains(name)).Select(name => "body." + name);

    public static IEnumerable<string> FindUnknownFields(OperationContract contract, JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object) return [];
        if (contract.RequestShape.Paths.Count == 0) return body.EnumerateObject().Select(property => "body." + property.Name);
        var unknown = new List<string>();
        contract.RequestShape.Walk(body, (_, _) => { }, unknown.Add, "body");
        return unknown;
    }

    /// <summary>The body as JSON, with a form as an object of its texts and files; null when there is none that can be read.</summary>
    public static JsonElement? ReadBody(JournalEntry entry)
    {
        if (entry.RequestBody is { } body) return TryParseJson(body);
        return entry.RequestForm is { } form ? SentFormConverter.ToJson(form) : null;
    }

    /// <summary>Null when the bytes are not JSON, or contain half a surrogate pair.</summary>
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

    /// <summary>System.Text.Json decodes strings when they are read; half a surrogate pair throws only then.</summary>
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

    private static IEnumerable<string> FindUnknownFields(OperationContract contract, JournalEntry entry)
    {
        if (entry.RequestForm is { } form) return FindUnknownFormFields(contract, form);
        return ReadBody(entry) is { } body ? FindUnknownFields(contract, body) : [];
    }
}
