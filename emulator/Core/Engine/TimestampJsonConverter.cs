namespace Scopix.Emulator.Engine;

/// <summary>Writes times as ISO 8601 in UTC with Z, with six decimals of a second when there is a fraction.</summary>
internal sealed class TimestampJsonConverter : JsonConverter<DateTimeOffset>
{
    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString(GetFormat(time), CultureInfo.InvariantCulture);

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Iso8601.Parse(reader.GetString() ?? "") ?? throw new JsonException("must be an ISO 8601 date-time");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[32];
        value.UtcDateTime.TryFormat(text, out var length, GetFormat(value), CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..length]);
    }

    private static string GetFormat(DateTimeOffset time) =>
        time.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";
}

internal static class Iso8601
{
    private static readonly string[] Formats =
        ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd' 'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd"];

    /// <summary>
    /// An ISO 8601 date or date-time, in UTC when it has no offset (Python's naive datetimes); null when it is neither.
    /// </summary>
    public static DateTimeOffset? Parse(string text) =>
        DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time : null;
}
