using System.Globalization;

namespace Scopix.Emulator.Http;

/// <summary>Moments as HTTP's headers have them.</summary>
internal static class HttpDate
{
    private static CachedDate _last = new(0, "Thu, 01 Jan 1970 00:00:00 GMT");

    /// <summary>E.g. <c>Sun, 01 Mar 2026 12:00:00 GMT</c>; that of the last second is not written anew.</summary>
    public static string Format(DateTimeOffset moment)
    {
        var (last, second) = (_last, moment.ToUnixTimeSeconds());
        if (last.Second == second) return last.Text;
        _last = last = new CachedDate(second, moment.ToString("R", CultureInfo.InvariantCulture));
        return last.Text;
    }

    private sealed record CachedDate(long Second, string Text);
}
