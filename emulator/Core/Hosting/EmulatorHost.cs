using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.TestHost;
using Scopix.Emulator.Api.LlamaCloud;
using Scopix.Emulator.Api.Scopix.Data;
using Scopix.Emulator.Api.Scopix.DirectUploads;
using Scopix.Emulator.Api.Scopix.Documents;
using Scopix.Emulator.Api.Scopix.Exports;
using Scopix.Emulator.Api.Scopix.Extractions;
using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Folders;
using Scopix.Emulator.Api.Scopix.Images;
using Scopix.Emulator.Api.Scopix.Jobs;
using Scopix.Emulator.Api.Scopix.Links;
using Scopix.Emulator.Api.Scopix.Projects;
using Scopix.Emulator.Api.Scopix.Quota;
using Scopix.Emulator.Api.Scopix.Search;
using Scopix.Emulator.Api.Scopix.Sessions;
using Scopix.Emulator.Api.Scopix.Telemetry;
using Scopix.Emulator.Api.Scopix.Uploads;
using Scopix.Emulator.Api.Scopix.Videos;
using Scopix.Emulator.Control.Clock;
using Scopix.Emulator.Control.Coverage;
using Scopix.Emulator.Control.Credits;
using Scopix.Emulator.Control.Dashboard;
using Scopix.Emulator.Control.Faults;
using Scopix.Emulator.Control.Journal;
using Scopix.Emulator.Control.Keys;
using Scopix.Emulator.Control.OpenApi;
using Scopix.Emulator.Control.Seeding;
using Scopix.Emulator.Control.Server;
using Scopix.Emulator.Control.Snapshots;
using Scopix.Emulator.Control.Stages;
using Scopix.Emulator.Control.Stubs;
using Scopix.Emulator.Engine;
using Scopix.Emulator.Http;
using Scopix.Emulator.Http.Hooks;
using Scopix.Storage;

namespace Scopix.Emulator.Hosting;

