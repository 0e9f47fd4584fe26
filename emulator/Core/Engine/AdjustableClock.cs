namespace Scopix.Emulator.Engine;

/// <summary>One tenant's clock: the wall clock, shifted or frozen, in whole microseconds. Thread-safe.</summary>
internal sealed class AdjustableClock(TimeProvider wall)
{
    /// <summary>The earliest time a clock can be set to (a limit of ours).</summary>
    public static readonly DateTimeOffset Earliest = DateTimeOffset.UnixEpoch;

    /// <summary>
    /// The latest time a clock can be set to, so that later times in records still have four-digit years (a limit of ours).
    /// </summary>
    public static readonly DateTimeOffset Latest = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock _lock = new();
    private ClockState _state = ClockState.WallClock;

    public DateTimeOffset Now
    {
        get
        {
            lock (_lock) return _state.FrozenAt ?? TruncateToMicroseconds(wall.GetUtcNow() + _state.Shift);
        }
    }

    /// <summary>The difference from the wall clock; positive when the tenant's clock is ahead.</summary>
    public TimeSpan Offset
    {
        get
        {
            lock (_lock) return _state.FrozenAt is { } at ? at - wall.GetUtcNow() : _state.Shift;
        }
    }

    public ClockState State
    {
        get
        {
            lock (_lock) return _state;
        }
        set
        {
            lock (_lock) _state = value;
        }
    }

    /// <summary>Moves the time forward; a frozen clock stays frozen at the later time.</summary>
    public void Advance(TimeSpan by)
    {
        lock (_lock)
        {
            _state = _state.FrozenAt is { } at ? _state with { FrozenAt = at + by } : _state with { Shift = _state.Shift + by };
        }
    }

    /// <summary>Freezes the clock, at the present time when <paramref name="at"/> is null.</summary>
    public void Freeze(DateTimeOffset? at)
    {
        var time = TruncateToMicroseconds(at ?? Now);
        lock (_lock) _state = _state with { FrozenAt = time };
    }

    public void Resume()
    {
        lock (_lock)
        {
            if (_state.FrozenAt is { } at) _state = new ClockState(null, at - wall.GetUtcNow());
        }
    }

    public ClockState CreateState(DateTimeOffset now, bool frozen) => frozen
        ? new ClockState(now, TimeSpan.Zero) : new ClockState(null, now - TruncateToMicroseconds(wall.GetUtcNow()));

    private static DateTimeOffset TruncateToMicroseconds(DateTimeOffset time)
    {
        var utc = time.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}

/// <summary>A clock's difference from the wall clock.</summary>
/// <param name="Shift">How far it is ahead of the wall clock; negative when it is behind.</param>
internal sealed record ClockState(DateTimeOffset? FrozenAt, TimeSpan Shift)
{
    public static ClockState WallClock { get; } = new(null, TimeSpan.Zero);
}
