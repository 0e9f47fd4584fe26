namespace Scopix.Emulator.Control.Journal;

/// <summary>Finds a text in the bodies of a request and its response, as the journal shows them.</summary>
internal static class BodySearch
{
    /// <summary>True when a field's name or a value of either body contains the text, without regard to case.</summary>
    public static bool Contains(JournalEntry entry, string text) =>
        Contains(RequestInput.ReadBody(entry), text)
        || (entry.ResponseBody is { } response && Contains(RequestInput.TryParseJson(response.ToArray()), text));

    /// <summary>Secrets are removed only from a body that contains the text: it must contain it without them too.</summary>
    private static bool Contains(JsonElement? body, string text) =>
        body is { } json && ContainsText(json, text) && RequestDetails.RedactJson(json) is { } shown && ContainsText(shown, text);

    private static bool ContainsText(JsonElement json, string text) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().Any(property => IsIn(property.Name, text) || ContainsText(property.Value, text)),
        JsonValueKind.Array => json.EnumerateArray().Any(item => ContainsText(item, text)),
        JsonValueKind.String => IsIn(json.GetString()!, text),
        _ => IsIn(json.GetRawText(), text),
    };

    private static bool IsIn(string value, string text) => value.Contains(text, StringComparison.OrdinalIgnoreCase);
}
