namespace Scopix.Emulator.Engine;

/// <summary>One tenant's time: the wall clock, shifted or frozen, cut to microseconds. Safe from any thread.</summary>
internal sealed class EmulatorClock(TimeProvider wall)
{
    /// <summary>The first moment a clock is set to (a limit of ours).</summary>
    public static readonly DateTimeOffset Earliest = DateTimeOffset.UnixEpoch;

    /// <summary>The last moment a clock is set to: what is kept for years from then on can still be written (a limit of ours).</summary>
    public static readonly DateTimeOffset Latest = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock _lock = new();
    private ClockState _state = ClockState.WallClock;

    /// <summary>The tenant's present moment, in UTC.</summary>
    public DateTimeOffset Now
    {
        get
        {
            lock (_lock) return _state.FrozenAt ?? TruncateToMicroseconds(wall.GetUtcNow() + _state.Shift);
        }
    }

    /// <summary>How far it is ahead of the wall clock at present.</summary>
    public TimeSpan Offset
    {
        get
        {
            lock (_lock) return _state.FrozenAt is { } at ? at - wall.GetUtcNow() : _state.Shift;
        }
    }

    /// <summary>What sets this clock apart from the wall clock.</summary>
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

    /// <summary>Moves time forward; a frozen clock stays frozen, later.</summary>
    public void Advance(TimeSpan by)
    {
        lock (_lock)
        {
            _state = _state.FrozenAt is { } at ? _state with { FrozenAt = at + by } : _state with { Shift = _state.Shift + by };
        }
    }

    /// <summary>Stops time, at a moment or at the present one.</summary>
    public void Freeze(DateTimeOffset? at)
    {
        var moment = TruncateToMicroseconds(at ?? Now);
        lock (_lock) _state = _state with { FrozenAt = moment };
    }

    /// <summary>Lets a frozen clock go on from where it stands.</summary>
    public void Resume()
    {
        lock (_lock)
        {
            if (_state.FrozenAt is { } at) _state = new ClockState(null, at - wall.GetUtcNow());
        }
    }

    /// <summary>The state in which it goes on from a moment, or stands still at it.</summary>
    public ClockState CreateState(DateTimeOffset now, bool frozen) => frozen
        ? new ClockState(now, TimeSpan.Zero) : new ClockState(null, now - TruncateToMicroseconds(wall.GetUtcNow()));

    private static DateTimeOffset TruncateToMicroseconds(DateTimeOffset moment)
    {
        var utc = moment.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}

/// <summary>A clock's difference from the wall clock.</summary>
/// <param name="FrozenAt">Where it stands still; null while it runs.</param>
/// <param name="Shift">How far it runs ahead (or behind, after a freeze in the past).</param>
internal sealed record ClockState(DateTimeOffset? FrozenAt, TimeSpan Shift)
{
    /// <summary>No difference.</summary>
    public static ClockState WallClock { get; } = new(null, TimeSpan.Zero);
}
