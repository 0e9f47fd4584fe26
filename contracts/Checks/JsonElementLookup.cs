namespace Scopix.Contracts.Checks;

/// <summary>Looks up properties that may be absent.</summary>
internal static class JsonElementLookup
{
    public static JsonElement? Find(this JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) ? value : null;

    public static long? FindNumber(this JsonElement body, string name) =>
        body.Find(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : null;

    public static string? FindText(this JsonElement body, string name) =>
        body.Find(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public static DateTimeOffset? FindTime(this JsonElement body, string name) => body.FindText(name) is { } text
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
