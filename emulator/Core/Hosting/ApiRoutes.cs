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

namespace Scopix.Emulator.Hosting;

internal sealed class ApiRoutes(
    WebApplication app, EmulatorOptions options, TenantRegistry tenants, ObjectStores stores, ScheduleRunner schedule,
    Authenticator authenticator, VariantGenerator variants, SemanticSearch? semantic)
{
    public void Map()
    {
        var (api, store, local) = (app.MapGroup("/api/v2"), stores.Objects, stores.Local);
        var uploadProcessor = app.Services.GetRequiredService<UploadProcessor>();
        var blurHashes = app.Services.GetRequiredService<BlurHashProvider>();
        var completion = new DirectUploadCompletion(store, local, uploadProcessor, authenticator, options);
        var exports = new ExportWriter(store);
        new UploadsApi(store, uploadProcessor, authenticator, options).Map(api);
        new BatchUploadApi(store, uploadProcessor, authenticator, options).Map(api);
        new DirectUploadsApi(store, completion).Map(api);
        new FilesApi(store, local, blurHashes).Map(api);
        ExtractionsApi.Map(api);
        new FoldersApi(store, local).Map(api);
        ProjectsApi.Map(api);
        new SessionsApi(store, local, completion).Map(api);
        new QuotaApi(authenticator).Map(api);
        DuplicatesApi.Map(api);
        new DocumentsApi(store, hasModel: semantic is not null).Map(api);
        new SearchApi(semantic).Map(api);
        new JobsApi(store, uploadProcessor, authenticator, options).Map(api);
        new ExportsApi(store, exports).Map(api);
        new DataApi(store, local, exports, options).Map(api);
        new VideosApi(store, local).Map(api);
        new LinksApi(options).Map(api);
        new TelemetryApi(tenants).Map(api);
        new ImagesApi(store, local, variants, schedule, options).Map(api);
        new SimilarImagesApi(store, local, blurHashes, semantic).Map(api);
        new SessionChannel(app.Lifetime, new DirectUploadProgress(store)).Map(api);
        new LlamaFilesApi(store, options).Map(app.MapGroup("/api/v1"));
    }
}
