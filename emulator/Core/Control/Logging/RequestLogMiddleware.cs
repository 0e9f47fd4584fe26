using System.Diagnostics;
using Scopix.Emulator.Control.Dashboard;
using Scopix.Emulator.Control.Faults;
using Scopix.Emulator.Control.Hints;
using Scopix.Emulator.Control.Journal;

namespace Scopix.Emulator.Control.Logging;

/// <summary>
/// Writes a line of the log for a request that has ended: for all requests, or for those with a problem. It is not in the pipeline with
/// <c>--log off</c>.
/// </summary>
internal sealed class RequestLogMiddleware(ILogger log, TenantRegistry tenants, LogMode mode)
{
    /// <summary>The real time from which a request is slow (our choice: ten times what the slowest usual request takes).</summary>
    private static readonly TimeSpan SlowRequest = TimeSpan.FromSeconds(1);

    private static readonly EventId RequestEvent = new(1, "Request");

    public async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        if (!log.IsEnabled(LogLevel.Error))
        {
            await next(http); // nobody reads the log now
            return;
        }
        var start = Stopwatch.GetTimestamp();
        try
        {
            await next(http);
        }
        finally
        {
            var duration = Stopwatch.GetElapsedTime(start);
            var hasProblem = HasProblem(http, duration);
            if (mode == LogMode.Requests || hasProblem) Write(http, duration, hasProblem);
        }
    }

    private static bool HasProblem(HttpContext http, TimeSpan duration)
    {
        var response = http.Response;
        return response.StatusCode >= 400 || IsSlow(response, duration) || http.Features.Get<FaultRule>() is not null
            || response.Headers.ContainsKey(ResponseHints.Header) || response.Headers.ContainsKey(UnknownInputHeader.Name);
    }

    /// <summary>A WebSocket stays open as long as its client wants.</summary>
    private static bool IsSlow(HttpResponse response, TimeSpan duration) =>
        duration >= SlowRequest && response.StatusCode != StatusCodes.Status101SwitchingProtocols;

    private void Write(HttpContext http, TimeSpan duration, bool hasProblem)
    {
        var (response, fault) = (http.Response, http.Features.Get<FaultRule>());
        if (DashboardRequests.IsFromDashboard(http.Request) && response.StatusCode < 500) return;
        var level = GetLevel(response, fault, hasProblem);
        if (!log.IsEnabled(level)) return;
        var tenant = FindTenant(http);
        var line = new RequestLine(
            TimeProvider.System.GetUtcNow(), tenant is null ? null : TenantName.Format(tenant), http.Request.Method,
            RequestUrl.GetTarget(http), HasResponse(http, fault) ? response.StatusCode : null, FindOperation(http), duration,
            ReadHeader(response, "X-Request-ID") ?? ReadHeader(response, "x-amz-request-id"))
        {
            TenantId = tenant?.Id,
            Error = DescribeError(http),
            Unknown = ReadHeader(response, UnknownInputHeader.Name),
            Hint = ReadHeader(response, ResponseHints.Header),
            Fault = fault is null ? null : DescribeFault(fault),
            IsSlow = IsSlow(response, duration),
            FindOwner = CreateOwnerLookup(http),
        };
        log.Log(level, RequestEvent, line, null, static (line, _) => line.ToString());
    }

    /// <summary>A status that a fault has set is wanted.</summary>
    private static LogLevel GetLevel(HttpResponse response, FaultRule? fault, bool hasProblem) =>
        response.StatusCode >= 500 && fault is null ? LogLevel.Error
        : hasProblem ? LogLevel.Warning : LogLevel.Information;

    private TenantState? FindTenant(HttpContext http)
    {
        if (http.Features.Get<RequestIdentity>() is { } identity) return identity.Tenant;
        try
        {
            return tenants.FindByAccessKey(http.Request.Query["X-Amz-Credential"].ToString().Split('/')[0]);
        }
        catch (Exception error) when (error is TenantUnavailableException || DiskFailures.Describe(error) is not null)
        {
            return null;
        }
    }

    private Func<string?>? CreateOwnerLookup(HttpContext http)
    {
        if (http.Response.StatusCode != StatusCodes.Status404NotFound || FindTenant(http) is not { } asking) return null;
        return OwnerLookup.ReadIds(http.Request) is { Length: > 0 } ids ? () => OwnerLookup.Find(tenants, asking, ids) : null;
    }

    private static bool HasResponse(HttpContext http, FaultRule? fault) => fault?.Definition.Reset is not { IsSet: true }
        && (http.Response.HasStarted || !http.RequestAborted.IsCancellationRequested);

    private static string? FindOperation(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<Operation>()?.Id
        ?? (http.Request.Path.StartsWithSegments("/_s3") && StorageFaults.GetVerb(http.Request) is { } verb ? "storage." + verb : null);

    private static string? DescribeError(HttpContext http)
    {
        if (http.Response.StatusCode < 400) return null;
        if (http.Features.Get<ApiError>() is { } error) return error.Message;
        return http.Features.Get<S3Error>() is { } refusal ? $"{refusal.Code}: {refusal.Message}" : null;
    }

    private static string DescribeFault(FaultRule fault)
    {
        var definition = fault.Definition;
        string?[] effects =
        [
            definition.LatencyMs is { } wait ? $"waited {wait} ms" : null, definition.Status is { } status ? $"answered {status}" : null,
            DescribeReset(definition.Reset),
            definition.TruncateBytes is { } bytes ? $"cut the body after {bytes} bytes" : null,
            definition.Corrupt == true ? "changed bytes of the body" : null,
            definition.UnknownWord is { } word ? $"gave {word} an unknown word" : null,
            definition.NewField is { } added ? $"added the field {added}" : null,
            definition.NullField is { } emptied ? $"made {emptied} null" : null,
        ];
        var name = definition.Bundle is { } bundle ? $"{fault.Id} of {bundle}" : fault.Id;
        return $"the fault {name} {string.Join(" and ", effects.OfType<string>())}";
    }

    private static string? DescribeReset(FaultReset? reset) => reset switch
    {
        { IsBefore: true } => "closed the connection before any work was done",
        { IsAfter: true } => "closed the connection",
        _ => null,
    };

    private static string? ReadHeader(HttpResponse response, string name) =>
        response.Headers.TryGetValue(name, out var value) ? value.ToString() : null;
}
