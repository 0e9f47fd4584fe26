using Scopix.Emulator.Control;
using Scopix.Emulator.Control.Clock;

namespace Scopix.Emulator;

/// <summary>A tenant's clock, which initially shows real time. Each method that changes it returns its new time.</summary>
public sealed class TenantClock
{
    private readonly ControlClient _control;
    private readonly string? _key;

    internal TenantClock(ControlClient control, string? key) => (_control, _key) = (control, key);

    /// <summary>The clock's time.</summary>
    public async Task<DateTimeOffset> GetNowAsync() => (await GetAsync()).Now;

    /// <summary>The clock's time, whether it is frozen, and how far it is ahead of real time.</summary>
    public Task<ClockResponse> GetAsync() =>
        _control.SendAndReadAsync(_key, HttpMethod.Get, "clock", ControlJsonContext.Shared.ClockResponse);

    /// <summary>Freezes the clock; no processing finishes until the clock is moved.</summary>
    /// <param name="at">The time at which to freeze, in the past or future; null for the clock's time.</param>
    public Task<DateTimeOffset> FreezeAsync(DateTimeOffset? at = null) =>
        ChangeAsync("clock/freeze",
            ControlClient.ToJsonContent(new FreezeClockRequest { At = at }, ControlJsonContext.Shared.FreezeClockRequest));

    /// <summary>Moves the clock forward, frozen or not.</summary>
    /// <param name="by">The duration, from 0 to 36,500 days.</param>
    public Task<DateTimeOffset> AdvanceAsync(TimeSpan by) =>
        ChangeAsync("clock/advance",
            ControlClient.ToJsonContent(new AdvanceClockRequest { Seconds = by.TotalSeconds },
                ControlJsonContext.Shared.AdvanceClockRequest));

    /// <summary>Lets a frozen clock run again from its frozen time.</summary>
    public Task<DateTimeOffset> ResumeAsync() => ChangeAsync("clock/resume", null);

    private async Task<DateTimeOffset> ChangeAsync(string path, HttpContent? body) =>
        (await _control.SendAndReadAsync(_key, HttpMethod.Post, path, ControlJsonContext.Shared.ClockResponse, body)).Now;
}
