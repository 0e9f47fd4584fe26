using System.Xml;
using Scopix.Emulator.Http;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Control;

/// <summary>The tenants' time: read it, move it forward, stop it, let it go on.</summary>
public sealed class ClockApi(Worlds worlds)
{
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(36_500);

    /// <summary>The route table.</summary>
    public void Map(IEndpointRouteBuilder control)
    {
        control.OpenOperation("emulator.clock", "GET", "/clock", call => Task.FromResult(Shown(call)), Evidence.Assumed);
        control.OpenOperation("emulator.clock_advance", "POST", "/clock/advance", Advance, Evidence.Assumed);
        control.OpenOperation("emulator.clock_freeze", "POST", "/clock/freeze", Freeze, Evidence.Assumed);
        control.OpenOperation("emulator.clock_resume", "POST", "/clock/resume", call => Task.FromResult(Change(call, clock => clock.Resume())), Evidence.Assumed);
    }

    private async Task<Answer> Advance(Call call)
    {
        var advance = await call.ReadAsync(WireJson.Wire.ClockAdvance);
        var by = advance.Check(Furthest);
        if (Concerned(call).Any(clock => clock.Now > EmulatorClock.Latest - by))
            throw ApiError.Invalid(advance.By is null ? "seconds" : "by", $"must not lead beyond {WireTime.Text(EmulatorClock.Latest)}");
        return Change(call, clock => clock.Advance(by));
    }

    private async Task<Answer> Freeze(Call call)
    {
        var freeze = call.Http.Request.ContentLength is null or 0 && call.Http.Request.ContentType is null
            ? new ClockFreeze()
            : await call.ReadAsync(WireJson.Wire.ClockFreeze);
        if (freeze.At < EmulatorClock.Earliest || freeze.At > EmulatorClock.Latest)
            throw ApiError.Invalid("at", $"must be between {WireTime.Text(EmulatorClock.Earliest)} and {WireTime.Text(EmulatorClock.Latest)}");
        return Change(call, clock => clock.Freeze(freeze.At));
    }

    private Answer Change(Call call, Action<EmulatorClock> change)
    {
        var concerned = ControlApi.Concerned(call, worlds);
        if (!call.SentKey) worlds.Change(change);
        foreach (var world in concerned)
        {
            change(world.Clock);
            world.Remember(key => key);
        }
        return Shown(call);
    }

    private EmulatorClock[] Concerned(Call call)
    {
        EmulatorClock[] tenants = [.. ControlApi.Concerned(call, worlds).Select(world => world.Clock)];
        return call.SentKey ? tenants : [worlds.Clock, .. tenants];
    }

    private Answer Shown(Call call)
    {
        var clock = call.SentKey ? call.World.Clock : worlds.Clock;
        return Answer.Ok(new ClockShown(clock.Now, clock.State.FrozenAt is not null, clock.Ahead.TotalSeconds));
    }
}

/// <summary>What a clock says.</summary>
/// <param name="Now">The tenant's present moment.</param>
/// <param name="Frozen">True while it stands still.</param>
/// <param name="ShiftSeconds">How far it is ahead of the wall clock.</param>
public sealed record ClockShown(DateTimeOffset Now, bool Frozen, double ShiftSeconds);

/// <summary>How far to move time forward: one of the two.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ClockAdvance
{
    /// <summary>Seconds, 0 or more.</summary>
    public double? Seconds { get; init; }

    /// <summary>An ISO 8601 duration, e.g. <c>PT1H</c>.</summary>
    public string? By { get; init; }

    /// <summary>The distance, or a 422.</summary>
    public TimeSpan Check(TimeSpan furthest)
    {
        if (Seconds is null == By is null) throw ApiError.Invalid("seconds", "send either seconds or by");
        var field = By is null ? "seconds" : "by";
        var by = By is null ? OfSeconds(Seconds!.Value) : OfDuration(By);
        return by >= TimeSpan.Zero && by <= furthest
            ? by.Value
            : throw ApiError.Invalid(field, $"must be a duration from 0 to {furthest.TotalSeconds:0} seconds; time does not go back, but it can be frozen at any moment");
    }

    private static TimeSpan? OfSeconds(double seconds) => Math.Abs(seconds) < 1e10 ? TimeSpan.FromSeconds(seconds) : null;

    private static TimeSpan? OfDuration(string text)
    {
        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            return null;
        }
    }
}

/// <summary>Where to stop time.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ClockFreeze
{
    /// <summary>The moment; the present one when absent.</summary>
    public DateTimeOffset? At { get; init; }
}
