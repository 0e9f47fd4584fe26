using Scopix.Emulator.Control;
using Scopix.Emulator.Control.Clock;
using Scopix.Emulator.Http;

namespace Scopix.Emulator;

/// <summary>A tenant's time. It begins as real time; each method that changes it answers the present moment.</summary>
public sealed class TenantClock
{
    private readonly ControlClient _control;
    private readonly string? _key;

    internal TenantClock(ControlClient control, string? key) => (_control, _key) = (control, key);

    /// <summary>The present moment.</summary>
    public async Task<DateTimeOffset> GetNowAsync() => (await GetAsync()).Now;

    /// <summary>The present moment, whether it stands still, and how far it is ahead of real time.</summary>
    public Task<ClockResponse> GetAsync() =>
        _control.SendAndReadAsync(_key, HttpMethod.Get, "clock", ControlJsonContext.Shared.ClockResponse);

    /// <summary>Stops time; nothing is finished then until time is moved.</summary>
    /// <param name="at">The moment to stop at, also one of the past; the present one when null.</param>
    public Task<DateTimeOffset> FreezeAsync(DateTimeOffset? at = null) =>
        ChangeAsync("clock/freeze",
            ControlClient.ToJsonContent(new FreezeClockRequest { At = at }, ControlJsonContext.Shared.FreezeClockRequest));

    /// <summary>Moves time forward, whether it stands still or not.</summary>
    /// <param name="by">0 or more, at most 36,500 days.</param>
    public Task<DateTimeOffset> AdvanceAsync(TimeSpan by) =>
        ChangeAsync("clock/advance",
            ControlClient.ToJsonContent(new AdvanceClockRequest { Seconds = by.TotalSeconds },
                ControlJsonContext.Shared.AdvanceClockRequest));

    /// <summary>Lets time go on from where it stands.</summary>
    public Task<DateTimeOffset> ResumeAsync() => ChangeAsync("clock/resume", null);

    private async Task<DateTimeOffset> ChangeAsync(string path, HttpContent? body) =>
        (await _control.SendAndReadAsync(_key, HttpMethod.Post, path, ControlJsonContext.Shared.ClockResponse, body)).Now;
}
