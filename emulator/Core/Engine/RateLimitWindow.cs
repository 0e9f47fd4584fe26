namespace Scopix.Emulator.Engine;

/// <summary>
/// Requests in the present minute, or another span. The window is fixed and begins at each full minute of the clock (assumed: the
/// documents do not say whether it slides).
/// </summary>
/// <param name="length">How long a window is, in seconds.</param>
internal sealed class RateLimitWindow(int length = 60)
{
    private readonly Lock _lock = new();
    private long _window;
    private int _count;

    /// <summary>Counts one request.</summary>
    public RateLimitStatus CountRequest(DateTimeOffset now, int limit)
    {
        var seconds = now.ToUnixTimeSeconds();
        var window = seconds / length;
        lock (_lock)
        {
            if (window != _window) (_window, _count) = (window, 0);
            if (_count < int.MaxValue) _count++;
            var reset = (window + 1) * length;
            return new RateLimitStatus(limit, Math.Max(0, limit - _count), reset, _count > limit, (int)(reset - seconds));
        }
    }

    /// <summary>What was used of which window.</summary>
    public RateUsage Usage
    {
        get
        {
            lock (_lock) return new RateUsage(_window, _count);
        }
        set
        {
            lock (_lock) (_window, _count) = (value.Window, value.Count);
        }
    }

    /// <summary>Forgets the window.</summary>
    public void Clear()
    {
        lock (_lock) (_window, _count) = (0, 0);
    }
}

/// <summary>What was used of a window.</summary>
/// <param name="Window">Which: its number since 1970.</param>
/// <param name="Count">Requests in it.</param>
internal sealed record RateUsage(long Window, int Count);

/// <summary>The window after a request was counted.</summary>
/// <param name="Limit">Requests allowed in the window.</param>
/// <param name="Remaining">Requests left in it.</param>
/// <param name="ResetsAt">When the next window begins, Unix seconds.</param>
/// <param name="IsExceeded">True when this request was one too many.</param>
/// <param name="RetryAfterSeconds">Seconds until the next window.</param>
internal readonly record struct RateLimitStatus(int Limit, int Remaining, long ResetsAt, bool IsExceeded, int RetryAfterSeconds);
