using Scopix.Emulator.Http.Hooks;

namespace Scopix.Emulator.Http;

/// <summary>
/// The outermost middleware of the API: authenticates, counts rate limits, calls the hooks, and writes every failure as an API
/// error, including unknown routes and methods.
/// </summary>
internal sealed partial class ApiMiddleware(
    Authenticator authenticator, RequestHooks hooks, EmulatorOptions options, ILogger<ApiMiddleware> log)
{
    public async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        var (vendor, identity) = (VendorDetector.FromPath(http.Request.Path), authenticator.Authenticate(http));
        http.Features.Set(identity);
        http.Response.Headers["X-Request-ID"] = identity.RequestId;
        var now = authenticator.GetTime(identity);
        http.Response.Headers.Date = HttpDate.Format(now);
        var isExempt = hooks.IsExempt(http.Request);
        var isObserved = !isExempt && !http.Request.Path.StartsWithSegments("/_emulator");
        if (isObserved) hooks.OnRequest(http, identity, now);
        try
        {
            if (vendor is not null) BodyFraming.RejectEncodedBody(http.Request);
            if (vendor == Vendor.Scopix && !isExempt) CountRequest(http, identity);
            if (vendor == Vendor.LlamaCloud && !isExempt) CountLlamaRequest(identity);
            await next(http);
            ThrowIfUnmatched(http, vendor);
        }
        catch (Exception error) when (!http.Response.HasStarted)
        {
            if (http.RequestAborted.IsCancellationRequested) return;
            var refusal = ToApiError(error, http, identity);
            http.Features.Set(refusal); // for the log
            if (!isExempt) hooks.OnError(http, refusal);
            await (vendor == Vendor.LlamaCloud
                ? ErrorWriter.WriteLlamaAsync(http, refusal)
                : ErrorWriter.WriteAsync(http, refusal, identity.RequestId, options.Errors));
        }
        finally
        {
            if (isObserved) hooks.OnEnd(http);
        }
    }

    private void CountRequest(HttpContext http, RequestIdentity identity)
    {
        var rate = authenticator.CountRequest(identity, http.Connection.RemoteIpAddress);
        var headers = http.Response.Headers;
        headers["X-RateLimit-Limit"] = rate.Limit.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Remaining"] = rate.Remaining.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Reset"] = rate.ResetsAt.ToString(CultureInfo.InvariantCulture);
        if (options.EnforceLimits && rate.IsExceeded)
            throw ApiError.RateLimited($"Rate limit of {rate.Limit} requests a minute exceeded", rate.RetryAfterSeconds);
    }

    private void CountLlamaRequest(RequestIdentity identity)
    {
        if (identity.Tenant is { } tenant && authenticator.CountLlamaRequest(tenant) is { IsExceeded: true } && options.EnforceLimits)
            throw ApiError.RateLimited("Rate limit exceeded", retryAfterSeconds: null);
    }

    private static void ThrowIfUnmatched(HttpContext http, Vendor? vendor)
    {
        if (http.Response.HasStarted || http.Response.ContentLength is not null) return;
        if (vendor == Vendor.LlamaCloud && http.Response.StatusCode is 404 or 405) throw ApiError.FromStatus(http.Response.StatusCode);
        if (http.Response.StatusCode == 404) throw ApiError.NotFound($"Route {http.Request.Method} {http.Request.Path}");
        if (http.Response.StatusCode == 405) throw ApiError.MethodNotAllowed(http.Request.Method);
    }

    private ApiError ToApiError(Exception error, HttpContext http, RequestIdentity identity)
    {
        if (error is ApiError known)
        {
            if (known.DamagedTenant is not null) LogStorage(log, http.Request.Method, http.Request.Path.ToUriComponent(), known.Message);
            return known;
        }
        if (error is TenantUnavailableException unavailable) return ApiError.TenantUnavailable(unavailable);
        if (error is BadHttpRequestException { StatusCode: 408 }) return ApiError.BodyTimeout();
        if (BodyFraming.IsFramingError(error))
            return ApiError.Malformed("body", "cannot be read: it is incomplete or its HTTP framing is invalid");
        if (error is ObjectChangedException)
            return ApiError.Conflict("The upload changed in storage while it was completed; complete it again");
        if (error is StorageUnavailableException)
        {
            LogStorage(log, http.Request.Method, http.Request.Path.ToUriComponent(), error.Message);
            return ApiError.StorageUnavailable();
        }
        if (DiskFailures.Describe(error) is { } reason)
        {
            LogStorage(log, http.Request.Method, http.Request.Path.ToUriComponent(), error.Message);
            return ApiError.DiskUnavailable(reason);
        }
        LogDefect(log, error, http.Request.Method, http.Request.Path.ToUriComponent());
        if (error is DamagedObjectException) return ApiError.ObjectDamaged(error.Message);
        return DescribeDamage(error, identity) is { } damage ? ApiError.DatabaseDamaged(damage) : ApiError.Internal();
    }

    /// <summary>What is damaged, as the beginning of a sentence; null when the emulator itself has failed.</summary>
    private static string? DescribeDamage(Exception error, RequestIdentity identity) => error switch
    {
        JsonException => "A stored record cannot be read",
        _ when DiskFailures.IsDatabaseDamage(error) => $"The tenant's database is damaged ({error.Message})",
        _ => identity.Tenant?.IsDatabaseIntact() == false ? "The tenant's database is damaged" : null,
    };

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed: {Reason}")]
    private static partial void LogStorage(ILogger log, string method, string path, string reason);

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed")]
    private static partial void LogDefect(ILogger log, Exception error, string method, string path);
}
