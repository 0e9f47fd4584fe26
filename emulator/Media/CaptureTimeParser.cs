namespace Scopix.Media;

/// <summary>Capture times as containers store them. A time without an offset is UTC. Times before 2 January 1970 (a clock that was never
/// set) and after 2199 are null.</summary>
internal static class CaptureTimeParser
{
    private const long SecondsFrom1904To1970 = 2_082_844_800;

    private static readonly string[] Formats =
    [
        "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd", "yyyy:MM:dd HH:mm:ss",
        "yyyy/MM/dd HH:mm:ss",
        "ddd MMM d HH:mm:ss yyyy",
    ];

    /// <summary>Seconds since 1904, in UTC (ISO/IEC 14496-12, 8.2.2); 0 is unknown. A value before 1970 is taken as seconds since 1970,
    /// as ffmpeg and ExifTool do.</summary>
    public static DateTimeOffset? FromSecondsSince1904(long seconds) =>
        FromUnixSeconds(seconds >= SecondsFrom1904To1970 ? seconds - SecondsFrom1904To1970 : seconds);

    /// <summary>Nanoseconds since 2001, in UTC (Matroska, DateUTC).</summary>
    public static DateTimeOffset? FromNanosecondsSince2001(long nanoseconds) =>
        FromUnixSeconds(978_307_200 + (nanoseconds / 1_000_000_000));

    public static DateTimeOffset? Parse(string text)
    {
        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces;
        var clean = text.Trim('\0', ' ', '\r', '\n');
        if (!DateTimeOffset.TryParseExact(clean, Formats, CultureInfo.InvariantCulture, styles, out var time)) return null;
        return FromUnixSeconds(time.ToUnixTimeSeconds());
    }

    private static DateTimeOffset? FromUnixSeconds(long seconds) =>
        seconds is >= 86_400 and < 7_258_118_400 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
