using System.Net;
using Scopix.Emulator.Api.Scopix.DirectUploads;
using Scopix.Emulator.Api.Scopix.Documents;
using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Images;
using Scopix.Emulator.Api.Scopix.Search;
using Scopix.Emulator.Api.Scopix.Uploads;
using Scopix.Emulator.Control.Dashboard;
using Scopix.Emulator.Control.Faults;
using Scopix.Emulator.Control.Hints;
using Scopix.Emulator.Control.Init;
using Scopix.Emulator.Control.Journal;
using Scopix.Emulator.Control.Logging;
using Scopix.Emulator.Control.Server;
using Scopix.Emulator.Http.Hooks;

namespace Scopix.Emulator.Hosting;

/// <summary>Builds the web application: the server, the middleware, and the routes.</summary>
internal sealed class EmulatorApplication(
    EmulatorOptions options, TenantRegistry tenants, ObjectStores stores, ScheduleRunner schedule, EmulatorLog log,
    TlsCertificate? certificate, SemanticSearch? semantic)
{
    /// <summary>Creates a reader of init files; set by <see cref="Build"/>.</summary>
    public Func<InitLoader>? CreateInitLoader { get; private set; }

    public WebApplication Build(Action<IWebHostBuilder>? host)
    {
        // the other builders read the settings of the surrounding program, such as its URLs
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(options).AddSingleton<IHostLifetime, EmbeddedHostLifetime>().AddRoutingCore();
        builder.Services.AddSingleton<ILoggerFactory>(log);
        // a running upload does not delay the stop
        builder.Services.Configure<HostOptions>(stop => stop.ShutdownTimeout = TimeSpan.FromSeconds(2));
        builder.Services.AddCors();
        AddUploadProcessing(builder.Services);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null; // each operation has its own limit, enforced as its body is read
            kestrel.Limits.MaxRequestLineSize = 64 * 1024; // 500 ids in a query are 20 KB
            var address = options.Host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(options.Host);
            kestrel.Listen(address, options.Port);
            if (certificate is not null) kestrel.ListenWithTls(address, options.HttpsPort, certificate);
        });
        host?.Invoke(builder.WebHost);
        builder.Services.AddClosedOptions();
        var app = builder.Build();
        log.AddProviders(app.Services.GetServices<ILoggerProvider>());
        var authenticator = new Authenticator(tenants, options, http => DashboardRequests.FindSelectedTenant(http, options));
        var variants = new VariantGenerator(
            tenants, stores.Objects, stores.Local, options, CreateLogger<VariantGenerator>(app.Services));
        UseMiddleware(app, authenticator);
        new ApiRoutes(app, options, tenants, stores, schedule, authenticator, variants, semantic).Map();
        CreateInitLoader = new ControlRoutes(app, options, tenants, stores, schedule, certificate?.ExportPem(), semantic).Map();
        MapStorage(app, variants);
        return app;
    }

    private void AddUploadProcessing(IServiceCollection services) => services
        .AddSingleton(provider => new BlurHashProvider(
            stores.Objects, stores.Local, options, CreateLogger<BlurHashProvider>(provider)))
        .AddSingleton(provider => new DocumentProcessor(
            stores.Objects, FairReaderLimiter.CreateForThisMachine(), TimeProvider.System,
            CreateLogger<DocumentProcessor>(provider)))
        .AddSingleton(provider => new UploadProcessor(
            stores.Objects, stores.Local, provider.GetRequiredService<DocumentProcessor>(), options,
            CreateLogger<UploadProcessor>(provider), semantic?.Queue));

    private static ILogger<T> CreateLogger<T>(IServiceProvider services) => services.GetRequiredService<ILoggerFactory>().CreateLogger<T>();

    private void UseMiddleware(WebApplication app, Authenticator authenticator)
    {
        var middleware = new ApiMiddleware(authenticator,
            new RequestHooks(
                DashboardRequests.IsFromDashboard, new JournalHook(tenants), new UnknownInputHook(options),
                new HintHook(() => RouteHints.FromEndpoints(app.Services.GetRequiredService<EndpointDataSource>().Endpoints), options),
                new FaultHook(tenants)),
            options, CreateLogger<ApiMiddleware>(app.Services));
        if (options.Log != LogMode.Off)
        {
            var requestLog = new RequestLogMiddleware(log.CreateLogger(LogCategories.Requests), tenants, options.Log);
            app.Use(next => http => requestLog.InvokeAsync(http, next));
        }
        app.Use(next => http =>
        {
            // preflights and refused storage requests get no later date
            http.Response.Headers.Date = HttpDate.Format(tenants.DefaultClock.Now);
            return next(http);
        });
        CrossOriginAccess.Allow(app);
        app.UseWhen(WebSocketHandshake.IsHandshake, sockets => sockets.UseWebSockets());
        app.UseWhen(http => !http.Request.Path.StartsWithSegments("/_s3"),
            api => api.Use(next => http => middleware.InvokeAsync(http, next)));
        app.UseWhen(http => http.Request.Path.StartsWithSegments("/_s3"),
            s3 => s3.Use(next => http => StorageJournalMiddleware.InvokeAsync(http, tenants, next)));
        app.UseRouting();
        app.UseControlGuard(options);
    }

    private void MapStorage(WebApplication app, VariantGenerator variants)
    {
        stores.Local.FindExpectedSize = (account, hash) =>
            tenants.FindByAccessKey(account.AccessKeyId)?.Read(transaction => FileStore.FindSizeByHash(transaction, hash));
        app.MapEmbeddedS3(stores.Local, new S3EndpointOptions
        {
            FindAccount = key => tenants.FindByAccessKey(key)?.Storage,
            AcceptsUploads = stores.Objects == stores.Local,
            RejectsAuthorization = options.StorageAuth == StorageAuth.S3,
            CreateMissingAsync = variants.GetOrCreateAsync,
            IsExpectedUpload = (account, key) =>
                tenants.FindByAccessKey(account.AccessKeyId)?.Read(transaction => IntentStore.IsAwaitingUpload(transaction, key)) == true,
        });
    }
}
