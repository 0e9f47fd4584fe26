using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Scopix.Emulator.Faults;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Http;

/// <summary>Who sends a request: a tenant, or nobody and why.</summary>
/// <param name="World">The tenant; null when the key is missing or refused.</param>
/// <param name="Refusal">Why there is no tenant.</param>
/// <param name="RequestId">The request's id: the client's own, or the tenant's next.</param>
/// <param name="Faults">What was set to go wrong for this caller.</param>
public sealed record Caller(World? World, ApiError? Refusal, string RequestId, FaultList Faults);

/// <summary>Reads <c>Authorization: Bearer scopix_…</c> and finds the tenant.</summary>
public sealed partial class Callers(Worlds worlds, EmulatorOptions options)
{
    /// <summary>Requests a minute from one address without a valid key: below any tier (public), the number is assumed.</summary>
    private const int KeylessPerMinute = 5;

    private readonly ConcurrentDictionary<IPAddress, RateWindow> _keyless = new();
    private long _keylessRequests;

    /// <summary>Finds out who is calling.</summary>
    public Caller Identify(HttpContext http)
    {
        var (world, refusal) = Authenticate(http.Request.Headers.Upgrade.Count > 0 && http.Request.Query["api_key"].ToString() is { Length: > 0 } key
            ? "Bearer " + key // a browser cannot give a WebSocket headers (assumed)
            : http.Request.Headers.Authorization);
        var own = http.Request.Headers["X-Request-ID"].ToString();
        var id = UsableRequestId().IsMatch(own)
            ? own
            : world?.NextRequestId() ?? worlds.Ids.At("request", Interlocked.Increment(ref _keylessRequests));
        return new Caller(world, refusal, id, world?.Faults ?? worlds.Faults);
    }

    /// <summary>Counts a request in its tenant's window, or its address's when it has no tenant.</summary>
    public RateState Count(Caller caller, IPAddress? address)
    {
        if (caller.World is { } world) return world.Rate.Count(world.Clock.Now, LimitsOf(world).RequestsPerMinute ?? Unlimited);
        if (_keyless.Count > 10_000) _keyless.Clear();
        return _keyless.GetOrAdd(address ?? IPAddress.Loopback, _ => new RateWindow()).Count(worlds.Clock.Now, KeylessPerMinute);
    }

    /// <summary>The time a caller lives in.</summary>
    public DateTimeOffset NowOf(Caller caller) => caller.World?.Clock.Now ?? worlds.Clock.Now;

    /// <summary>What an unlimited tier's rate headers say (assumed).</summary>
    public const int Unlimited = 1_000_000;

    /// <summary>The limits of a tenant's tier.</summary>
    public TierLimits LimitsOf(World world) => TierLimits.Of(world.Key.Tier ?? options.Tier);

    /// <summary>True when a text has the published form of a key (public: API Keys; the greatest length is assumed).</summary>
    public static bool IsWellFormed(string key) => KeyForm().IsMatch(key);

    private (World?, ApiError?) Authenticate(string? authorization)
    {
        if (string.IsNullOrEmpty(authorization))
            return (null, ApiError.InvalidKey("Missing API key: send Authorization: Bearer scopix_…"));
        var key = authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? authorization[7..].Trim() : "";
        if (!IsWellFormed(key))
            return (null, ApiError.InvalidKey("Invalid API key: expected Bearer scopix_ followed by at least 20 characters, 8 alphanumerics first"));
        if (options.Auth == AuthMode.Strict && key != EmulatorOptions.DefaultApiKey && worlds.Find(key) is not { Key.Registered: true })
            return (null, ApiError.InvalidKey("Invalid API key"));
        var world = worlds.For(key);
        if (!world.Key.IsActive) return (null, ApiError.DeactivatedKey());
        return world.Key.ExpiresAt <= world.Clock.Now ? (null, ApiError.ExpiredKey()) : (world, null);
    }

    [GeneratedRegex(@"^scopix_[A-Za-z0-9]{8}[A-Za-z0-9_-]{12,192}\z", RegexOptions.CultureInvariant)]
    private static partial Regex KeyForm();

    [GeneratedRegex(@"^[A-Za-z0-9._:/=+-]{1,128}\z", RegexOptions.CultureInvariant)]
    private static partial Regex UsableRequestId();
}
