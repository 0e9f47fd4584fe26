using Scopix.Emulator.Control;
using Scopix.Emulator.Control.Clock;

namespace Scopix.Emulator;

/// <summary>A tenant's clock, which initially shows real time.</summary>
public sealed class TenantClock
{
    private readonly ControlClient _control;
    private readonly string? _key;

    internal TenantClock(ControlClient control, string? key) => (_control, _key) = (control, key);

    /// <summary>The clock's time.</summary>
    public async Task<DateTimeOffset> GetNowAsync(CancellationToken cancellationToken = default) => (await GetAsync(cancellationToken)).Now;

    /// <summary>The clock's time, whether it is frozen, and how far it is ahead of real time.</summary>
    public Task<ClockResponse> GetAsync(CancellationToken cancellationToken = default) =>
        _control.SendAndReadAsync(_key, HttpMethod.Get, "clock", ControlJsonContext.Shared.ClockResponse, cancellationToken);

    /// <summary>
    /// Freezes the clock; no processing finishes until the clock is moved. <c>await using</c> ends that with the block: the clock then
    /// runs on from the time that it shows.
    /// </summary>
    /// <param name="at">The time at which to freeze, in the past or future; null for the clock's time.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The frozen clock, which need not be disposed of: then the clock stays frozen.</returns>
    public async Task<FrozenClock> FreezeAsync(DateTimeOffset? at = null, CancellationToken cancellationToken = default)
    {
        var wasFrozen = (await GetAsync(cancellationToken)).Frozen;
        var body = ControlClient.ToJsonContent(new FreezeClockRequest { At = at }, ControlJsonContext.Shared.FreezeClockRequest);
        return new FrozenClock(this, await ChangeAsync("clock/freeze", body, cancellationToken), wasFrozen);
    }

    /// <summary>Moves the clock forward, frozen or not.</summary>
    /// <param name="by">The duration, from 0 to 36,500 days.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The clock's new time.</returns>
    public Task<DateTimeOffset> AdvanceAsync(TimeSpan by, CancellationToken cancellationToken = default) =>
        ChangeAsync("clock/advance",
            ControlClient.ToJsonContent(new AdvanceClockRequest { Seconds = by.TotalSeconds },
                ControlJsonContext.Shared.AdvanceClockRequest),
            cancellationToken);

    /// <summary>Lets a frozen clock run again from its frozen time; a clock that runs is not changed.</summary>
    /// <returns>The clock's time.</returns>
    public Task<DateTimeOffset> ResumeAsync(CancellationToken cancellationToken = default) =>
        ChangeAsync("clock/resume", null, cancellationToken);

    private async Task<DateTimeOffset> ChangeAsync(string path, HttpContent? body, CancellationToken cancellationToken) =>
        (await _control.SendAndReadAsync(
            _key, HttpMethod.Post, path, ControlJsonContext.Shared.ClockResponse, body, cancellationToken)).Now;
}
