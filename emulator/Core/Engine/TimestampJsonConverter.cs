namespace Scopix.Emulator.Engine;

/// <summary>Writes times as ISO 8601 in UTC with Z, with six decimals of a second when there is a fraction.</summary>
internal sealed class TimestampJsonConverter : JsonConverter<DateTimeOffset>
{
    private const int SecondsLength = 19, MicrosecondsLength = 26;

    public static string Format(DateTimeOffset time)
    {
        Span<byte> text = stackalloc byte[32];
        return Encoding.ASCII.GetString(text[..Format(time, text)]);
    }

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TryReadOwnFormat(ref reader) ?? Iso8601.Parse(reader.GetString() ?? "") ?? throw new JsonException("must be an ISO 8601 date-time");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[32];
        writer.WriteStringValue(text[..Format(value, text)]);
    }

    /// <summary>
    /// Times as this class writes them, so that stored records are read ten times as fast; null for all others, which
    /// <see cref="Iso8601"/> reads.
    /// </summary>
    private static DateTimeOffset? TryReadOwnFormat(ref Utf8JsonReader reader) =>
        reader is { TokenType: JsonTokenType.String, HasValueSequence: false, ValueIsEscaped: false }
            && reader.ValueSpan is { Length: SecondsLength + 1 or MicrosecondsLength + 1 } text && text[^1] == (byte)'Z'
            && reader.TryGetDateTimeOffset(out var time) ? time : null;

    /// <summary>Cuts the framework's round-trip format, which has seven decimals and is twenty times as fast as a custom format.</summary>
    private static int Format(DateTimeOffset time, Span<byte> text)
    {
        time.UtcDateTime.TryFormat(text, out _, "O", CultureInfo.InvariantCulture);
        var length = time.Ticks % TimeSpan.TicksPerSecond == 0 ? SecondsLength : MicrosecondsLength;
        text[length] = (byte)'Z';
        return length + 1;
    }
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
