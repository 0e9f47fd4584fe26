using System.IO.Enumeration;
using Microsoft.AspNetCore.WebUtilities;
using Scopix.Contracts.Checks;
using Scopix.Emulator.Control.Coverage;

namespace Scopix.Emulator.Control.Journal;

internal static class RequestDifferences
{
    private const int MaxValueLength = 200;

    /// <summary>One sentence each, e.g. <c>query.tags: expected "a", was "b"</c>; empty when the request matches.</summary>
    public static List<string> Find(ExpectedRequest pattern, JournalEntry entry)
    {
        var found = new List<string>();
        var operation = OperationResolver.Resolve(entry);
        if (pattern.Operation is { } id && (operation is null || !OperationPattern.Matches(id, operation)))
            found.Add($"operation: expected {id}, was {operation ?? "none"}");
        if (pattern.Path is { } path && !FileSystemName.MatchesSimpleExpression(path, entry.Path, ignoreCase: false))
            found.Add(Describe("path", $"\"{path}\"", $"\"{entry.Path}\""));
        if (pattern.Status is { } status && status != entry.Status)
            found.Add(
                $"status: expected {status}, was "
                + $"{entry.Status?.ToString(CultureInfo.InvariantCulture) ?? "none: the client received no response"}");
        if (pattern.SentQuery is { } query) AddQueryDifferences(found, query, entry);
        if (pattern.SentBody is { } body) AddBodyDifferences(found, body, RequestInput.ReadBody(entry));
        return found;
    }

    private static void AddQueryDifferences(List<string> found, JsonElement expected, JournalEntry entry)
    {
        var sent = QueryHelpers.ParseQuery(entry.Query);
        foreach (var value in expected.EnumerateObject())
        {
            var was = sent.TryGetValue(value.Name, out var values) ? values.ToArray() : null;
            string?[]? expectedValues = value.Value.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.Array => [.. value.Value.EnumerateArray().Select(ToText)],
                _ => [ToText(value.Value)],
            };
            if (expectedValues is null != was is null || (expectedValues is not null && !expectedValues.SequenceEqual(was!)))
                found.Add(Describe($"query.{value.Name}", FormatValues(expectedValues), FormatValues(was)));
        }
    }

    private static void AddBodyDifferences(List<string> found, JsonElement expected, JsonElement? was, string path = "body")
    {
        if (was is not { } actual) found.Add(Describe(path, ToRawJson(expected), "absent"));
        else if (expected.ValueKind == JsonValueKind.Object && actual.ValueKind == JsonValueKind.Object)
        {
            foreach (var field in expected.EnumerateObject())
                AddBodyDifferences(found, field.Value, actual.TryGetProperty(field.Name, out var inner) ? inner : null,
                    $"{path}.{field.Name}");
        }
        else if (expected.ValueKind == JsonValueKind.Array && actual.ValueKind == JsonValueKind.Array
            && expected.GetArrayLength() == actual.GetArrayLength())
        {
            for (var i = 0; i < expected.GetArrayLength(); i++) AddBodyDifferences(found, expected[i], actual[i], $"{path}[{i}]");
        }
        else if (!JsonElement.DeepEquals(expected, actual)) found.Add(Describe(path, ToRawJson(expected), ToRawJson(actual)));
    }

    private static string Describe(string field, string expected, string was) =>
        $"{field}: expected {Shorten(expected)}, was {Shorten(Redaction.Redact(was))}";

    private static string ToText(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static string ToRawJson(JsonElement value) => value.GetRawText();

    private static string FormatValues(string?[]? values) => values switch
    {
        null => "absent",
        [var one] => $"\"{one}\"",
        _ => $"[{string.Join(", ", values.Select(value => $"\"{value}\""))}]",
    };

    private static string Shorten(string text) => text.Length <= MaxValueLength ? text : text[..MaxValueLength] + "…";
}
