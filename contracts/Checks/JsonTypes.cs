namespace Scopix.Contracts.Checks;

/// <summary>The types of JSON values by name. A whole number is an <c>integer</c>, which is a <c>number</c> too.</summary>
public static class JsonTypes
{
    /// <summary>The type of a value.</summary>
    public static string GetType(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => value.GetRawText().AsSpan().IndexOfAny(".eE") < 0 ? "integer" : "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => "null",
    };

    /// <summary>Whether one of the types includes a type; an empty list includes all.</summary>
    public static bool Includes(IReadOnlyCollection<string> types, string type) =>
        types.Count == 0 || types.Contains(type) || (type == "integer" && types.Contains("number"));
}
