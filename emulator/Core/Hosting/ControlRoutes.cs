using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Links;
using Scopix.Emulator.Api.Scopix.Search;
using Scopix.Emulator.Api.Scopix.Uploads;
using Scopix.Emulator.Control.ApiReference;
using Scopix.Emulator.Control.Assumptions;
using Scopix.Emulator.Control.Clock;
using Scopix.Emulator.Control.Coverage;
using Scopix.Emulator.Control.Credits;
using Scopix.Emulator.Control.Dashboard;
using Scopix.Emulator.Control.Faults;
using Scopix.Emulator.Control.Files;
using Scopix.Emulator.Control.Imports;
using Scopix.Emulator.Control.Init;
using Scopix.Emulator.Control.Journal;
using Scopix.Emulator.Control.Keys;
using Scopix.Emulator.Control.Logging;
using Scopix.Emulator.Control.OpenApi;
using Scopix.Emulator.Control.Seeding;
using Scopix.Emulator.Control.Server;
using Scopix.Emulator.Control.Snapshots;
using Scopix.Emulator.Control.Stages;
using Scopix.Emulator.Control.Stubs;
using Scopix.Emulator.Control.Survive;
using Scopix.Emulator.Control.Tenants;

namespace Scopix.Emulator.Hosting;

internal sealed class ControlRoutes(
    WebApplication app, EmulatorOptions options, TenantRegistry tenants, ObjectStores stores, ScheduleRunner schedule, string? certificate,
    SemanticSearch? semantic)
{
    private readonly LlamaDatasetLoader _llamaLoader = new(stores.Objects);

    /// <summary>Maps the routes, and returns what creates a reader of init files.</summary>
    public Func<InitLoader> Map()
    {
        var control = app.MapGroup("/_emulator").AcceptsQuery();
        var snapshotStore = new SnapshotStore(tenants, stores.Objects, stores.Local);
        var loader =
            new DatasetLoader(stores.Objects, stores.Local, app.Services.GetRequiredService<UploadProcessor>(), schedule,
                app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(LogCategories.Loading), semantic);
        new ControlApi(tenants, stores.Objects, stores.Local, snapshotStore, options).Map(control);
        new SnapshotsApi(tenants, stores.Objects, stores.Local, snapshotStore).Map(control);
        new ClockApi(tenants, semantic?.Queue).Map(control);
        new KeysApi(tenants, options).Map(control);
        new TenantsApi(tenants).Map(control);
        new FaultsApi(tenants).Map(control);
        new StubsApi(tenants).Map(control);
        new FilesControlApi(stores.Objects, stores.Local, app.Services.GetRequiredService<BlurHashProvider>()).Map(control);
        new FileStageApi(schedule, stores.Objects, options).Map(control);
        new RequestsApi(tenants).Map(control);
        new CoverageApi(tenants).Map(control);
        AssumptionsApi.Map(control);
        ProxyRoutes.Map(control);
        ExportStageApi.Map(control);
        CreditsApi.Map(control);
        SurviveApi.Map(control);
        OpenApiDocumentApi.Map(app, control);
        new ApiReferencePage(options).Map(control);
        EntryPoints.Map(app);
        new CertificateApi(certificate).Map(control);
        new DashboardApi(options).Map(control);
        Func<Vendor, LoadDataset> loaderOf = vendor => vendor == Vendor.LlamaCloud ? LoadLlamaDatasetAsync : loader.LoadAsync;
        new SeedApi(loaderOf, options).Map(control);
        new ImportApi(stores.Objects, stores.Local, options).Map(control);
        new LinksApi(options).MapControl(control);
        Func<InitLoader> createInitLoader = () => new InitLoader(new InitDependencies(
            options, tenants, stores.Objects, stores.Local, snapshotStore, app.Services.GetRequiredService<UploadProcessor>(), loaderOf,
            () => OperationRoutes.ListIds(((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints))));
        new InitApi(createInitLoader).Map(control);
        return createInitLoader;
    }

    private async Task<SeedResponse> LoadLlamaDatasetAsync(
        TenantState tenant, string name, long seed, int? count, string? locale, Uri origin, CancellationToken cancel)
    {
        var loaded = await _llamaLoader.LoadAsync(tenant, name, seed, count, locale, cancel);
        return new SeedResponse(name, seed, loaded.Files, 0, loaded.Projects, 0, 0, loaded.Bytes);
    }
}
