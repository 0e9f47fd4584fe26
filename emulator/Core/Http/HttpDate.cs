namespace Scopix.Emulator.Http;

internal static class HttpDate
{
    private static CachedDate _last = new(0, "Thu, 01 Jan 1970 00:00:00 GMT");

    /// <summary>E.g. <c>Sun, 01 Mar 2026 12:00:00 GMT</c>. The text of the last second is cached.</summary>
    public static string Format(DateTimeOffset time)
    {
        var (last, second) = (_last, time.ToUnixTimeSeconds());
        if (last.Second == second) return last.Text;
        _last = last = new CachedDate(second, time.ToString("R", CultureInfo.InvariantCulture));
        return last.Text;
    }

    private sealed record CachedDate(long Second, string Text);
}
