using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.TestHost;
using Scopix.Emulator.Control;
using Scopix.Emulator.Coverage;
using Scopix.Emulator.Dashboard;
using Scopix.Emulator.Data;
using Scopix.Emulator.DirectUploads;
using Scopix.Emulator.Documents;
using Scopix.Emulator.Exports;
using Scopix.Emulator.Extractions;
using Scopix.Emulator.Faults;
using Scopix.Emulator.Files;
using Scopix.Emulator.Folders;
using Scopix.Emulator.Http;
using Scopix.Emulator.Images;
using Scopix.Emulator.Jobs;
using Scopix.Emulator.Journal;
using Scopix.Emulator.Links;
using Scopix.Emulator.LlamaCloud;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.OpenApi;
using Scopix.Emulator.Processing;
using Scopix.Emulator.Projects;
using Scopix.Emulator.Quota;
using Scopix.Emulator.Search;
using Scopix.Emulator.Seeding;
using Scopix.Emulator.Sessions;
using Scopix.Emulator.Snapshots;
using Scopix.Emulator.State;
using Scopix.Emulator.Stubs;
using Scopix.Emulator.Telemetry;
using Scopix.Emulator.Uploads;
using Scopix.Emulator.Videos;

namespace Scopix.Emulator;

/// <summary>A running emulator: the program, the tests and the contract suite all start it here.</summary>
public sealed partial class Emulator : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Worlds _worlds;
    private readonly Storage _storage;
    private readonly BlurHashes _hashes;

    private Emulator(WebApplication app, Worlds worlds, Storage storage, BlurHashes hashes) =>
        (_app, _worlds, _storage, _hashes) = (app, worlds, storage, hashes);

    /// <summary>Where it listens, e.g. <c>http://127.0.0.1:8340/</c>; in memory the name that its own handlers know.</summary>
    public Uri BaseAddress => Listening ?? InMemory();

    private Uri? Listening => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } address ? new Uri(address) : null;

    /// <summary>A method of its own, so that ASP.NET's TestServer is loaded only when it is there.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private Uri InMemory() => ((TestServer)_app.Services.GetRequiredService<IServer>()).BaseAddress;

    /// <summary>A key that works.</summary>
    public string ApiKey => EmulatorOptions.DefaultApiKey;

    /// <summary>The tenants.</summary>
    internal Worlds Worlds => _worlds;

    /// <summary>The web host's services, e.g. to reach ASP.NET's TestServer.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>The dataset that was loaded before it listened; null for none, or when the tenant had something already.</summary>
    public Seeded? Seeded { get; private set; }

    /// <summary>Starts an emulator; it answers when the task completes.</summary>
    /// <param name="options">What it shall be like; its port is <see cref="EmulatorOptions.Port"/>, 0 for a free one.</param>
    /// <param name="host">Changes the web host, e.g. its server or its lifetime: it listens to no signals by itself.</param>
    /// <exception cref="IOException">The port is taken, the address is not this machine's, or the data folder is in use or cannot be written.</exception>
    /// <exception cref="StorageUnavailableException">The S3 server cannot be reached, or refuses the credentials.</exception>
    public static async Task<Emulator> StartAsync(EmulatorOptions options, Action<IWebHostBuilder>? host = null)
    {
        var storage = await Storage.OpenAsync(options);
        var schedule = new Schedule(storage.Objects, storage.Local);
        var worlds = new Worlds(options, TimeProvider.System, schedule.CatchUp, storage.Folder?.Reserve);
        var app = Build(options, worlds, storage, schedule, host);
        var emulator = new Emulator(app, worlds, storage, app.Services.GetRequiredService<BlurHashes>());
        try
        {
            if (options.Port == 0) await app.StartAsync(); // nobody knows the port until this returns, but a dataset's exports have it in their URLs
            if (options.Dataset is not null) emulator.Seeded = await BeginWithAsync(options, worlds, storage, app.Services.GetRequiredService<Intake>(), schedule, emulator.Listening);
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

    /// <summary>Completes when the emulator has been told to stop.</summary>
    public Task WaitForShutdownAsync() => _app.WaitForShutdownAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _control?.Dispose();
        await _app.DisposeAsync();
        _hashes.Dispose();
        _worlds.Dispose();
        await _storage.DisposeAsync();
    }

    private static async Task<Seeded?> BeginWithAsync(
        EmulatorOptions options, Worlds worlds, Storage storage, Intake intake, Schedule schedule, Uri? listening)
    {
        var world = worlds.For(EmulatorOptions.DefaultApiKey);
        if (!world.Read(DatasetLoader.IsEmpty)) return null;
        var origin = options.PublicUrl ?? listening ?? new Uri($"http://{options.Host}:{options.Port}");
        return await new DatasetLoader(storage.Objects, storage.Local, intake, schedule).LoadAsync(world, options.Dataset!, options.Seed, options.Count, origin, CancellationToken.None);
    }

    private static void AddReaders(IServiceCollection services, EmulatorOptions options, Storage storage) => services
        .AddSingleton(given => new BlurHashes(storage.Objects, storage.Local, options, given.GetRequiredService<ILogger<BlurHashes>>()))
        .AddSingleton(given => new DocumentIntake(
            storage.Objects, FairReaders.OfThisMachine(), TimeProvider.System, given.GetRequiredService<ILogger<DocumentIntake>>()))
        .AddSingleton(given => new Intake(
            storage.Objects, storage.Local, given.GetRequiredService<DocumentIntake>(), options, given.GetRequiredService<ILogger<Intake>>()));

    private static WebApplication Build(
        EmulatorOptions options, Worlds worlds, Storage storage, Schedule schedule, Action<IWebHostBuilder>? host)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions()); // others would read the settings of the program we live in, its URLs among them
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None); // a failed start is thrown to whoever started it
        builder.Services.AddSingleton(options).AddSingleton<IHostLifetime, Unattended>().AddRoutingCore();
        builder.Services.Configure<HostOptions>(stop => stop.ShutdownTimeout = TimeSpan.FromSeconds(2)); // an upload under way does not hold up a stop
        builder.Services.AddCors();
        AddReaders(builder.Services, options, storage);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null; // each operation has its own limit, enforced as its body is read
            kestrel.Limits.MaxRequestLineSize = 64 * 1024; // 500 ids in a query are 20 KB
            kestrel.Listen(options.Host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(options.Host), options.Port);
        });
        host?.Invoke(builder.WebHost);
        var app = builder.Build();
        Map(app, options, worlds, storage, schedule, app.Services.GetRequiredService<BlurHashes>());
        return app;
    }

    private static void Map(WebApplication app, EmulatorOptions options, Worlds worlds, Storage storage, Schedule schedule, BlurHashes hashes)
    {
        storage.Local.SizeOf = (account, hash) => worlds.ByAccessKey(account.AccessKeyId)?.Read(turn => FileStore.SizeByHash(turn, hash));
        var pictures = new Pictures(worlds, storage.Objects, storage.Local, options);
        var callers = new Callers(worlds, options);
        var front = new Front(callers, options, app.Services.GetRequiredService<ILogger<Front>>());
        app.Use(next => http =>
        {
            http.Response.Headers.Date = HttpDate.Of(worlds.Clock.Now); // preflights and refusals of storage have no other
            return next(http);
        });
        OtherOrigins.Admit(app);
        app.UseWebSockets();
        app.UseWhen(http => !http.Request.Path.StartsWithSegments("/_s3"), api => api.Use(next => http => front.InvokeAsync(http, next)));
        app.UseWhen(http => http.Request.Path.StartsWithSegments("/_s3"), s3 => s3.Use(next => http => StorageJournal.InvokeAsync(http, worlds, next)));
        app.UseRouting();
        var api = app.MapGroup("/api/v2");
        var intake = app.Services.GetRequiredService<Intake>();
        MapApi(api, options, worlds, storage.Objects, storage.Local, intake, hashes, callers);
        new ImagesApi(storage.Objects, storage.Local, pictures, schedule, options).Map(api);
        new SimilarApi(storage.Objects, storage.Local, hashes).Map(api);
        new SessionChannel(app.Lifetime, new Arrivals(storage.Objects)).Map(api);
        new LlamaFilesApi(storage.Objects, options).Map(app.MapGroup("/api/v1"));
        MapControl(app.MapGroup("/_emulator"), options, worlds, storage, intake, schedule);
        app.MapEmbeddedS3(storage.Local, new S3EndpointOptions
        {
            AccountByAccessKey = key => worlds.ByAccessKey(key)?.Storage,
            TakesUploads = storage.Objects == storage.Local,
            RefusesAuthorization = options.StorageAuth == StorageAuth.S3,
            MakeAsync = pictures.MakeAsync,
            IsAwaited = (account, key) => worlds.ByAccessKey(account.AccessKeyId)?.Read(turn => IntentStore.Awaits(turn, key)) == true,
        });
    }

    private static void MapApi(
        RouteGroupBuilder api, EmulatorOptions options, Worlds worlds, IObjectStore store, EmbeddedStore local, Intake intake, BlurHashes hashes,
        Callers callers)
    {
        new UploadsApi(store, intake, callers, options).Map(api);
        new BatchApi(store, intake, callers, options).Map(api);
        var completion = new Completion(store, local, intake, callers, options);
        new DirectUploadsApi(store, completion).Map(api);
        new FilesApi(store, local, hashes).Map(api);
        ExtractionsApi.Map(api);
        new FoldersApi(store, local).Map(api);
        ProjectsApi.Map(api);
        new SessionsApi(store, local, completion).Map(api);
        new QuotaApi(callers).Map(api);
        DuplicatesApi.Map(api);
        new DocumentsApi(store).Map(api);
        SearchApi.Map(api);
        new JobsApi(store, intake, callers, options).Map(api);
        var exports = new ExportObject(store);
        new ExportsApi(store, exports).Map(api);
        new DataApi(store, local, exports, options).Map(api);
        new VideosApi(store, local).Map(api);
        new LinksApi(options).Map(api);
        new TelemetryApi(worlds).Map(api);
    }

    private static void MapControl(
        RouteGroupBuilder control, EmulatorOptions options, Worlds worlds, Storage storage, Intake intake, Schedule schedule)
    {
        var shelf = new Shelf(worlds, storage.Objects, storage.Local);
        new ControlApi(worlds, storage.Objects, storage.Local, shelf, options).Map(control);
        new SnapshotsApi(worlds, storage.Objects, storage.Local, shelf).Map(control);
        new ClockApi(worlds).Map(control);
        new KeysApi(worlds, options).Map(control);
        new FaultsApi(worlds).Map(control);
        new StubsApi(worlds).Map(control);
        new FileControlApi(schedule).Map(control);
        new RequestsApi(worlds).Map(control);
        new CoverageApi(worlds).Map(control);
        DataControlApi.Map(control);
        CreditsApi.Map(control);
        OpenApiApi.Map(control);
        new DashboardApi(options).Map(control);
        var loader = new DatasetLoader(storage.Objects, storage.Local, intake, schedule);
        var llama = new LlamaDataset(storage.Objects);
        new SeedApi(vendor => vendor == Vendor.LlamaCloud ? LoadLlama : loader.LoadAsync, options).Map(control);
        new LinksApi(options).MapControl(control);

        async Task<Seeded> LoadLlama(World world, string name, long seed, int? count, Uri origin, CancellationToken cancel)
        {
            var loaded = await llama.LoadAsync(world, name, seed, count, cancel);
            return new Seeded(name, seed, loaded.Files, 0, loaded.Projects, 0, 0, loaded.Bytes);
        }
    }
}
