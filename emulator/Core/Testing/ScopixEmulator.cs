using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;
using Scopix.Client;
using Scopix.Emulator.Control.Coverage;
using Scopix.Emulator.Control.OpenApi;
using Scopix.Emulator.Control.Seeding;
using Scopix.Emulator.Engine;
using Scopix.Emulator.Hosting;

namespace Scopix.Emulator;

/// <summary>
/// The emulator in a test: what is here without a tenant is for that of <see cref="ApiKey"/>. Tests that run side by side take a
/// tenant each (<see cref="NewTenant"/>).
/// </summary>
public sealed class ScopixEmulator : IAsyncDisposable
{
    private readonly EmulatorHost _host;
    private ControlClient? _controlClient;
    private Tenant? _defaultTenant;
    private int _tenantCount;

    private ScopixEmulator(EmulatorHost host) => _host = host;

    /// <summary>
    /// The address of the emulator, e.g. <c>http://127.0.0.1:8340/</c>; in memory, the address that its own handlers know.
    /// </summary>
    public Uri BaseAddress => _host.BaseAddress;

    /// <summary>An API key that works without any set-up.</summary>
    public string ApiKey => EmulatorOptions.DefaultApiKey;

    /// <summary>The services of the web host, e.g. to reach ASP.NET's TestServer.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>The dataset that was loaded at start; null for none, or when the tenant already had files.</summary>
    public SeedResponse? LoadedDataset => _host.LoadedDataset;

    /// <summary>The tenants, for tests of the emulator itself.</summary>
    internal TenantRegistry Tenants => _host.Tenants;

    /// <summary>Everything of the default key's tenant.</summary>
    public Tenant DefaultTenant => _defaultTenant ??= new Tenant(ControlClient, ApiKey);

    /// <summary>All tenants at once, those to come included.</summary>
    public AllTenants AllTenants => new(ControlClient);

    /// <inheritdoc cref="Tenant.Clock"/>
    public TenantClock Clock => DefaultTenant.Clock;

    /// <inheritdoc cref="Tenant.Faults"/>
    public TenantFaults Faults => DefaultTenant.Faults;

    /// <inheritdoc cref="Tenant.Stubs"/>
    public TenantStubs Stubs => DefaultTenant.Stubs;

    /// <inheritdoc cref="Tenant.Stages"/>
    public TenantStages Stages => DefaultTenant.Stages;

    /// <inheritdoc cref="Tenant.Requests"/>
    public TenantRequests Requests => DefaultTenant.Requests;

    /// <inheritdoc cref="Tenant.Snapshots"/>
    public TenantSnapshots Snapshots => DefaultTenant.Snapshots;

    private ControlClient ControlClient =>
        _controlClient ??= new ControlClient(_host.Services.GetRequiredService<IServer>(), BaseAddress, Options.ControlToken);

    private EmulatorOptions Options => _host.Services.GetRequiredService<EmulatorOptions>();

    /// <summary>Starts an emulator; it answers requests when the task completes.</summary>
    /// <param name="options">The options; port 0 picks a free port.</param>
    /// <param name="host">Changes the web host, e.g. its server or its lifetime. The emulator itself listens to no signals.</param>
    /// <exception cref="IOException">
    /// The port is taken, the address does not belong to this machine, the data folder is in use or cannot be written, or the S3 server
    /// cannot be reached or refuses the credentials.
    /// </exception>
    public static async Task<ScopixEmulator> StartAsync(EmulatorOptions options, Action<IWebHostBuilder>? host = null) =>
        new(await EmulatorHost.StartAsync(options, host));

    /// <summary>
    /// Starts an emulator on a free port of this machine; it answers when the task completes, and writes nothing to the console.
    /// </summary>
    /// <param name="change">Changes the options, e.g. <c>options => options with { Pipeline = PipelineMode.Instant }</c>.</param>
    /// <inheritdoc cref="StartAsync(EmulatorOptions, Action{IWebHostBuilder})" path="/exception"/>
    public static Task<ScopixEmulator> StartAsync(
        Func<EmulatorOptions, EmulatorOptions>? change = null) => StartAsync(WithFreePort(change));

    /// <summary>
    /// Starts an emulator without any socket: only <see cref="CreateClient"/>, <see cref="CreateHandler"/> and
    /// <see cref="CreateScopixClient"/> reach it, presigned URLs included. What a web server does itself (limits of bodies, connections
    /// that are cut) is not there.
    /// </summary>
    /// <param name="change">Changes the options.</param>
    public static Task<ScopixEmulator> StartInMemoryAsync(Func<EmulatorOptions, EmulatorOptions>? change = null) =>
        StartAsync(WithFreePort(change), host => host.UseTestServer());

    /// <summary>
    /// A tenant that nobody else has: its own files, clock, faults, stubs and journal. Registered, so that it is let in under
    /// <see cref="AuthMode.Strict"/>.
    /// </summary>
    /// <param name="tier">Its plan; null for the emulator's.</param>
    /// <remarks>Its key follows from the emulator's seed and how many there were before: the n-th is the same in each run.</remarks>
    public Tenant NewTenant(Tier? tier = null)
    {
        var key = $"scopix_{Interlocked.Increment(ref _tenantCount):D8}-tenant-of-seed-{Options.Seed}";
        _host.Tenants.GetOrOpen(key).SaveKeyAndClock(known => known with { Registered = true, Tier = tier });
        return new Tenant(ControlClient, key);
    }

    /// <summary>The tenant of a key, <c>scopix_…</c> or <c>llx-…</c>.</summary>
    /// <exception cref="ArgumentException">No such key can be.</exception>
    public Tenant GetTenant(string apiKey) => VendorDetector.FromKey(apiKey) is null
        ? throw new ArgumentException("A key is scopix_ and at least 20 characters, 8 alphanumerics first, or llx- and at least 1.",
            nameof(apiKey))
        : new Tenant(ControlClient, apiKey);

    /// <inheritdoc cref="Tenant.CreateClient"/>
    public HttpClient CreateClient() => DefaultTenant.CreateClient();

    /// <inheritdoc cref="Tenant.CreateHandler"/>
    public HttpMessageHandler CreateHandler() => ControlClient.CreateHandler();

    /// <inheritdoc cref="Tenant.CreateScopixClient"/>
    public ScopixClient CreateScopixClient() => DefaultTenant.CreateScopixClient();

    /// <inheritdoc cref="Tenant.ResetAsync"/>
    public Task ResetAsync() => DefaultTenant.ResetAsync();

    /// <inheritdoc cref="Tenant.SeedAsync"/>
    public Task<SeedResponse> SeedAsync(
        string dataset, long? seed = null, int? count = null) => DefaultTenant.SeedAsync(dataset, seed, count);

    /// <inheritdoc cref="Tenant.GetCoverageAsync"/>
    public Task<CoverageResponse> GetCoverageAsync(string? operation = null) => DefaultTenant.GetCoverageAsync(operation);

    /// <summary>Writes the OpenAPI 3.1 document of the API, as UTF-8 JSON.</summary>
    public static byte[] WriteOpenApi() => OpenApiGenerator.Write();

    /// <summary>Completes when the emulator has been told to stop.</summary>
    public Task WaitForShutdownAsync() => _host.WaitForShutdownAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _controlClient?.Dispose();
        await _host.DisposeAsync();
    }

    private static EmulatorOptions WithFreePort(Func<EmulatorOptions, EmulatorOptions>? change)
    {
        var options = new EmulatorOptions { Port = 0 };
        return change is null ? options : change(options);
    }
}
