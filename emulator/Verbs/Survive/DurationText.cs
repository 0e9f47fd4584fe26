using System.Globalization;

namespace Scopix.Emulator.Tool.Survive;

/// <summary>Durations on the command line: <c>90s</c>, <c>10m</c>, <c>1h</c>; a number alone is in seconds.</summary>
internal static class DurationText
{
    /// <summary>Null when it is no duration of more than nothing and at most a day.</summary>
    public static TimeSpan? Parse(string text)
    {
        var unit = text.Length > 0 ? char.ToLowerInvariant(text[^1]) : ' ';
        var seconds = unit switch { 's' => 1, 'm' => 60, 'h' => 3_600, _ => 0 };
        var digits = seconds == 0 ? text : text[..^1];
        return double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
            && TimeSpan.FromSeconds(Math.Min(number, 1e6) * Math.Max(seconds, 1)) is var duration
            && duration > TimeSpan.Zero && duration <= TimeSpan.FromDays(1) ? duration : null;
    }
}
