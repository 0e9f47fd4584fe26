using System.Net.Http.Headers;
using Scopix.Client;
using Scopix.Emulator.Control;
using Scopix.Emulator.Control.Coverage;
using Scopix.Emulator.Control.Credits;
using Scopix.Emulator.Control.Keys;
using Scopix.Emulator.Control.Seeding;

namespace Scopix.Emulator;

/// <summary>
/// A tenant of the emulator. Tenants share nothing, so that tests with one tenant each can run in parallel. Each method throws an
/// <see cref="EmulatorException"/> when the emulator refuses.
/// </summary>
public sealed class Tenant
{
    private readonly ControlClient _control;

    internal Tenant(ControlClient control, string apiKey)
    {
        (_control, ApiKey) = (control, apiKey);
        (Clock, Faults, Stubs) = (new TenantClock(control, apiKey), new TenantFaults(control, apiKey), new TenantStubs(control, apiKey));
        (Stages, Requests, Snapshots, Survival) = (new TenantStages(control, apiKey), new TenantRequests(control, apiKey),
            new TenantSnapshots(control, apiKey), new TenantSurvival(control, apiKey));
    }

    /// <summary>The API key of the tenant.</summary>
    public string ApiKey { get; }

    /// <summary>The address of the emulator, e.g. <c>http://127.0.0.1:8340/</c>; the API is below <c>/api/v2</c>.</summary>
    public Uri BaseAddress => _control.Address;

    /// <summary>
    /// The address and the key as the connection string that <c>AddScopixClient</c> reads: <c>Endpoint=http://127.0.0.1:8340/;Key=…</c>.
    /// </summary>
    public string ConnectionString => $"Endpoint={BaseAddress};Key={ApiKey}";

    /// <summary>The tenant's clock, which determines processing, presigned URLs, uploads and limits.</summary>
    public TenantClock Clock { get; }

    /// <summary>The failures that the test sets.</summary>
    public TenantFaults Faults { get; }

    /// <summary>The AI results that the test sets.</summary>
    public TenantStubs Stubs { get; }

    /// <summary>The processing of single files: hold, release, complete or fail a stage.</summary>
    public TenantStages Stages { get; }

    /// <summary>The journal of the tenant's requests.</summary>
    public TenantRequests Requests { get; }

    /// <summary>Saved copies of the tenant, to restore, compare or branch.</summary>
    public TenantSnapshots Snapshots { get; }

    /// <summary>Experiments that show which trouble a client survives.</summary>
    public TenantSurvival Survival { get; }

