namespace Scopix.Emulator.Engine;

/// <summary>
/// Counts requests in a fixed window, which begins at each full multiple of its length (assumed: the documents do not say whether
/// the window slides).
/// </summary>
/// <param name="length">The length of a window in seconds.</param>
internal sealed class RateLimitWindow(int length = 60)
{
    private readonly Lock _lock = new();
    private long _window;
    private int _count;

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

    public void Clear()
    {
        lock (_lock) (_window, _count) = (0, 0);
    }
}

/// <summary>The requests counted in a window.</summary>
/// <param name="Window">The window's number since 1970.</param>
internal sealed record RateUsage(long Window, int Count);

/// <summary>The state of the window after a request was counted.</summary>
/// <param name="ResetsAt">The start of the next window, in seconds since 1970.</param>
internal readonly record struct RateLimitStatus(int Limit, int Remaining, long ResetsAt, bool IsExceeded, int RetryAfterSeconds);
