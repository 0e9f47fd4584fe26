using System.Text.Unicode;

namespace Scopix.Contracts.Checks;

/// <summary>
/// Reads JSON of which every text can be read. System.Text.Json decodes a text when it is asked for, and throws only then at invalid UTF-8
/// and at half a surrogate pair.
/// </summary>
internal static class UnicodeJson
{
    /// <summary>The document; null when the bytes are no JSON, or have a text that is no Unicode.</summary>
    public static JsonDocument? TryParse(ReadOnlyMemory<byte> json)
    {
        if (!Utf8.IsValid(json.Span)) return null;
        JsonDocument? document = null;
        try
        {
            document = JsonDocument.Parse(json);
            if (MayHaveSurrogates(json.Span)) ReadTexts(document.RootElement);
            return document;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            document?.Dispose();
            return null;
        }
    }

    private static bool MayHaveSurrogates(ReadOnlySpan<byte> json) =>
        json.IndexOf("\\ud"u8) >= 0 || json.IndexOf("\\uD"u8) >= 0;

    private static void ReadTexts(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String) value.GetString();
        if (value.ValueKind == JsonValueKind.Array)
            foreach (var item in value.EnumerateArray()) ReadTexts(item);
        if (value.ValueKind != JsonValueKind.Object) return;
        foreach (var property in value.EnumerateObject())
        {
            _ = property.Name;
            ReadTexts(property.Value);
        }
    }
}