    /// <summary>
    /// Creates a client with base address and key. It follows redirects to storage, without the key. The caller disposes of it.
    /// </summary>
    public HttpClient CreateClient()
    {
        var client = new HttpClient(new RedirectHandler(CreateHandler())) { BaseAddress = BaseAddress };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ApiKey);
        return client;
    }

    /// <summary>
    /// Creates a handler that sends requests to the emulator, for clients that accept one. It adds no key and follows no redirects.
    /// </summary>
    public HttpMessageHandler CreateHandler() => _control.CreateHandler();

    /// <summary>
    /// Creates the .NET client of the API with delays that suit a test (20 ms). For other options create one with <see
    /// cref="CreateHandler"/>.
    /// </summary>
    public ScopixClient CreateScopixClient() => CreateApiClient(maxRetries: 3);

    /// <summary>Uploads a file, once: what is refused is not sent again.</summary>
    /// <param name="path">The path of the file; its name is that of the upload.</param>
    /// <param name="options">The title, tags and more; null for the defaults of the API.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The result; <see cref="UploadResult.ImageId"/> is the file's id.</returns>
    /// <exception cref="ScopixException">The API refuses the upload.</exception>
    /// <exception cref="UploadSourceException">The file cannot be read.</exception>
    public Task<UploadResult> UploadAsync(string path, UploadOptions? options = null, CancellationToken cancellationToken = default) =>
        UploadAsync(UploadSource.FromFile(path), options, cancellationToken);

    /// <summary>Uploads bytes or a stream: <c>UploadSource.FromBytes(bytes, "leak.jpg")</c>.</summary>
    /// <inheritdoc cref="UploadAsync(string, UploadOptions, CancellationToken)"/>
    /// <param name="source">The source.</param>
    /// <param name="options">The title, tags and more; null for the defaults of the API.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<UploadResult> UploadAsync(
        UploadSource source, UploadOptions? options = null, CancellationToken cancellationToken = default) =>
        _control.UseAsync(async () =>
        {
            using var client = CreateApiClient(maxRetries: 0);
            return await client.Files.UploadAsync(source, options, cancellationToken);
        }, cancellationToken);

    /// <summary>
    /// Waits until nothing of the tenant is processed: every stage of its files, which are also its jobs and analyses, and every export
    /// of its history has ended, with success or not.
    /// </summary>
    /// <param name="limit">How long to wait in real time; null for 30 seconds.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="NotIdleException">
    /// Something has not ended within the limit, for example because it is held; or, at once, the clock is frozen, since then nothing
    /// ends before it is advanced.
    /// </exception>
    public Task UntilIdleAsync(TimeSpan? limit = null, CancellationToken cancellationToken = default) =>
        _control.UseAsync(
            () => IdleWait.RunAsync(() => _control.GetTenant(ApiKey), limit ?? TimeSpan.FromSeconds(30), cancellationToken),
            cancellationToken);

    /// <summary>Resets the tenant: files, clock, faults, stubs and journal. Coverage and snapshots stay.</summary>
    public Task ResetAsync(CancellationToken cancellationToken = default) =>
        _control.SendAsync(ApiKey, HttpMethod.Post, "reset", cancellationToken);

    /// <summary>Loads a dataset; the tenant must be empty.</summary>
    /// <param name="dataset">The name of a dataset, e.g. <c>demo</c> (<see cref="DatasetNames"/>).</param>
    /// <param name="seed">The number from which the dataset is derived; null for the emulator's seed.</param>
    /// <param name="count">The number of files of <c>scale</c>, 1–2,000,000; null for 10,000.</param>
    /// <param name="locale">The language of documents, names, folders and projects: <c>en</c>, <c>de</c>, <c>es</c> or <c>ja</c>; null for
    /// English.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<SeedResponse> SeedAsync(
        string dataset, long? seed = null, int? count = null, string? locale = null, CancellationToken cancellationToken = default) =>
        _control.SendAndReadAsync(
        ApiKey, HttpMethod.Post, "seed", ControlJsonContext.Shared.SeedResponse,
        ControlClient.ToJsonContent(new SeedRequest(dataset) { Seed = seed, Count = count, Locale = locale },
            ControlJsonContext.Shared.SeedRequest),
        cancellationToken);

    /// <summary>What the tenant's requests have exercised of the contracts, and what is missing.</summary>
    /// <param name="operation">An operation's id (<c>files.list</c>) or a family (<c>files.*</c>); null for all operations.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<CoverageResponse> GetCoverageAsync(string? operation = null, CancellationToken cancellationToken = default) =>
        AllTenants.GetCoverageAsync(_control, ApiKey, operation, cancellationToken);

    /// <summary>Restores a deleted file.</summary>
    /// <param name="fileId">The file's id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task RestoreFileAsync(string fileId, CancellationToken cancellationToken = default) =>
        _control.SendAsync(ApiKey, HttpMethod.Post, $"files/{Uri.EscapeDataString(fileId)}/restore", cancellationToken);

    /// <summary>The tenant's prepaid credits, and the credits that are reserved.</summary>
    public Task<CreditsResponse> GetCreditsAsync(CancellationToken cancellationToken = default) =>
        _control.SendAndReadAsync(ApiKey, HttpMethod.Get, "credits", ControlJsonContext.Shared.CreditsResponse, cancellationToken);

    /// <summary>Sets the prepaid credits, which are counted from then on.</summary>
    /// <param name="prepaid">The credits, 0–1,000,000.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<CreditsResponse> SetCreditsAsync(int prepaid, CancellationToken cancellationToken = default) => _control.SendAndReadAsync(
        ApiKey, HttpMethod.Post, "credits", ControlJsonContext.Shared.CreditsResponse,
        ControlClient.ToJsonContent(new SetCreditsRequest(prepaid), ControlJsonContext.Shared.SetCreditsRequest), cancellationToken);

    /// <summary>Changes the tenant's key; a null argument changes nothing.</summary>
    /// <param name="tier">The price plan.</param>
    /// <param name="expiresAt">The time, by the tenant's clock, from which the key is refused.</param>
    /// <param name="isActive">False to refuse the key.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<KeyResource> UpdateKeyAsync(
        Tier? tier = null, DateTimeOffset? expiresAt = null, bool? isActive = null, CancellationToken cancellationToken = default)
    {
        var change = new KeyRequest(ApiKey) { Tier = tier?.ToString().ToUpperInvariant(), ExpiresAt = expiresAt, IsActive = isActive };
        return _control.SendAndReadAsync(null, HttpMethod.Post, "keys", ControlJsonContext.Shared.KeyResource,
            ControlClient.ToJsonContent(change, ControlJsonContext.Shared.KeyRequest), cancellationToken);
    }

    private ScopixClient CreateApiClient(int maxRetries)
    {
        var delay = TimeSpan.FromMilliseconds(20);
        return new ScopixClient(new ScopixClientOptions
        {
            MaxRetries = maxRetries,
            ApiKey = ApiKey,
            BaseUrl = BaseAddress,
            HttpMessageHandler = CreateHandler(),
            PollingInterval = delay,
            RetryDelay = delay,
            AllowInsecureTransport = true,
        });
    }
}
