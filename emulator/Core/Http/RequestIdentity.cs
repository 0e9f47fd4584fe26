using System.Collections.Concurrent;
using System.Net;

namespace Scopix.Emulator.Http;

/// <summary>The sender of a request: a tenant, or the reason why there is none.</summary>
/// <param name="Refusal">Why there is no tenant; null when there is one.</param>
/// <param name="RequestId">The client's own id, or the tenant's next.</param>
/// <param name="HasAuthorization">Whether the request names a tenant, with a key or otherwise.</param>
internal sealed record RequestIdentity(TenantState? Tenant, ApiError? Refusal, string RequestId, bool HasAuthorization);

/// <summary>Finds the tenant of <c>Authorization: Bearer …</c>.</summary>
/// <param name="findSelectedTenant">The id of the tenant that a request without a key selects otherwise; null when it selects
/// none.</param>
internal sealed class Authenticator(
    TenantRegistry tenants, EmulatorOptions options, Func<HttpContext, string?>? findSelectedTenant = null)
{
    /// <summary>Requests per minute from one address without a valid key: below any tier (public); the number is assumed.</summary>
    private const int KeylessRequestsPerMinute = 5;

    private readonly ConcurrentDictionary<IPAddress, RateLimitWindow> _keylessWindows = new();
    private long _keylessRequestCount;

    public RequestIdentity Authenticate(HttpContext http)
    {
        var authorization = http.Request.Headers.Authorization.ToString();
        var selected = authorization.Length == 0 ? findSelectedTenant?.Invoke(http) : null;
        var (tenant, refusal) = TryAuthenticate(VendorDetector.FromPath(http.Request.Path), selected,
            WebSocketHandshake.IsHandshake(http) && http.Request.Query["api_key"].ToString() is { Length: > 0 } key
            ? "Bearer " + key // a browser cannot give a WebSocket headers (assumed)
            : authorization);
        var own = http.Request.Headers["X-Request-ID"].ToString();
        var id = IsValidRequestId(own)
            ? own
            : tenant?.NextRequestId() ?? tenants.KeylessRequestIds.CreateId("request", Interlocked.Increment(ref _keylessRequestCount));
        return new RequestIdentity(tenant, refusal, id, authorization.Length > 0 || selected is not null);
    }

    /// <summary>
    /// LlamaCloud's free plan allows 20 requests per minute (public: its rate limits); the other plans have no number.
    /// </summary>
    public RateLimitStatus CountLlamaRequest(TenantState tenant) =>
        tenant.RequestRate.CountRequest(tenant.Clock.Now, (tenant.Key.Tier ?? options.Tier) == Tier.Free ? 20 : UnlimitedRequestsPerMinute);

    /// <summary>Counts a request in the window of its tenant, or of its address when it has no tenant.</summary>
    public RateLimitStatus CountRequest(RequestIdentity identity, IPAddress? address)
    {
        if (identity.Tenant is { } tenant)
            return tenant.RequestRate.CountRequest(tenant.Clock.Now, GetTierLimits(tenant).RequestsPerMinute ?? UnlimitedRequestsPerMinute);
        if (_keylessWindows.Count > 10_000) _keylessWindows.Clear();
        return _keylessWindows.GetOrAdd(address ?? IPAddress.Loopback, _ => new RateLimitWindow())
            .CountRequest(tenants.DefaultClock.Now, KeylessRequestsPerMinute);
    }

    public DateTimeOffset GetTime(RequestIdentity identity) => identity.Tenant?.Clock.Now ?? tenants.DefaultClock.Now;

    /// <summary>The limit in the rate headers of an unlimited tier (assumed).</summary>
    public const int UnlimitedRequestsPerMinute = 1_000_000;

    public TierLimits GetTierLimits(TenantState tenant) => TierLimits.ForTier(tenant.Key.Tier ?? options.Tier);

    /// <summary>A tenant whose database cannot be opened is refused; the next request tries again.</summary>
    private (TenantState?, ApiError?) TryAuthenticate(Vendor? vendor, string? selectedTenant, string authorization)
    {
        try
        {
            return selectedTenant is null ? AuthenticateKey(vendor, authorization) : AuthenticateSelected(vendor, selectedTenant);
        }
        catch (Exception error) when (DiskFailures.Describe(error) is { } reason)
        {
            return (null, ApiError.DiskUnavailable(reason));
        }
        catch (TenantUnavailableException unavailable)
        {
            return (null, ApiError.TenantUnavailable(unavailable));
        }
    }

    private (TenantState?, ApiError?) AuthenticateSelected(Vendor? vendor, string id) =>
        tenants.FindById(id) is { } tenant && (vendor ?? tenant.Vendor) == tenant.Vendor
            ? (tenant, null)
            : (null, ApiError.InvalidKey("The selected tenant does not exist or belongs to another vendor; select another one"));

    /// <summary>Accepts keys of the path's vendor, and of any vendor when the path has none.</summary>
    private (TenantState?, ApiError?) AuthenticateKey(Vendor? vendor, string authorization)
    {
        var llama = vendor == Vendor.LlamaCloud;
        if (authorization.Length == 0)
            return (null, ApiError.InvalidKey(llama ? "Not authenticated" : "Missing API key: send Authorization: Bearer scopix_…"));
        var key = authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? authorization[7..].Trim() : "";
        if (VendorDetector.FromKey(key) is not { } owner || (vendor ?? owner) != owner)
            return (null, ApiError.InvalidKey(llama
                ? key.Length == 0 ? "Not authenticated" : "Invalid token format"
                : "Invalid API key: expected Bearer scopix_ followed by at least 20 characters, 8 alphanumerics first"));
        if (options.Auth == AuthMode.Strict && key != EmulatorOptions.DefaultApiKey && tenants.Find(key) is not { Key.Registered: true })
            return (null, ApiError.InvalidKey(llama ? "Invalid API Key" : "Invalid API key"));
        var tenant = tenants.GetOrOpen(key);
        if (tenant.Key.IsActive && !(tenant.Key.ExpiresAt <= tenant.Clock.Now)) return (tenant, null);
        return (null,
            llama ? ApiError.InvalidKey("Invalid API Key") : tenant.Key.IsActive ? ApiError.ExpiredKey() : ApiError.DeactivatedKey());
    }

    private static bool IsValidRequestId(string requestId) =>
        requestId.Length is >= 1 and <= 128
            && requestId.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or ':' or '/' or '=' or '+' or '-');
}
