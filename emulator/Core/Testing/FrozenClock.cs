namespace Scopix.Emulator;

/// <summary>A clock that <see cref="TenantClock.FreezeAsync"/> has frozen.</summary>
public sealed class FrozenClock : IAsyncDisposable
{
    private readonly TenantClock _clock;
    private readonly bool _wasFrozen;
    private bool _hasEnded;

    internal FrozenClock(TenantClock clock, DateTimeOffset at, bool wasFrozen) => (_clock, At, _wasFrozen) = (clock, at, wasFrozen);

    /// <summary>The time at which the clock was frozen. <see cref="AdvanceAsync"/> does not change it.</summary>
    public DateTimeOffset At { get; }

    /// <inheritdoc cref="TenantClock.AdvanceAsync"/>
    public Task<DateTimeOffset> AdvanceAsync(TimeSpan by, CancellationToken cancellationToken = default) =>
        _clock.AdvanceAsync(by, cancellationToken);

    /// <summary>
    /// Lets the clock run on from the time that it shows, which never goes back. A clock that was frozen before stays frozen. Does
    /// nothing when the emulator has ended.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (_hasEnded || _wasFrozen) return;
        _hasEnded = true;
        try
        {
            await _clock.ResumeAsync();
        }
        catch (ObjectDisposedException)
        {
            // its clock has ended too
        }
    }
}
