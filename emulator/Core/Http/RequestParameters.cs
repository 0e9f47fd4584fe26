using Microsoft.Extensions.Primitives;

namespace Scopix.Emulator.Http;

/// <summary>
/// Reads query parameters or form fields within their limits. Each refusal is a 422 that names the field and the limit. A method
/// without further description returns null for an absent value.
/// </summary>
/// <param name="place">The location for errors: <c>query</c> or <c>body</c>.</param>
/// <param name="find">Returns the values of a name; empty when it is absent.</param>
internal sealed class RequestParameters(string place, Func<string, StringValues> find)
{
    /// <summary>
    /// A text of up to <paramref name="max"/> characters; null when absent or empty. The last of repeated values is used.
    /// </summary>
    public string? Text(string name, int max)
    {
        var values = find(name);
        var value = values.Count == 0 ? null : values[^1];
        if (string.IsNullOrEmpty(value)) return null;
        return ValidateLength(name, value, max);
    }

    /// <summary>All values of a repeated parameter, without empty ones.</summary>
    public string[] Texts(string name, int maxCount, int maxLength)
    {
        var values = find(name).Where(value => !string.IsNullOrEmpty(value)).Select(value => ValidateLength(name, value!, maxLength))
            .ToArray();
        if (values.Length > maxCount) throw CreateError(name, $"at most {maxCount} values, got {values.Length}");
        return values;
    }

    /// <summary>A whole number between <paramref name="min"/> and <paramref name="max"/>, inclusive.</summary>
    public int? Number(string name, int min, int max = int.MaxValue)
    {
        if (Text(name, 64) is not { } text) return null;
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            throw CreateError(name, $"must be a whole number between {min} and {max}");
        return value >= min && value <= max ? (int)value : throw CreateError(name, $"must be between {min} and {max}");
    }

    public double? Fraction(string name)
    {
        if (Text(name, 64) is not { } text) return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 1
            ? value
            : throw CreateError(name, "must be a number between 0 and 1");
    }

    /// <summary>The comma-separated parts of a text, without empty ones. <paramref name="maxLength"/> is for the whole text.</summary>
    public string[] CommaSeparated(string name, int maxCount, int maxLength)
    {
        var parts = (Text(name, maxLength) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length <= maxCount ? parts : throw CreateError(name, $"at most {maxCount} values, got {parts.Length}");
    }

    /// <summary>Comma-separated words of a fixed set, without duplicates.</summary>
    public string[] CommaSeparated(string name, string[] choices) =>
        [.. CommaSeparated(name, 100, 1000).Select(text => ValidateChoice(name, text, choices)).Distinct()];

    /// <summary>True or false in any spelling that FastAPI accepts.</summary>
    public bool? Bool(string name) => Text(name, 64)?.ToLowerInvariant() switch
    {
        null => null,
        "true" or "1" or "yes" or "on" or "t" or "y" => true,
        "false" or "0" or "no" or "off" or "f" or "n" => false,
        _ => throw CreateError(name, "must be true or false"),
    };

    /// <summary>An ISO 8601 date or date-time, in UTC when it has no offset.</summary>
    public DateTimeOffset? Time(string name) => Text(name, 64) is not { } text
        ? null
        : Iso8601.Parse(text) ?? throw CreateError(name, "must be an ISO 8601 date-time, e.g. 2026-01-31T23:59:59Z");

    public string? Choice(string name, params string[] choices) =>
        Text(name, 1000) is not { } text ? null : ValidateChoice(name, text, choices);

    /// <summary>Repeated words of a fixed set, without duplicates.</summary>
    public string[] Choices(string name, params string[] choices) =>
        [.. Texts(name, 100, 1000).Select(text => ValidateChoice(name, text, choices)).Distinct()];

    public string? Uuid(string name) => Text(name, 1000) is not { } text ? null : ParseUuid(name, text, place);

    public string[] Uuids(string name, int max) => [.. Texts(name, max, 1000).Select(text => ParseUuid(name, text, place))];

    /// <summary>Parses a UUID, or throws a 422 naming the field.</summary>
    public static string ParseUuid(string name, string text, string place) =>
        Guid.TryParseExact(text, "D", out var id) ? id.ToString() : throw ApiError.Invalid(name, "must be a UUID", place);

    public static bool IsSha256(string? text) => text is { Length: 64 } && text.All(char.IsAsciiHexDigit);

    /// <summary>Returns the text when it is within its limit and has no NUL character.</summary>
    public static string ValidateText(string name, string text, int max, string place)
    {
        if (text.Contains('\0')) throw ApiError.Invalid(name, "must not contain a NUL character", place);
        return CountCodePoints(text) <= max
            ? text : throw ApiError.Invalid(name, $"at most {max} characters, got {CountCodePoints(text)}", place);
    }

    /// <summary>A text of 1 to <paramref name="max"/> characters that is not blank, or a 422 naming the field.</summary>
    public static void RequireText(string name, string text, int max)
    {
        ValidateText(name, text, max, "body");
        if (string.IsNullOrWhiteSpace(text)) throw ApiError.Invalid(name, $"must be 1 to {max} characters");
    }

    /// <summary>Counts code points: the service is written in Python, where an emoji counts once (assumed).</summary>
    private static int CountCodePoints(string text) => text.Length - text.Count(char.IsLowSurrogate);

    private string ValidateLength(string name, string text, int max) => ValidateText(name, text, max, place);

    private string ValidateChoice(string name, string text, string[] choices) =>
        choices.Contains(text) ? text : throw CreateError(name, $"must be one of {string.Join(", ", choices)}");

    private ApiError CreateError(string name, string issue) => ApiError.Invalid(name, issue, place);
}
