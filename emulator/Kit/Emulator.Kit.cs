using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;
using Scopix.Client;
using Scopix.Emulator.Coverage;
using Scopix.Emulator.Http;
using Scopix.Emulator.Seeding;

namespace Scopix.Emulator;

/// <summary>
/// The emulator in a test: what is here without a tenant is for that of <see cref="ApiKey"/>. Tests that run side by side take a
/// tenant each (<see cref="NewTenant"/>).
/// </summary>
public sealed partial class Emulator
{
    private ControlChannel? _control;
    private Tenant? _default;
    private int _tenants;

    /// <summary>Everything of the default key's tenant.</summary>
    public Tenant DefaultTenant => _default ??= new Tenant(Control, ApiKey);

    /// <summary>All tenants at once, those to come included.</summary>
    public AllTenants AllTenants => new(Control);

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

    private ControlChannel Control => _control ??= new ControlChannel(_app.Services.GetRequiredService<IServer>(), BaseAddress, Options.ControlToken);

    private EmulatorOptions Options => _app.Services.GetRequiredService<EmulatorOptions>();

    /// <summary>Starts an emulator on a free port of this machine; it answers when the task completes, and writes nothing to the console.</summary>
    /// <param name="change">Changes the options, e.g. <c>options => options with { Pipeline = PipelineMode.Instant }</c>.</param>
    /// <inheritdoc cref="StartAsync(EmulatorOptions, Action{IWebHostBuilder})" path="/exception"/>
    public static Task<Emulator> StartAsync(Func<EmulatorOptions, EmulatorOptions>? change = null) => StartAsync(OnFreePort(change));

    /// <summary>
    /// Starts an emulator without any socket: only <see cref="CreateClient"/>, <see cref="CreateHandler"/> and
    /// <see cref="CreateScopixClient"/> reach it, presigned URLs included. What a web server does itself (limits of bodies, connections
    /// that are cut) is not there.
    /// </summary>
    /// <param name="change">Changes the options.</param>
    public static Task<Emulator> StartInMemoryAsync(Func<EmulatorOptions, EmulatorOptions>? change = null) =>
        StartAsync(OnFreePort(change), host => host.UseTestServer());

    /// <summary>A tenant that nobody else has: its own files, clock, faults, stubs and journal. Registered, so that it is let in under <see cref="AuthMode.Strict"/>.</summary>
    /// <param name="tier">Its plan; null for the emulator's.</param>
    /// <remarks>Its key follows from the emulator's seed and how many there were before: the n-th is the same in each run.</remarks>
    public Tenant NewTenant(Tier? tier = null)
    {
        var key = $"scopix_{Interlocked.Increment(ref _tenants):D8}-tenant-of-seed-{Options.Seed}";
        _worlds.For(key).Remember(known => known with { Registered = true, Tier = tier });
        return new Tenant(Control, key);
    }

    /// <summary>The tenant of a key, <c>scopix_…</c> or <c>llx-…</c>.</summary>
    /// <exception cref="ArgumentException">No such key can be.</exception>
    public Tenant TenantOf(string apiKey) => Vendors.OfKey(apiKey) is null
        ? throw new ArgumentException("A key is scopix_ and at least 20 characters, 8 alphanumerics first, or llx- and at least 1.", nameof(apiKey))
        : new Tenant(Control, apiKey);

    /// <inheritdoc cref="Tenant.CreateClient"/>
    public HttpClient CreateClient() => DefaultTenant.CreateClient();

    /// <inheritdoc cref="Tenant.CreateHandler"/>
    public HttpMessageHandler CreateHandler() => Control.CreateHandler();

    /// <inheritdoc cref="Tenant.CreateScopixClient"/>
    public ScopixClient CreateScopixClient() => DefaultTenant.CreateScopixClient();

    /// <inheritdoc cref="Tenant.ResetAsync"/>
    public Task ResetAsync() => DefaultTenant.ResetAsync();

    /// <inheritdoc cref="Tenant.SeedAsync"/>
    public Task<Seeded> SeedAsync(string dataset, long? seed = null, int? count = null) => DefaultTenant.SeedAsync(dataset, seed, count);

    /// <inheritdoc cref="Tenant.CoverageAsync"/>
    public Task<CoverageShown> CoverageAsync(string? operation = null) => DefaultTenant.CoverageAsync(operation);

    private static EmulatorOptions OnFreePort(Func<EmulatorOptions, EmulatorOptions>? change)
    {
        var options = new EmulatorOptions { Port = 0 };
        return change is null ? options : change(options);
    }
}
