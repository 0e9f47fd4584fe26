using System.Globalization;
using Scopix.Emulator.Dashboard;
using Scopix.Emulator.Journal;
using Scopix.Emulator.ObjectStore;

namespace Scopix.Emulator.Http;

/// <summary>
/// The first to see an API request and the last to see its answer: who calls, rate headers, and every failure written as the
/// API's error, unknown routes and methods included.
/// </summary>
public sealed partial class Front(Callers callers, EmulatorOptions options, ILogger<Front> log)
{
    /// <summary>Passes a request on and answers what goes wrong.</summary>
    public async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        var (vendor, caller) = (Vendors.Of(http.Request.Path), callers.Identify(http));
        http.Features.Set(caller);
        http.Response.Headers["X-Request-ID"] = caller.RequestId;
        var now = callers.NowOf(caller);
        http.Response.Headers.Date = HttpDate.Of(now);
        var onlooker = Onlooker.Is(http.Request);
        var ours = onlooker || http.Request.Path.StartsWithSegments("/_emulator");
        if (!ours) caller.Entry = Recorder.Begin(http, callers.LogOf(caller), now, caller.RequestId);
        try
        {
            if (vendor is not null) Framing.Check(http.Request);
            if (vendor == Vendor.Scopix && !onlooker) Count(http, caller);
            if (vendor == Vendor.LlamaCloud && !onlooker) CountLlama(caller);
            await next(http);
            Unmatched(http, vendor);
        }
        catch (Exception error) when (!http.Response.HasStarted)
        {
            if (http.RequestAborted.IsCancellationRequested) return;
            await (vendor == Vendor.LlamaCloud
                ? ErrorWriter.WriteLlamaAsync(http, Translate(error, http, caller))
                : ErrorWriter.WriteAsync(http, Translate(error, http, caller), caller.RequestId, options.Errors));
        }
        finally
        {
            if (!ours) Recorder.End(http, callers.LogOf(caller), caller.Entry);
        }
    }

    private void Count(HttpContext http, Caller caller)
    {
        var rate = callers.Count(caller, http.Connection.RemoteIpAddress);
        var headers = http.Response.Headers;
        headers["X-RateLimit-Limit"] = rate.Limit.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Remaining"] = rate.Remaining.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Reset"] = rate.Reset.ToString(CultureInfo.InvariantCulture);
        if (options.EnforceLimits && rate.Exceeded)
            throw ApiError.RateLimited($"Rate limit of {rate.Limit} requests a minute exceeded", rate.RetryAfter);
    }

    private void CountLlama(Caller caller)
    {
        if (caller.World is { } world && callers.CountLlama(world) is { Exceeded: true } && options.EnforceLimits)
            throw ApiError.RateLimited("Rate limit exceeded", retryAfterSeconds: null);
    }

    private static void Unmatched(HttpContext http, Vendor? vendor)
    {
        if (http.Response.HasStarted || http.Response.ContentLength is not null) return;
        if (vendor == Vendor.LlamaCloud && http.Response.StatusCode is 404 or 405) throw ApiError.Plain(http.Response.StatusCode);
        if (http.Response.StatusCode == 404) throw ApiError.NotFound($"Route {http.Request.Method} {http.Request.Path}");
        if (http.Response.StatusCode == 405) throw ApiError.MethodNotAllowed(http.Request.Method);
    }

    private ApiError Translate(Exception error, HttpContext http, Caller caller)
    {
        if (error is ApiError known)
        {
            if (known.DamagedTenant is not null) LogStorage(log, http.Request.Method, http.Request.Path.ToUriComponent(), known.Message);
            return known;
        }
        if (error is BadHttpRequestException { StatusCode: 408 }) return ApiError.TooSlow();
        if (Framing.IsBroken(error)) return ApiError.Malformed("body", "cannot be read: it breaks off or is not framed as HTTP has it");
        if (error is ObjectChangedException) return ApiError.Conflict("The upload changed in storage while it was completed; complete it again");
        if (error is StorageUnavailableException)
        {
            LogStorage(log, http.Request.Method, http.Request.Path.ToUriComponent(), error.Message);
            return ApiError.StorageUnavailable();
        }
        if (DiskFailures.Of(error) is { } reason)
        {
            LogStorage(log, http.Request.Method, http.Request.Path.ToUriComponent(), error.Message);
            return ApiError.DiskUnavailable(reason);
        }
        LogDefect(log, error, http.Request.Method, http.Request.Path.ToUriComponent());
        if (error is DamagedObjectException) return ApiError.DamagedObject(error.Message);
        return DamageIn(error, caller) is { } damage ? ApiError.Damaged(damage) : ApiError.Internal();
    }

    /// <summary>What is damaged, as the beginning of a sentence; null when the emulator itself has failed.</summary>
    private static string? DamageIn(Exception error, Caller caller) => error switch
    {
        JsonException => "A stored record cannot be read",
        _ when DiskFailures.IsDamage(error) => $"The tenant's database is damaged ({error.Message})",
        _ => caller.World?.IsWhole() == false ? "The tenant's database is damaged" : null,
    };

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed: {Reason}")]
    private static partial void LogStorage(ILogger log, string method, string path, string reason);

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed")]
    private static partial void LogDefect(ILogger log, Exception error, string method, string path);
}
