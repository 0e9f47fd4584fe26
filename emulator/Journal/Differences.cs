using System.IO.Enumeration;
using Microsoft.AspNetCore.WebUtilities;
using Scopix.Emulator.Coverage;
using Scopix.Emulator.Faults;

namespace Scopix.Emulator.Journal;

/// <summary>What keeps a request from being one that a pattern asks for.</summary>
public static class Differences
{
    private const int Longest = 200;

    /// <summary>The differences, a sentence each, e.g. <c>query.tags: expected "a", was "b"</c>; none when it fits.</summary>
    public static List<string> Of(RequestPattern pattern, JournalEntry entry)
    {
        var found = new List<string>();
        var operation = Unmatched.OperationOf(entry);
        if (pattern.Operation is { } id && (operation is null || !FaultRule.Names(id, operation))) found.Add($"operation: expected {id}, was {operation ?? "none"}");
        if (pattern.Path is { } path && !FileSystemName.MatchesSimpleExpression(path, entry.Path, ignoreCase: false)) found.Add(Said("path", $"\"{path}\"", $"\"{entry.Path}\""));
        if (pattern.Status is { } status && status != entry.Status) found.Add($"status: expected {status}, was {entry.Status?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none: the answer never came"}");
        if (pattern.Query is { } query) OfQuery(found, query, entry);
        if (pattern.Body is { } body) OfBody(found, body, Input.BodyOf(entry));
        return found;
    }

    private static void OfQuery(List<string> found, JsonElement expected, JournalEntry entry)
    {
        var sent = QueryHelpers.ParseQuery(entry.Query);
        foreach (var value in expected.EnumerateObject())
        {
            var was = sent.TryGetValue(value.Name, out var values) ? values.ToArray() : null;
            string?[]? wanted = value.Value.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.Array => [.. value.Value.EnumerateArray().Select(Text)],
                _ => [Text(value.Value)],
            };
            if (wanted is null != was is null || (wanted is not null && !wanted.SequenceEqual(was!)))
                found.Add(Said($"query.{value.Name}", Listed(wanted), Listed(was)));
        }
    }

    private static void OfBody(List<string> found, JsonElement expected, JsonElement? was, string path = "body")
    {
        if (was is not { } actual) found.Add(Said(path, Shown(expected), "absent"));
        else if (expected.ValueKind == JsonValueKind.Object && actual.ValueKind == JsonValueKind.Object)
        {
            foreach (var field in expected.EnumerateObject())
                OfBody(found, field.Value, actual.TryGetProperty(field.Name, out var inner) ? inner : null, $"{path}.{field.Name}");
        }
        else if (expected.ValueKind == JsonValueKind.Array && actual.ValueKind == JsonValueKind.Array && expected.GetArrayLength() == actual.GetArrayLength())
        {
            for (var i = 0; i < expected.GetArrayLength(); i++) OfBody(found, expected[i], actual[i], $"{path}[{i}]");
        }
        else if (!JsonElement.DeepEquals(expected, actual)) found.Add(Said(path, Shown(expected), Shown(actual)));
    }

    private static string Said(string field, string expected, string was) => $"{field}: expected {Cut(expected)}, was {Cut(Redaction.Of(was))}";

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static string Shown(JsonElement value) => value.GetRawText();

    private static string Listed(string?[]? values) => values switch
    {
        null => "absent",
        [var one] => $"\"{one}\"",
        _ => $"[{string.Join(", ", values.Select(value => $"\"{value}\""))}]",
    };

    private static string Cut(string text) => text.Length <= Longest ? text : text[..Longest] + "…";
}
