using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Scopix.Emulator.Tests.Http;

/// <summary>A value at the limit of a schema, or beyond it.</summary>
/// <param name="Reason">Why it was chosen.</param>
/// <param name="Value">The value.</param>
/// <param name="IsValid">Whether the schema accepts it.</param>
internal sealed record BoundaryValue(string Reason, JsonNode Value, bool IsValid)
{
    /// <summary>
    /// Creates the boundary values of a schema without objects, on both sides of each limit; for an array, also those of its items.
    /// </summary>
    public static IEnumerable<BoundaryValue> FromSchema(JsonObject schema)
    {
        if (schema["enum"] is JsonArray words)
            return [.. words.OfType<JsonValue>().Select(word => new BoundaryValue("listed", word.DeepClone(), true)),
                new("foreign", "no-such-value", false)];
        return GetJsonType(schema) switch
        {
            "string" => FromString(schema),
            "integer" or "number" => FromNumber(schema),
            "boolean" => [new("yes", true, true), new("no", false, true), new("mistyped", "no such thing", false)],
            "array" => FromArray(schema),
            _ => [],
        };
    }

    /// <summary>Creates the n-th value that a schema accepts.</summary>
    public static JsonNode CreateSample(JsonObject schema, int n = 0)
    {
        if (schema["enum"] is JsonArray words) return words[n % words.Count]!.DeepClone();
        var pattern = (string?)schema["pattern"] ?? "";
        string[] texts = (string?)schema["format"] switch
        {
            "uuid" => [$"00000000-0000-4000-8000-{n:x12}"],
            "date-time" => ["2026-01-31T23:59:59Z"],
            _ => [$"a{n}", n.ToString("x64", CultureInfo.InvariantCulture), "#a1b2c3", $"https://example.com/{n}"],
        };
        return GetJsonType(schema) switch
        {
            "string" => texts.First(text => Regex.IsMatch(text, pattern)),
            "integer" or "number" => schema["minimum"]?.DeepClone() ?? 0,
            var type => throw new NotSupportedException(type),
        };
    }

    /// <summary>The type other than null.</summary>
    public static string GetJsonType(JsonObject schema) => schema["type"] is JsonArray types
        ? types.Select(type => (string)type!).First(type => type != "null")
        : (string)schema["type"]!;

    private static IEnumerable<BoundaryValue> FromString(JsonObject schema)
    {
        var free = schema["format"] is null && schema["pattern"] is null;
        if (!free) yield return new("malformed",
            new[] { "?", "a/b" }.First(text => schema["format"] is not null || !Regex.IsMatch(text, (string)schema["pattern"]!)), false);
        if ((string?)schema["format"] is "uuid" or "date-time") yield return new("well-formed", CreateSample(schema), true);
        if (schema["minLength"] is not null) yield return new("empty", "", false);
        if ((int?)schema["maxLength"] is not { } longest) yield break;
        if (free) yield return new("longest", new string('a', longest), true);
        yield return new("too long", new string('a', longest + 1), false);
    }

    private static IEnumerable<BoundaryValue> FromNumber(JsonObject schema)
    {
        var step = GetJsonType(schema) == "integer" ? 1 : 0.5m;
        if ((decimal?)schema["minimum"] is { } least)
        {
            yield return new("least", least, true);
            yield return new("too little", least - step, false);
        }
        if ((decimal?)schema["exclusiveMinimum"] is { } below)
        {
            yield return new("above", below + 0.001m, true);
            yield return new("too little", below, false);
        }
        if ((decimal?)schema["maximum"] is { } most)
        {
            yield return new("most", most, true);
            yield return new("too much", most + step, false);
        }
        if (step == 1) yield return new("broken", ((decimal?)schema["minimum"] ?? 0) + 0.5m, false);
        yield return new("mistyped", "no such thing", false);
    }

    private static IEnumerable<BoundaryValue> FromArray(JsonObject schema)
    {
        var items = schema["items"]!.AsObject();
        if (GetJsonType(items) == "object") yield break;
        if ((int?)schema["maxItems"] is { } most)
        {
            yield return new("most", CreateSamples(items, most), true);
            yield return new("too many", CreateSamples(items, most + 1), false);
        }
        if (schema["minItems"] is not null) yield return new("none", new JsonArray(), false);
        foreach (var boundary in FromSchema(items))
            yield return new("item " + boundary.Reason, new JsonArray(boundary.Value), boundary.IsValid);
    }

    private static JsonArray CreateSamples(
        JsonObject items, int count) => new([.. Enumerable.Range(0, count).Select(n => CreateSample(items, n))]);
}
