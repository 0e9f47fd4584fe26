using System.Net.Http.Headers;
using Scopix.Client;
using Scopix.Emulator.Control;
using Scopix.Emulator.Control.Coverage;
using Scopix.Emulator.Control.Credits;
using Scopix.Emulator.Control.Keys;
using Scopix.Emulator.Control.Seeding;
using Scopix.Emulator.Http;

namespace Scopix.Emulator;

/// <summary>
/// A tenant of the emulator, and everything a test decides about it. It shares nothing with others, so that tests with a tenant each
/// run side by side. Each method throws an <see cref="EmulatorException"/> when the emulator refuses.
/// </summary>
public sealed class Tenant
{
    private readonly ControlClient _control;

    internal Tenant(ControlClient control, string apiKey)
    {
        (_control, ApiKey) = (control, apiKey);
        (Clock, Faults, Stubs) = (new TenantClock(control, apiKey), new TenantFaults(control, apiKey), new TenantStubs(control, apiKey));
        (Stages, Requests, Snapshots) =
            (new TenantStages(control, apiKey), new TenantRequests(control, apiKey), new TenantSnapshots(control, apiKey));
    }

    /// <summary>The key that names it.</summary>
    public string ApiKey { get; }

    /// <summary>Where the emulator is, e.g. <c>http://127.0.0.1:8340/</c>; the API is below <c>/api/v2</c>.</summary>
    public Uri BaseAddress => _control.Address;

    /// <summary>Its time: statuses, links, uploads and limits go by it.</summary>
    public TenantClock Clock { get; }

    /// <summary>What shall go wrong.</summary>
    public TenantFaults Faults { get; }

    /// <summary>What the AI shall say.</summary>
    public TenantStubs Stubs { get; }

    /// <summary>Processing of single files: held, released, completed or failed.</summary>
    public TenantStages Stages { get; }

    /// <summary>Its journal: what was sent.</summary>
    public TenantRequests Requests { get; }

    /// <summary>Its world as it was: saved, restored, compared.</summary>
    public TenantSnapshots Snapshots { get; }

    /// <summary>
    /// A client with base address and key. It follows redirects to storage, without the key. Dispose of it, or let it go with the
    /// emulator.
    /// </summary>
    public HttpClient CreateClient()
    {
        var client = new HttpClient(new RedirectHandler(CreateHandler())) { BaseAddress = BaseAddress };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ApiKey);
        return client;
    }

    /// <summary>What sends requests to the emulator, for clients that take a handler: no key is added, no redirect followed.</summary>
    public HttpMessageHandler CreateHandler() => _control.CreateHandler();

    /// <summary>
    /// The .NET client of the API, with pauses that fit a test (20 ms); for other options make one with
    /// <see cref="CreateHandler"/>.
    /// </summary>
    public ScopixClient CreateScopixClient()
    {
        var pause = TimeSpan.FromMilliseconds(20);
        return new ScopixClient(new ScopixClientOptions
        {
            ApiKey = ApiKey,
            BaseUrl = BaseAddress,
            HttpMessageHandler = CreateHandler(),
            PollingInterval = pause,
            RetryDelay = pause,
            AllowInsecureTransport = true,
        });
    }

    /// <summary>Forgets everything: files, clock, faults, stubs, journal. Coverage and snapshots stay.</summary>
    public Task ResetAsync() => _control.SendAsync(ApiKey, HttpMethod.Post, "reset");

    /// <summary>Loads a dataset; the tenant must be empty.</summary>
    /// <param name="dataset">E.g. <c>demo</c>, <c>documents</c>, <c>edge</c>.</param>
    /// <param name="seed">What it is derived from; the emulator's seed when null.</param>
    /// <param name="count">How many files <c>scale</c> shall have, 1–2,000,000.</param>
    public Task<SeedResponse> SeedAsync(string dataset, long? seed = null, int? count = null) => _control.SendAndReadAsync(
        ApiKey, HttpMethod.Post, "seed", ControlJsonContext.Shared.SeedResponse,
        ControlClient.ToJsonContent(new SeedRequest(dataset) { Seed = seed, Count = count }, ControlJsonContext.Shared.SeedRequest));

    /// <summary>What its requests exercised of the contracts, and what they never met.</summary>
    /// <param name="operation">An operation's id or a family (<c>files.*</c>); null for all.</param>
    public Task<CoverageResponse> GetCoverageAsync(string? operation = null) => AllTenants.GetCoverageAsync(_control, ApiKey, operation);

    /// <summary>Brings a deleted file back.</summary>
    public Task RestoreFileAsync(
        string fileId) => _control.SendAsync(ApiKey, HttpMethod.Post, $"files/{Uri.EscapeDataString(fileId)}/restore");

    /// <summary>Its prepaid credits.</summary>
    public Task<CreditsResponse> GetCreditsAsync() =>
        _control.SendAndReadAsync(ApiKey, HttpMethod.Get, "credits", ControlJsonContext.Shared.CreditsResponse);

    /// <summary>Says how many prepaid credits there are, 0–1,000,000; from then on they are counted.</summary>
    public Task<CreditsResponse> SetCreditsAsync(int prepaid) => _control.SendAndReadAsync(
        ApiKey, HttpMethod.Post, "credits", ControlJsonContext.Shared.CreditsResponse,
        ControlClient.ToJsonContent(new SetCreditsRequest(prepaid), ControlJsonContext.Shared.SetCreditsRequest));

    /// <summary>Changes what is known of its key; what is null stays.</summary>
    /// <param name="tier">Its plan.</param>
    /// <param name="expiresAt">From when on it is refused, by its own clock.</param>
    /// <param name="isActive">False refuses it.</param>
    public Task<KeyResource> UpdateKeyAsync(Tier? tier = null, DateTimeOffset? expiresAt = null, bool? isActive = null)
    {
        var change = new KeyRequest(ApiKey) { Tier = tier?.ToString().ToUpperInvariant(), ExpiresAt = expiresAt, IsActive = isActive };
        return _control.SendAndReadAsync(null, HttpMethod.Post, "keys", ControlJsonContext.Shared.KeyResource,
            ControlClient.ToJsonContent(change, ControlJsonContext.Shared.KeyRequest));
    }
}