/// <summary>The composition root: opens the stores, builds the web application and maps every slice. It alone knows all rooms.</summary>
internal sealed class EmulatorHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ObjectStores _stores;
    private readonly BlurHashProvider _blurHashes;

    private EmulatorHost(WebApplication app, TenantRegistry tenants, ObjectStores stores, BlurHashProvider blurHashes) =>
        (_app, Tenants, _stores, _blurHashes) = (app, tenants, stores, blurHashes);

    /// <summary>Where it listens, e.g. <c>http://127.0.0.1:8340/</c>; in memory the name that its own handlers know.</summary>
    public Uri BaseAddress => ListeningAddress ?? GetTestServerAddress();

    private Uri? ListeningAddress =>
        _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } address
            ? new Uri(address) : null;

    /// <summary>A method of its own, so that ASP.NET's TestServer is loaded only when it is there.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private Uri GetTestServerAddress() => ((TestServer)_app.Services.GetRequiredService<IServer>()).BaseAddress;

    /// <summary>The tenants.</summary>
    public TenantRegistry Tenants { get; }

    /// <summary>The web host's services, e.g. to reach ASP.NET's TestServer.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>The dataset that was loaded before it listened; null for none, or when the tenant had something already.</summary>
    public SeedResponse? LoadedDataset { get; private set; }

    /// <summary>Starts an emulator; it answers when the task completes.</summary>
    /// <param name="options">What it shall be like; its port is <see cref="EmulatorOptions.Port"/>, 0 for a free one.</param>
    /// <param name="host">Changes the web host, e.g. its server or its lifetime: it listens to no signals by itself.</param>
    /// <exception cref="IOException">The port is taken, the address is not this machine's, or the data folder is in use or cannot
    /// be written.</exception>
    /// <exception cref="IOException">The S3 server cannot be reached, or refuses the credentials.</exception>
    public static async Task<EmulatorHost> StartAsync(EmulatorOptions options, Action<IWebHostBuilder>? host)
    {
        var stores = await OpenStoresAsync(options);
        var schedule = new ScheduleRunner(stores.Objects, stores.Local);
        var tenants =
            new TenantRegistry(options, TimeProvider.System, schedule.CatchUp, stores.DataFolder?.Reserve, RegisterFeatures(options));
        var app = BuildApplication(options, tenants, stores, schedule, host);
        var emulator = new EmulatorHost(app, tenants, stores, app.Services.GetRequiredService<BlurHashProvider>());
        try
        {
            // nobody knows the port until this returns, but a dataset's exports have it in their URLs
            if (options.Port == 0) await app.StartAsync();
            if (options.Dataset is not null)
                emulator.LoadedDataset = await LoadDatasetAsync(options, tenants, stores,
                    app.Services.GetRequiredService<UploadProcessor>(), schedule, emulator.ListeningAddress);
            if (options.Port != 0) await app.StartAsync();
            return emulator;
        }
        catch (Exception error)
        {
            await emulator.DisposeAsync();
            if (error is SocketException) throw new IOException($"Cannot listen on {options.Host}:{options.Port}: {error.Message}", error);
            throw;
        }
    }

    /// <summary>What slices keep for each tenant. Stubs decide before faults do.</summary>
    public static TenantFeatureRegistration[] RegisterFeatures(EmulatorOptions options) =>
        [StubList.Register(), FaultList.Register(options.Seed), RequestLog.Register(options.Journal, options.JournalBytes)];

    private static async Task<ObjectStores> OpenStoresAsync(EmulatorOptions options)
    {
        try
        {
            return await ObjectStores.OpenAsync(options);
        }
        catch (StorageUnavailableException error)
        {
            throw new IOException(error.Message, error);
        }
    }

    /// <summary>Completes when the emulator has been told to stop.</summary>
    public Task WaitForShutdownAsync() => _app.WaitForShutdownAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _blurHashes.Dispose();
        Tenants.Dispose();
        await _stores.DisposeAsync();
    }

    private static async Task<SeedResponse?> LoadDatasetAsync(
        EmulatorOptions options, TenantRegistry tenants, ObjectStores stores, UploadProcessor uploadProcessor, ScheduleRunner schedule,
        Uri? listening)
    {
        var tenant = tenants.GetOrOpen(EmulatorOptions.DefaultApiKey);
        if (!tenant.Read(DatasetLoader.IsEmpty)) return null;
        var origin = options.PublicUrl ?? listening ?? new Uri($"http://{options.Host}:{options.Port}");
        return await new DatasetLoader(stores.Objects, stores.Local, uploadProcessor, schedule)
            .LoadAsync(tenant, options.Dataset!, options.Seed, options.Count, origin, CancellationToken.None);
    }

    private static void AddUploadProcessing(IServiceCollection services, EmulatorOptions options, ObjectStores stores) => services
        .AddSingleton(
            given => new BlurHashProvider(stores.Objects, stores.Local, options, given.GetRequiredService<ILogger<BlurHashProvider>>()))
        .AddSingleton(given => new DocumentProcessor(
            stores.Objects, FairReaderLimiter.CreateForThisMachine(), TimeProvider.System,
            given.GetRequiredService<ILogger<DocumentProcessor>>()))
        .AddSingleton(given => new UploadProcessor(
            stores.Objects, stores.Local, given.GetRequiredService<DocumentProcessor>(), options,
            given.GetRequiredService<ILogger<UploadProcessor>>()));

    private static WebApplication BuildApplication(
        EmulatorOptions options, TenantRegistry tenants, ObjectStores stores, ScheduleRunner schedule, Action<IWebHostBuilder>? host)
    {
        // others would read the settings of the program we live in, its URLs among them
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
        // a failed start is thrown to whoever started it
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Services.AddSingleton(options).AddSingleton<IHostLifetime, EmbeddedHostLifetime>().AddRoutingCore();
        // an upload under way does not hold up a stop
        builder.Services.Configure<HostOptions>(stop => stop.ShutdownTimeout = TimeSpan.FromSeconds(2));
        builder.Services.AddCors();
        AddUploadProcessing(builder.Services, options, stores);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null; // each operation has its own limit, enforced as its body is read
            kestrel.Limits.MaxRequestLineSize = 64 * 1024; // 500 ids in a query are 20 KB
            kestrel.Listen(options.Host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(options.Host), options.Port);
        });
        host?.Invoke(builder.WebHost);
        var app = builder.Build();
        MapEndpoints(app, options, tenants, stores, schedule, app.Services.GetRequiredService<BlurHashProvider>());
        return app;
    }

    private static void MapEndpoints(WebApplication app, EmulatorOptions options, TenantRegistry tenants, ObjectStores stores,
        ScheduleRunner schedule, BlurHashProvider blurHashes)
    {
        stores.Local.FindExpectedSize = (account, hash) =>
            tenants.FindByAccessKey(account.AccessKeyId)?.Read(transaction => FileStore.FindSizeByHash(transaction, hash));
        var pictures = new VariantGenerator(tenants, stores.Objects, stores.Local, options);
        var authenticator = new Authenticator(tenants, options);
        var middleware = new ApiMiddleware(authenticator,
            new RequestHooks(DashboardRequests.IsFromDashboard, new JournalHook(tenants), new FaultHook(tenants)), options,
            app.Services.GetRequiredService<ILogger<ApiMiddleware>>());
        app.Use(next => http =>
        {
            http.Response.Headers.Date = HttpDate.Format(tenants.DefaultClock.Now); // preflights and refusals of storage have no other
            return next(http);
        });
        CrossOriginAccess.Allow(app);
        app.UseWebSockets();
        app.UseWhen(http => !http.Request.Path.StartsWithSegments("/_s3"),
            api => api.Use(next => http => middleware.InvokeAsync(http, next)));
        app.UseWhen(http => http.Request.Path.StartsWithSegments("/_s3"),
            s3 => s3.Use(next => http => StorageJournalMiddleware.InvokeAsync(http, tenants, next)));
        app.UseRouting();
        app.UseControlGuard(options);
        var api = app.MapGroup("/api/v2");
        var uploadProcessor = app.Services.GetRequiredService<UploadProcessor>();
        MapApi(api, options, tenants, stores.Objects, stores.Local, uploadProcessor, blurHashes, authenticator);
        new ImagesApi(stores.Objects, stores.Local, pictures, schedule, options).Map(api);
        new SimilarImagesApi(stores.Objects, stores.Local, blurHashes).Map(api);
        new SessionChannel(app.Lifetime, new DirectUploadProgress(stores.Objects)).Map(api);
        new LlamaFilesApi(stores.Objects, options).Map(app.MapGroup("/api/v1"));
        MapControl(app.MapGroup("/_emulator"), options, tenants, stores, uploadProcessor, schedule);
        app.MapEmbeddedS3(stores.Local, new S3EndpointOptions
        {
            FindAccount = key => tenants.FindByAccessKey(key)?.Storage,
            AcceptsUploads = stores.Objects == stores.Local,
            RejectsAuthorization = options.StorageAuth == StorageAuth.S3,
            CreateMissingAsync = pictures.GetOrCreateAsync,
            IsExpectedUpload = (account, key) =>
                tenants.FindByAccessKey(account.AccessKeyId)?.Read(transaction => IntentStore.IsAwaitingUpload(transaction, key)) == true,
        });
    }

    private static void MapApi(
        RouteGroupBuilder api, EmulatorOptions options, TenantRegistry tenants, IObjectStore store, EmbeddedStore local,
        UploadProcessor uploadProcessor, BlurHashProvider blurHashes,
        Authenticator authenticator)
    {
        new UploadsApi(store, uploadProcessor, authenticator, options).Map(api);
        new BatchUploadApi(store, uploadProcessor, authenticator, options).Map(api);
        var completion = new DirectUploadCompletion(store, local, uploadProcessor, authenticator, options);
        new DirectUploadsApi(store, completion).Map(api);
        new FilesApi(store, local, blurHashes).Map(api);
        ExtractionsApi.Map(api);
        new FoldersApi(store, local).Map(api);
        ProjectsApi.Map(api);
        new SessionsApi(store, local, completion).Map(api);
        new QuotaApi(authenticator).Map(api);
        DuplicatesApi.Map(api);
        new DocumentsApi(store).Map(api);
        SearchApi.Map(api);
        new JobsApi(store, uploadProcessor, authenticator, options).Map(api);
        var exports = new ExportWriter(store);
        new ExportsApi(store, exports).Map(api);
        new DataApi(store, local, exports, options).Map(api);
        new VideosApi(store, local).Map(api);
        new LinksApi(options).Map(api);
        new TelemetryApi(tenants).Map(api);
    }

    private static void MapControl(
        RouteGroupBuilder control, EmulatorOptions options, TenantRegistry tenants, ObjectStores stores, UploadProcessor uploadProcessor,
        ScheduleRunner schedule)
    {
        var snapshotStore = new SnapshotStore(tenants, stores.Objects, stores.Local);
        new ControlApi(tenants, stores.Objects, stores.Local, snapshotStore, options).Map(control);
        new SnapshotsApi(tenants, stores.Objects, stores.Local, snapshotStore).Map(control);
        new ClockApi(tenants).Map(control);
        new KeysApi(tenants, options).Map(control);
        new FaultsApi(tenants).Map(control);
        new StubsApi(tenants).Map(control);
        new FileControlApi(schedule).Map(control);
        new RequestsApi(tenants).Map(control);
        new CoverageApi(tenants).Map(control);
        DataControlApi.Map(control);
        CreditsApi.Map(control);
        OpenApiApi.Map(control);
        new DashboardApi(options).Map(control);
        var loader = new DatasetLoader(stores.Objects, stores.Local, uploadProcessor, schedule);
        var llama = new LlamaDatasetLoader(stores.Objects);
        new SeedApi(vendor => vendor == Vendor.LlamaCloud ? LoadLlama : loader.LoadAsync, options).Map(control);
        new LinksApi(options).MapControl(control);

        async Task<SeedResponse> LoadLlama(TenantState tenant, string name, long seed, int? count, Uri origin, CancellationToken cancel)
        {
            var loaded = await llama.LoadAsync(tenant, name, seed, count, cancel);
            return new SeedResponse(name, seed, loaded.Files, 0, loaded.Projects, 0, 0, loaded.Bytes);
        }
    }
}
