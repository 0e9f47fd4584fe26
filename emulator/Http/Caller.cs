using System.Collections.Concurrent;
using System.Net;
using Scopix.Emulator.Faults;
using Scopix.Emulator.Journal;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Http;

/// <summary>Who sends a request: a tenant, or nobody and why.</summary>
/// <param name="World">The tenant; null when the key is missing or refused.</param>
/// <param name="Refusal">Why there is no tenant.</param>
/// <param name="RequestId">The request's id: the client's own, or the tenant's next.</param>
/// <param name="Faults">What was set to go wrong for this caller.</param>
public sealed record Caller(World? World, ApiError? Refusal, string RequestId, FaultList Faults)
{
    /// <summary>The request's place in the journal; null when it is not recorded.</summary>
    public JournalEntry? Entry { get; set; }
}

/// <summary>Reads <c>Authorization: Bearer …</c> and finds the tenant.</summary>
public sealed class Callers(Worlds worlds, EmulatorOptions options)
{
    /// <summary>Requests a minute from one address without a valid key: below any tier (public), the number is assumed.</summary>
    private const int KeylessPerMinute = 5;

    private readonly ConcurrentDictionary<IPAddress, RateWindow> _keyless = new();
    private long _keylessRequests;

    /// <summary>Finds out who is calling.</summary>
    public Caller Identify(HttpContext http)
    {
        var (world, refusal) = Meet(Vendors.Of(http.Request.Path), http.Request.Headers.Upgrade.Count > 0 && http.Request.Query["api_key"].ToString() is { Length: > 0 } key
            ? "Bearer " + key // a browser cannot give a WebSocket headers (assumed)
            : http.Request.Headers.Authorization);
        var own = http.Request.Headers["X-Request-ID"].ToString();
        var id = IsUsable(own)
            ? own
            : world?.NextRequestId() ?? worlds.Ids.At("request", Interlocked.Increment(ref _keylessRequests));
        return new Caller(world, refusal, id, world?.Faults ?? worlds.Faults);
    }

    /// <summary>LlamaCloud's free plan: 20 requests a minute (public: its rate limits); the others have no number.</summary>
    public RateState CountLlama(World world) => world.Rate.Count(world.Clock.Now, (world.Key.Tier ?? options.Tier) == Tier.Free ? 20 : Unlimited);

    /// <summary>Counts a request in its tenant's window, or its address's when it has no tenant.</summary>
    public RateState Count(Caller caller, IPAddress? address)
    {
        if (caller.World is { } world) return world.Rate.Count(world.Clock.Now, LimitsOf(world).RequestsPerMinute ?? Unlimited);
        if (_keyless.Count > 10_000) _keyless.Clear();
        return _keyless.GetOrAdd(address ?? IPAddress.Loopback, _ => new RateWindow()).Count(worlds.Clock.Now, KeylessPerMinute);
    }

    /// <summary>The time a caller lives in.</summary>
    public DateTimeOffset NowOf(Caller caller) => caller.World?.Clock.Now ?? worlds.Clock.Now;

    /// <summary>Where a caller's requests are recorded.</summary>
    public RequestLog LogOf(Caller caller) => caller.World?.Journal ?? worlds.Journal;

    /// <summary>What an unlimited tier's rate headers say (assumed).</summary>
    public const int Unlimited = 1_000_000;

    /// <summary>The limits of a tenant's tier.</summary>
    public TierLimits LimitsOf(World world) => TierLimits.Of(world.Key.Tier ?? options.Tier);

    /// <summary>A tenant whose database cannot be opened is refused like one whose key is; it is tried again at the next request.</summary>
    private (World?, ApiError?) Meet(Vendor? vendor, string? authorization)
    {
        try
        {
            return Authenticate(vendor, authorization);
        }
        catch (Exception error) when (DiskFailures.Of(error) is { } reason)
        {
            return (null, ApiError.DiskUnavailable(reason));
        }
        catch (ApiError damaged)
        {
            return (null, damaged);
        }
    }

    /// <summary>A key of the path's vendor; of any vendor where the path has none.</summary>
    private (World?, ApiError?) Authenticate(Vendor? vendor, string? authorization)
    {
        var llama = vendor == Vendor.LlamaCloud;
        if (string.IsNullOrEmpty(authorization))
            return (null, ApiError.InvalidKey(llama ? "Not authenticated" : "Missing API key: send Authorization: Bearer scopix_…"));
        var key = authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? authorization[7..].Trim() : "";
        if (Vendors.OfKey(key) is not { } owner || (vendor ?? owner) != owner)
            return (null, ApiError.InvalidKey(llama
                ? key.Length == 0 ? "Not authenticated" : "Invalid token format"
                : "Invalid API key: expected Bearer scopix_ followed by at least 20 characters, 8 alphanumerics first"));
        if (options.Auth == AuthMode.Strict && key != EmulatorOptions.DefaultApiKey && worlds.Find(key) is not { Key.Registered: true })
            return (null, ApiError.InvalidKey(llama ? "Invalid API Key" : "Invalid API key"));
        var world = worlds.For(key);
        if (world.Key.IsActive && !(world.Key.ExpiresAt <= world.Clock.Now)) return (world, null);
        return (null, llama ? ApiError.InvalidKey("Invalid API Key") : world.Key.IsActive ? ApiError.ExpiredKey() : ApiError.DeactivatedKey());
    }

    private static bool IsUsable(string requestId) =>
        requestId.Length is >= 1 and <= 128 && requestId.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or ':' or '/' or '=' or '+' or '-');
}
