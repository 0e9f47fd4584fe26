using System.Globalization;

namespace Scopix.Emulator.Engine;

/// <summary>Times on the wire: ISO 8601 UTC with Z, microseconds when there are any.</summary>
internal sealed class TimestampJsonConverter : JsonConverter<DateTimeOffset>
{
    /// <summary>The text of a moment as the API writes it.</summary>
    public static string Format(DateTimeOffset moment) => moment.UtcDateTime.ToString(GetFormat(moment), CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Iso8601.Parse(reader.GetString() ?? "") ?? throw new JsonException("must be an ISO 8601 date-time");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[32];
        value.UtcDateTime.TryFormat(text, out var length, GetFormat(value), CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..length]);
    }

    private static string GetFormat(DateTimeOffset moment) =>
        moment.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";
}

/// <summary>Reads times the way clients send them.</summary>
internal static class Iso8601
{
    private static readonly string[] Formats =
        ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd' 'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd"];

    /// <summary>An ISO 8601 date or date-time; without an offset it is UTC (Python's naive datetimes). Null when it is neither.</summary>
    public static DateTimeOffset? Parse(string text) =>
        DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
            ? moment : null;
}
