using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;
using Scopix.Client;
using Scopix.Emulator.Control.Coverage;
using Scopix.Emulator.Control.Init;
using Scopix.Emulator.Control.OpenApi;
using Scopix.Emulator.Control.Seeding;
using Scopix.Emulator.Hosting;

namespace Scopix.Emulator;

/// <summary>
/// An emulator for tests. Its members without a tenant are those of the default tenant, which has the key <see cref="ApiKey"/>.
/// Tests that run in parallel use one tenant each (<see cref="NewTenant"/>).
/// </summary>
public sealed class ScopixEmulator : IAsyncDisposable
{
    private readonly EmulatorHost _host;
    private readonly ControlClient _control;
    private readonly EmulatorOptions _options;
    private int _tenantCount;
    private bool _isDisposed;

    private ScopixEmulator(EmulatorHost host)
    {
        (_host, BaseAddress, HttpsAddress) = (host, host.BaseAddress, host.HttpsAddress);
        _options = host.Services.GetRequiredService<EmulatorOptions>();
        _control = new ControlClient(host.Services.GetRequiredService<IServer>(), host.Tenants, BaseAddress, _options.ControlToken);
        (DefaultTenant, AllTenants) = (new Tenant(_control, ApiKey), new AllTenants(_control));
    }

    /// <summary>
    /// The address of the emulator, e.g. <c>http://127.0.0.1:8340/</c>; in memory, an address that only its own handlers can reach.
    /// </summary>
    public Uri BaseAddress { get; }

    /// <summary>The address with TLS, e.g. <c>https://127.0.0.1:8343/</c>; null without <see cref="EmulatorOptions.Https"/>.</summary>
    public Uri? HttpsAddress { get; }

    /// <summary>
    /// The PEM file of the certificate with which the emulator speaks TLS: clients that trust it accept the emulator. Null without
    /// <see cref="EmulatorOptions.Https"/>.
    /// </summary>
    public string? CertificateFile => _host.CertificateFile;

    /// <summary>An API key that works without any set-up.</summary>
    public string ApiKey => EmulatorOptions.DefaultApiKey;

    /// <summary>The services of the web host, e.g. to reach ASP.NET's TestServer.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>The dataset that was loaded at start; null for none, or when the tenant already had files.</summary>
    public SeedResponse? LoadedDataset => _host.LoadedDataset;

    /// <summary>
    /// The files whose smaller pictures are placeholders on this machine, and what is missing for each, as the end of a sentence; null
    /// when every picture is real, and with <see cref="EmulatorOptions.Previews"/> off.
    /// </summary>
    public string? MissingPictures => _host.MissingPictures;

    internal TenantRegistry Tenants => _host.Tenants;

    /// <summary>The tenant of the default key.</summary>
    public Tenant DefaultTenant { get; }

    /// <summary>All tenants at once, including those that are created later.</summary>
    public AllTenants AllTenants { get; }

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


