using System.Xml;
using Scopix.Emulator.Api.Scopix.Search;
using Scopix.Emulator.Control.Server;

namespace Scopix.Emulator.Control.Clock;

/// <summary>
/// The time of tenants: read, advance, freeze, resume. With a key it is that of its tenant, without one that of all tenants.
/// </summary>
/// <param name="embeddings">Makes vectors; null without <c>--search semantic</c>.</param>
internal sealed class ClockApi(TenantRegistry tenants, EmbeddingQueue? embeddings)
{
    public static readonly TimeSpan MaxAdvance = TimeSpan.FromDays(36_500);

    public void Map(IEndpointRouteBuilder control)
    {
        control.MapKeylessOperation("emulator.clock", "GET", "/clock", CreateResponse);
        control.MapKeylessOperation("emulator.clock_advance", "POST", "/clock/advance", AdvanceAsync);
        control.MapKeylessOperation("emulator.clock_freeze", "POST", "/clock/freeze", FreezeAsync);
        control.MapKeylessOperation("emulator.clock_resume", "POST", "/clock/resume",
            context => ChangeClocks(context, clock => clock.Resume()));
    }

    private async Task<ApiResponse> AdvanceAsync(RequestContext context)
    {
        var advance = await context.ReadJsonAsync(ControlJsonContext.Shared.AdvanceClockRequest);
        var by = advance.ParseDuration(MaxAdvance);
        if (GetAffectedClocks(context).Any(clock => clock.Now > AdjustableClock.Latest - by))
            throw ApiError.Invalid(advance.By is null ? "seconds" : "by",
                $"must not advance the clock beyond {TimestampJsonConverter.Format(AdjustableClock.Latest)}");
        var response = ChangeClocks(context, clock => clock.Advance(by));
        // what has become due is complete when the response arrives; vectors take real time
        foreach (var tenant in embeddings is null ? [] : ControlApi.GetAffectedTenants(context, tenants))
            await embeddings!.WaitAsync(tenant, context.Cancel);
        return response;
    }

    private async Task<ApiResponse> FreezeAsync(RequestContext context)
    {
        var freeze = context.Http.Request.ContentLength is null or 0 && context.Http.Request.ContentType is null
            ? new FreezeClockRequest()
            : await context.ReadJsonAsync(ControlJsonContext.Shared.FreezeClockRequest);
        freeze.Check("at");
        return ChangeClocks(context, clock => clock.Freeze(freeze.At));
    }

    private ApiResponse ChangeClocks(RequestContext context, Action<AdjustableClock> change)
    {
        var affected = ControlApi.GetAffectedTenants(context, tenants);
        if (!context.HasAuthorization) tenants.ChangeDefaultClock(change);
        foreach (var tenant in affected)
        {
            change(tenant.Clock);
            tenant.SaveKeyAndClock(key => key);
        }
        return CreateResponse(context);
    }

    private AdjustableClock[] GetAffectedClocks(RequestContext context)
    {
        AdjustableClock[] clocks = [.. ControlApi.GetAffectedTenants(context, tenants).Select(tenant => tenant.Clock)];
        return context.HasAuthorization ? clocks : [tenants.DefaultClock, .. clocks];
    }

    private ApiResponse CreateResponse(RequestContext context)
    {
        var clock = context.HasAuthorization ? context.Tenant.Clock : tenants.DefaultClock;
        return ApiResponse.Ok(new ClockResponse(clock.Now, clock.State.FrozenAt is not null, clock.Offset.TotalSeconds),
            ControlJsonContext.Shared.ClockResponse);
    }
}

/// <summary>The state of a clock.</summary>
/// <param name="Now">The tenant's time.</param>
/// <param name="Frozen">True while the clock is frozen.</param>
/// <param name="ShiftSeconds">How many seconds the clock is ahead of the wall clock.</param>
public sealed record ClockResponse(DateTimeOffset Now, bool Frozen, double ShiftSeconds);

/// <summary>How far to advance the clock: exactly one of the two fields.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record AdvanceClockRequest
{
    public double? Seconds { get; init; }

    /// <summary>An ISO 8601 duration, e.g. <c>PT1H</c>.</summary>
    public string? By { get; init; }

    /// <exception cref="ApiError">422: both or neither field is set, or the duration is out of range.</exception>
    /// <param name="name">The name of the field in errors; null for its own.</param>
    public TimeSpan ParseDuration(TimeSpan furthest, string? name = null)
    {
        if (Seconds is null == By is null) throw ApiError.Invalid("seconds", "send either seconds or by");
        var field = name ?? (By is null ? "seconds" : "by");
        var by = By is null ? FromSeconds(Seconds!.Value) : ParseIsoDuration(By);
        return by >= TimeSpan.Zero && by <= furthest
            ? by.Value
            : throw ApiError.Invalid(field,
                $"must be a duration from 0 to {furthest.TotalSeconds:0} seconds; time cannot go back, but it can be frozen at any time");
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

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record FreezeClockRequest
{
    /// <summary>The current time when null.</summary>
    public DateTimeOffset? At { get; init; }

    /// <exception cref="ApiError">422: the time is out of range.</exception>
    public void Check(string field)
    {
        if (At < AdjustableClock.Earliest || At > AdjustableClock.Latest)
            throw ApiError.Invalid(field,
                $"must be between {TimestampJsonConverter.Format(AdjustableClock.Earliest)} and "
                + $"{TimestampJsonConverter.Format(AdjustableClock.Latest)}");
    }
}
