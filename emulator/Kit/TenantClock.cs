using Scopix.Emulator.Control;
using Scopix.Emulator.Http;

namespace Scopix.Emulator;

/// <summary>A tenant's time. It begins as real time; each method that changes it answers the present moment.</summary>
public sealed class TenantClock
{
    private readonly ControlChannel _control;
    private readonly string? _key;

    internal TenantClock(ControlChannel control, string? key) => (_control, _key) = (control, key);

    /// <summary>The present moment.</summary>
    public async Task<DateTimeOffset> NowAsync() => (await ReadAsync()).Now;

    /// <summary>The present moment, whether it stands still, and how far it is ahead of real time.</summary>
    public Task<ClockShown> ReadAsync() => _control.AskAsync(_key, HttpMethod.Get, "clock", WireJson.Wire.ClockShown);

    /// <summary>Stops time; nothing is finished then until time is moved.</summary>
    /// <param name="at">The moment to stop at, also one of the past; the present one when null.</param>
    public Task<DateTimeOffset> FreezeAsync(DateTimeOffset? at = null) =>
        ChangeAsync("clock/freeze", ControlChannel.Body(new ClockFreeze { At = at }, WireJson.Wire.ClockFreeze));

    /// <summary>Moves time forward, whether it stands still or not.</summary>
    /// <param name="by">0 or more, at most 36,500 days.</param>
    public Task<DateTimeOffset> AdvanceAsync(TimeSpan by) =>
        ChangeAsync("clock/advance", ControlChannel.Body(new ClockAdvance { Seconds = by.TotalSeconds }, WireJson.Wire.ClockAdvance));

    /// <summary>Lets time go on from where it stands.</summary>
    public Task<DateTimeOffset> ResumeAsync() => ChangeAsync("clock/resume", null);

    private async Task<DateTimeOffset> ChangeAsync(string path, HttpContent? body) =>
        (await _control.AskAsync(_key, HttpMethod.Post, path, WireJson.Wire.ClockShown, body)).Now;
}