    /// <summary>Starts an emulator; it accepts requests when the task completes.</summary>
    /// <param name="options">The options; port 0 picks a free port.</param>
    /// <param name="host">Changes the web host, e.g. its server or its lifetime. The emulator itself handles no signals.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="IOException">
    /// The port is taken, the address does not belong to this machine, the data folder is in use or cannot be written, or the S3 server
    /// cannot be reached or refuses the credentials.
    /// </exception>
    /// <exception cref="InvalidCertificateException">The certificate or the key of the options cannot be used.</exception>
    /// <exception cref="InitFileException">Something is wrong in <see cref="EmulatorOptions.Init"/>.</exception>
    public static async Task<ScopixEmulator> StartAsync(
        EmulatorOptions options, Action<IWebHostBuilder>? host = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return new ScopixEmulator(await EmulatorHost.StartAsync(options, host, cancellationToken));
        }
        catch (InitProblemsException error)
        {
            throw new InitFileException([.. error.Problems.Select(problem => problem.ToString())]);
        }
    }

    /// <summary>
    /// Starts an emulator on a free port of this machine; it accepts requests when the task completes, and writes nothing to the
    /// console.
    /// </summary>
    /// <param name="change">Changes the options, e.g. <c>options => options with { Pipeline = PipelineMode.Instant }</c>.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <inheritdoc cref="StartAsync(EmulatorOptions, Action{IWebHostBuilder}, CancellationToken)" path="/exception"/>
    public static Task<ScopixEmulator> StartAsync(
        Func<EmulatorOptions, EmulatorOptions>? change = null, CancellationToken cancellationToken = default) =>
        StartAsync(WithFreePort(change), null, cancellationToken);

    /// <summary>
    /// Starts an emulator without a socket: only <see cref="CreateClient"/>, <see cref="CreateHandler"/> and <see
    /// cref="CreateScopixClient"/> can reach it and its presigned URLs. The functions of a web server, such as limits of bodies and
    /// cut connections, are absent.
    /// </summary>
    /// <param name="change">Changes the options.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    public static Task<ScopixEmulator> StartInMemoryAsync(
        Func<EmulatorOptions, EmulatorOptions>? change = null, CancellationToken cancellationToken = default) =>
        StartAsync(WithFreePort(change), host => host.UseTestServer(), cancellationToken);

    /// <summary>
    /// Creates a tenant with its own files, clock, faults, stubs and journal. It is registered, so that <see
    /// cref="AuthMode.Strict"/> accepts its key.
    /// </summary>
    /// <param name="tier">The price plan; null for the emulator's.</param>
    /// <param name="logTo">
    /// Receives the log of this tenant's requests, a line at a time, as <see cref="EmulatorOptions.LogTo"/> receives that of all
    /// tenants; null for nobody.
    /// </param>
    /// <remarks>The key is derived from the emulator's seed and the number of earlier calls, so that it is the same in each
    /// run.</remarks>
    /// <exception cref="ObjectDisposedException">The emulator has ended.</exception>
    public Tenant NewTenant(Tier? tier = null, Action<string>? logTo = null)
    {
        var key = $"scopix_{Interlocked.Increment(ref _tenantCount):D8}-tenant-of-seed-{_options.Seed}";
        var state = _control.GetTenant(key);
        state.SaveKeyAndClock(known => known with { Registered = true, Tier = tier });
        if (logTo is not null) _host.Log.Listen(state.Id, logTo);
        return new Tenant(_control, key);
    }

    /// <summary>
    /// Runs a test twice without trouble, and then once for each kind of trouble at each of its calls, each time with a new tenant. The
    /// results can be the source of a theory, so that each experiment is a test case that calls <see cref="SurvivalResult.ThrowIfDefect"/>.
    /// </summary>
    /// <param name="test">Calls the code under test with the tenant; it fails by an exception.</param>
    /// <param name="faults">Categories of trouble (<see cref="TroubleCategories"/>); null for all.</param>
    /// <param name="options">How the experiments are run; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="SurvivalException">The test does not do the same twice, or calls nothing.</exception>
    public Task<IReadOnlyList<SurvivalResult>> SurviveAsync(
        Func<Tenant, Task> test, IEnumerable<string>? faults = null, SurvivalOptions? options = null,
        CancellationToken cancellationToken = default) =>
        new SurvivalRunner(this, test, options ?? new SurvivalOptions()).RunAsync(faults, cancellationToken);

    /// <summary>The tenant of a key, <c>scopix_…</c> or <c>llx-…</c>, which is created if it does not exist.</summary>
    /// <exception cref="ArgumentException">The key is malformed.</exception>
    /// <exception cref="ObjectDisposedException">The emulator has ended.</exception>
    public Tenant GetTenant(string apiKey)
    {
        _control.ThrowIfDisposed();
        return VendorDetector.FromKey(apiKey) is null
            ? throw new ArgumentException(
                "A key is scopix_ and at least 20 characters, the first 8 of them alphanumeric, or llx- and at least 1 character.",
                nameof(apiKey))
            : new Tenant(_control, apiKey);
    }

    /// <inheritdoc cref="Tenant.CreateClient"/>
    public HttpClient CreateClient() => DefaultTenant.CreateClient();

    /// <inheritdoc cref="Tenant.CreateHandler"/>
    public HttpMessageHandler CreateHandler() => _control.CreateHandler();

    /// <inheritdoc cref="Tenant.CreateScopixClient"/>
    public ScopixClient CreateScopixClient() => DefaultTenant.CreateScopixClient();

    /// <inheritdoc cref="Tenant.ResetAsync"/>
    public Task ResetAsync(CancellationToken cancellationToken = default) => DefaultTenant.ResetAsync(cancellationToken);

    /// <inheritdoc cref="Tenant.SeedAsync"/>
    public Task<SeedResponse> SeedAsync(
        string dataset, long? seed = null, int? count = null, string? locale = null, CancellationToken cancellationToken = default) =>
        DefaultTenant.SeedAsync(dataset, seed, count, locale, cancellationToken);

    /// <inheritdoc cref="Tenant.UploadAsync(string, UploadOptions, CancellationToken)"/>
    public Task<UploadResult> UploadAsync(string path, UploadOptions? options = null, CancellationToken cancellationToken = default) =>
        DefaultTenant.UploadAsync(path, options, cancellationToken);

    /// <inheritdoc cref="Tenant.UploadAsync(UploadSource, UploadOptions, CancellationToken)"/>
    public Task<UploadResult> UploadAsync(
        UploadSource source, UploadOptions? options = null, CancellationToken cancellationToken = default) =>
        DefaultTenant.UploadAsync(source, options, cancellationToken);

    /// <inheritdoc cref="Tenant.UntilIdleAsync"/>
    public Task UntilIdleAsync(TimeSpan? limit = null, CancellationToken cancellationToken = default) =>
        DefaultTenant.UntilIdleAsync(limit, cancellationToken);

    /// <inheritdoc cref="Tenant.GetCoverageAsync"/>
    public Task<CoverageResponse> GetCoverageAsync(string? operation = null, CancellationToken cancellationToken = default) =>
        DefaultTenant.GetCoverageAsync(operation, cancellationToken);

    /// <summary>Writes the OpenAPI 3.1 document of the API, as UTF-8 JSON.</summary>
    public static byte[] WriteOpenApi() => OpenApiGenerator.Write(ContractFiles.Api);

    /// <summary>Writes the OpenAPI 3.1 document of the control API, as UTF-8 JSON.</summary>
    public static byte[] WriteControlOpenApi() => OpenApiGenerator.Write(ContractFiles.Control);

    /// <summary>Writes the JSON Schema of init files (<see cref="EmulatorOptions.Init"/>), as UTF-8 JSON.</summary>
    public static byte[] WriteInitSchema() => InitApi.ReadSchema();

    /// <summary>Completes when the emulator is stopped by a signal or by its host.</summary>
    /// <param name="cancellationToken">Ends the wait; the emulator goes on.</param>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken = default)
    {
        _control.ThrowIfDisposed();
        return _host.WaitForShutdownAsync().WaitAsync(cancellationToken);
    }

    /// <summary>
    /// Stops the emulator. Afterwards its methods, and those of its tenants, throw an <see cref="ObjectDisposedException"/>, and no
    /// line of the log is written.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true)) return;
        _control.Dispose();
        await _host.DisposeAsync();
    }

    private static EmulatorOptions WithFreePort(Func<EmulatorOptions, EmulatorOptions>? change)
    {
        var options = new EmulatorOptions { Port = 0, HttpsPort = 0 };
        return change is null ? options : change(options);
    }
}
