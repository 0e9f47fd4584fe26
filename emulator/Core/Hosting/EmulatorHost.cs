using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.TestHost;
using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Search;
using Scopix.Emulator.Api.Scopix.Uploads;
using Scopix.Emulator.Control.Faults;
using Scopix.Emulator.Control.Journal;
using Scopix.Emulator.Control.Logging;
using Scopix.Emulator.Control.Seeding;
using Scopix.Emulator.Control.Stubs;

namespace Scopix.Emulator.Hosting;

/// <summary>The composition root: opens the stores, creates the tenants, and starts the web application.</summary>
internal sealed class EmulatorHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ObjectStores _stores;
    private readonly BlurHashProvider _blurHashes;
    private readonly TlsCertificate? _certificate;
    private readonly EmulatorLog _log;
    private readonly SemanticSearch? _semantic;
    private InitWatcher? _watcher;
    private bool _isStarted;

    private EmulatorHost(WebApplication app, TenantRegistry tenants, ObjectStores stores, EmulatorLog log, TlsCertificate? certificate,
        SemanticSearch? semantic)
    {
        (_app, Tenants, _stores, _log) = (app, tenants, stores, log);
        (_certificate, _semantic) = (certificate, semantic);
        _blurHashes = app.Services.GetRequiredService<BlurHashProvider>();
    }

    /// <summary>The listening address, e.g. <c>http://127.0.0.1:8340/</c>; in memory the address of ASP.NET's TestServer.</summary>
    public Uri BaseAddress => ListeningAddress ?? GetTestServerAddress();

    public TenantRegistry Tenants { get; }

    public EmulatorLog Log => _log;

    public IServiceProvider Services => _app.Services;

    /// <summary>The dataset that was loaded at start; null for none, or when the tenant was not empty.</summary>
    public SeedResponse? LoadedDataset { get; private set; }

    public string? MissingPictures => Api.Scopix.Images.MissingPictures.Describe(Services.GetRequiredService<EmulatorOptions>());

    /// <summary>The listening address with TLS; null without it.</summary>
    public Uri? HttpsAddress => FindAddress("https://");

    public string? CertificateFile => _certificate?.File;

    private Uri? ListeningAddress => FindAddress("http://");

    /// <summary>Starts an emulator; it accepts requests when the task completes.</summary>
    /// <param name="options">The options; port 0 picks a free port.</param>
    /// <param name="host">Changes the web host, e.g. its server or its lifetime; by default it handles no signals.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="IOException">The port is in use, the address does not belong to this machine, the data folder is in use or
    /// cannot be written, or the S3 server cannot be reached or refuses the credentials.</exception>
    public static async Task<EmulatorHost> StartAsync(
        EmulatorOptions options, Action<IWebHostBuilder>? host, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (TextRecognition.FindProblem(options) is { } problem) throw new IOException(problem);
        var log = new EmulatorLog(options);
        var certificate = options.Https ? TlsCertificate.Open(options, TimeProvider.System) : null;
        var semantic = SemanticSearch.Create(options, log);
        var stores = await OpenStoresAsync(options, log);
        var schedule = new ScheduleRunner(stores.Objects, stores.Local, semantic?.Queue);
        var tenants =
            new TenantRegistry(options, TimeProvider.System, schedule.CatchUp, stores.DataFolder?.Reserve, RegisterFeatures(options));
        var application = new EmulatorApplication(options, tenants, stores, schedule, log, certificate, semantic);
        var emulator = new EmulatorHost(application.Build(host), tenants, stores, log, certificate, semantic);
        try
        {
            // datasets and init files are loaded before the first request; only with port 0 must the port be known first, for the URLs in
            // exports
            if (options.Port == 0) await emulator._app.StartAsync(cancellationToken);
            var init = StartupInit.Prepare(application.CreateInitLoader!, options);
            if (options.Dataset is not null) emulator.LoadedDataset = await emulator.LoadDatasetAsync(options, schedule, cancellationToken);
            if (init is not null) await init.ApplyAsync(emulator.GetOrigin(options), log);
            emulator.LoadedDataset ??= init?.LoadedFolder;
            if (options.Init is { } watched && options.Watch) emulator._watcher = init!.Watch(watched, log);
            if (options.Port != 0) await emulator._app.StartAsync(cancellationToken);
            emulator.LogStart(options);
            return emulator;
        }
        catch (Exception error)
        {
            await emulator.DisposeAsync();
            if (error is SocketException) throw new IOException($"Cannot listen on {DescribePorts(options)}: {error.Message}", error);
            if (error is IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException })
                throw CreatePortInUseError(options, error);
            throw;
        }
    }

    /// <summary>What slices store for each tenant. Stubs apply before faults.</summary>
    public static TenantFeatureRegistration[] RegisterFeatures(EmulatorOptions options) =>
        [StubList.Register(), FaultList.Register(options.Seed), RequestLog.Register(options.Journal, options.JournalBytes)];

    public Task WaitForShutdownAsync() => _app.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        _watcher?.Dispose();
        await _app.DisposeAsync();
        _blurHashes.Dispose();
        if (_semantic is not null) await _semantic.DisposeAsync();
        Tenants.Dispose();
        await _stores.DisposeAsync();
        _certificate?.Dispose();
        if (_isStarted) LogLine(new EventId(2, "Stopped"), "The emulator has stopped");
        await _log.DisposeAsync();
    }

    private void LogStart(EmulatorOptions options)
    {
        (_isStarted, _log.HttpsPort) = (true, HttpsAddress?.Port);
        LogLine(new EventId(1, "Started"),
            $"The emulator listens on {BaseAddress.AbsoluteUri.TrimEnd('/')}; its data is in {options.Data ?? "memory"}");
    }

    private void LogLine(EventId id, string text)
    {
        var start = _log.CreateLogger(LogCategories.Start);
        if (start.IsEnabled(LogLevel.Information)) start.Log(LogLevel.Information, id, text, null, static (text, _) => text);
    }

    private static IOException CreatePortInUseError(EmulatorOptions options, Exception error)
    {
        var (port, option) = error.Message.Contains("https://", StringComparison.Ordinal)
            ? (options.HttpsPort, "--https-port") : (options.Port, "--port");
        return new IOException($"Cannot listen on {options.Host}:{port}: the port is in use; {option} 0 selects a free port", error);
    }

    private static string DescribePorts(EmulatorOptions options) =>
        $"{options.Host}:{options.Port}" + (options.Https ? $" or {options.Host}:{options.HttpsPort}" : "");

    private Uri? FindAddress(string scheme) =>
        _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses
            .FirstOrDefault(address => address.StartsWith(scheme, StringComparison.Ordinal)) is { } address ? new Uri(address) : null;

    /// <summary>A separate method, so that ASP.NET's TestServer is loaded only when it is used.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private Uri GetTestServerAddress() => ((TestServer)_app.Services.GetRequiredService<IServer>()).BaseAddress;

    private async Task<SeedResponse?> LoadDatasetAsync(
        EmulatorOptions options, ScheduleRunner schedule, CancellationToken cancellationToken)
    {
        var tenant = Tenants.GetOrOpen(EmulatorOptions.DefaultApiKey);
        if (!tenant.Read(DatasetLoader.IsEmpty)) return null;
        return await new DatasetLoader(_stores.Objects, _stores.Local, Services.GetRequiredService<UploadProcessor>(), schedule,
                _log.CreateLogger(LogCategories.Loading), _semantic)
            .LoadAsync(tenant, options.Dataset!, options.Seed, options.Count, options.Locale, GetOrigin(options), cancellationToken);
    }

    private Uri GetOrigin(EmulatorOptions options) =>
        options.PublicUrl ?? ListeningAddress ?? new Uri($"http://{options.Host}:{options.Port}");

    private static async Task<ObjectStores> OpenStoresAsync(EmulatorOptions options, EmulatorLog log)
    {
        try
        {
            return await ObjectStores.OpenAsync(options, log);
        }
        catch (StorageUnavailableException error)
        {
            throw new IOException(error.Message, error);
        }
    }
}
