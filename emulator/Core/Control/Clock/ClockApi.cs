using System.Xml;
using Scopix.Emulator.Control.Server;
using Scopix.Emulator.Engine;
using Scopix.Emulator.Http;

namespace Scopix.Emulator.Control.Clock;

/// <summary>The tenants' time: read it, move it forward, stop it, let it go on.</summary>
internal sealed class ClockApi(TenantRegistry worlds)
{
    private static readonly TimeSpan MaxAdvance = TimeSpan.FromDays(36_500);

    /// <summary>The route table.</summary>
    public void Map(IEndpointRouteBuilder control)
    {
        control.MapKeylessOperation("emulator.clock", "GET", "/clock", context => Task.FromResult(CreateResponse(context)),
            Evidence.Assumed);
        control.MapKeylessOperation("emulator.clock_advance", "POST", "/clock/advance", AdvanceAsync, Evidence.Assumed);
        control.MapKeylessOperation("emulator.clock_freeze", "POST", "/clock/freeze", FreezeAsync, Evidence.Assumed);
        control.MapKeylessOperation("emulator.clock_resume", "POST", "/clock/resume",
            context => Task.FromResult(ChangeClocks(context, clock => clock.Resume())), Evidence.Assumed);
    }

    private async Task<ApiResponse> AdvanceAsync(RequestContext context)
    {
        var advance = await context.ReadJsonAsync(ControlJsonContext.Shared.AdvanceClockRequest);
        var by = advance.ParseDuration(MaxAdvance);
        if (GetAffectedClocks(context).Any(clock => clock.Now > EmulatorClock.Latest - by))
            throw ApiError.Invalid(advance.By is null ? "seconds" : "by",
                $"must not lead beyond {TimestampJsonConverter.Format(EmulatorClock.Latest)}");
        return ChangeClocks(context, clock => clock.Advance(by));
    }

    private async Task<ApiResponse> FreezeAsync(RequestContext context)
    {
        var freeze = context.Http.Request.ContentLength is null or 0 && context.Http.Request.ContentType is null
            ? new FreezeClockRequest()
            : await context.ReadJsonAsync(ControlJsonContext.Shared.FreezeClockRequest);
        if (freeze.At < EmulatorClock.Earliest || freeze.At > EmulatorClock.Latest)
            throw ApiError.Invalid("at",
                $"must be between {TimestampJsonConverter.Format(EmulatorClock.Earliest)} and "
                + $"{TimestampJsonConverter.Format(EmulatorClock.Latest)}");
        return ChangeClocks(context, clock => clock.Freeze(freeze.At));
    }

    private ApiResponse ChangeClocks(RequestContext context, Action<EmulatorClock> change)
    {
        var concerned = ControlApi.GetAffectedTenants(context, worlds);
        if (!context.HasAuthorization) worlds.ChangeDefaultClock(change);
        foreach (var tenant in concerned)
        {
            change(tenant.Clock);
            tenant.SaveKeyAndClock(key => key);
        }
        return CreateResponse(context);
    }

    private EmulatorClock[] GetAffectedClocks(RequestContext context)
    {
        EmulatorClock[] tenants = [.. ControlApi.GetAffectedTenants(context, worlds).Select(tenant => tenant.Clock)];
        return context.HasAuthorization ? tenants : [worlds.DefaultClock, .. tenants];
    }

    private ApiResponse CreateResponse(RequestContext context)
    {
        var clock = context.HasAuthorization ? context.Tenant.Clock : worlds.DefaultClock;
        return ApiResponse.Ok(new ClockResponse(clock.Now, clock.State.FrozenAt is not null, clock.Offset.TotalSeconds),
            ControlJsonContext.Shared.ClockResponse);
    }
}

/// <summary>What a clock says.</summary>
/// <param name="Now">The tenant's present moment.</param>
/// <param name="Frozen">True while it stands still.</param>
/// <param name="ShiftSeconds">How far it is ahead of the wall clock.</param>
public sealed record ClockResponse(DateTimeOffset Now, bool Frozen, double ShiftSeconds);

/// <summary>How far to move time forward: one of the two.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record AdvanceClockRequest
{
    /// <summary>Seconds, 0 or more.</summary>
    public double? Seconds { get; init; }

    /// <summary>An ISO 8601 duration, e.g. <c>PT1H</c>.</summary>
    public string? By { get; init; }

    /// <summary>The distance, or a 422.</summary>
    public TimeSpan ParseDuration(TimeSpan furthest)
    {
        if (Seconds is null == By is null) throw ApiError.Invalid("seconds", "send either seconds or by");
        var field = By is null ? "seconds" : "by";
        var by = By is null ? FromSeconds(Seconds!.Value) : ParseIsoDuration(By);
        return by >= TimeSpan.Zero && by <= furthest
            ? by.Value
            : throw ApiError.Invalid(field,
                $"must be a duration from 0 to {furthest.TotalSeconds:0} seconds; time does not go back, but it can be frozen at any moment");
    }

    private static TimeSpan? FromSeconds(double seconds) => Math.Abs(seconds) < 1e10 ? TimeSpan.FromSeconds(seconds) : null;

    private static TimeSpan? ParseIsoDuration(string text)
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
internal sealed record FreezeClockRequest
{
    /// <summary>The moment; the present one when absent.</summary>
    public DateTimeOffset? At { get; init; }
}
