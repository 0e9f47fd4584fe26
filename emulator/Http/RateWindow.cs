namespace Scopix.Emulator.Http;

/// <summary>
/// Requests in the present minute, or another span. The window is fixed and begins at each full minute of the clock (assumed: the
/// documents do not say whether it slides).
/// </summary>
/// <param name="length">How long a window is, in seconds.</param>
public sealed class RateWindow(int length = 60)
{
    private readonly Lock _lock = new();
    private long _window;
    private int _used;

    /// <summary>Counts one request.</summary>
    public RateState Count(DateTimeOffset now, int limit)
    {
        var seconds = now.ToUnixTimeSeconds();
        var window = seconds / length;
        lock (_lock)
        {
            if (window != _window) (_window, _used) = (window, 0);
            if (_used < int.MaxValue) _used++;
            var reset = (window + 1) * length;
            return new RateState(limit, Math.Max(0, limit - _used), reset, _used > limit, (int)(reset - seconds));
        }
    }

    /// <summary>What was used of which window.</summary>
    public RateUsed Used
    {
        get
        {
            lock (_lock) return new RateUsed(_window, _used);
        }
        set
        {
            lock (_lock) (_window, _used) = (value.Window, value.Count);
        }
    }

    /// <summary>Forgets the window.</summary>
    public void Clear()
    {
        lock (_lock) (_window, _used) = (0, 0);
    }
}

/// <summary>What was used of a window.</summary>
/// <param name="Window">Which: its number since 1970.</param>
/// <param name="Count">Requests in it.</param>
public sealed record RateUsed(long Window, int Count);

/// <summary>The window after a request was counted.</summary>
/// <param name="Limit">Requests allowed in the window.</param>
/// <param name="Remaining">Requests left in it.</param>
/// <param name="Reset">When the next window begins, Unix seconds.</param>
/// <param name="Exceeded">True when this request was one too many.</param>
/// <param name="RetryAfter">Seconds until the next window.</param>
public readonly record struct RateState(int Limit, int Remaining, long Reset, bool Exceeded, int RetryAfter);
