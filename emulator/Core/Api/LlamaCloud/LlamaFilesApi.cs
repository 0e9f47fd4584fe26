namespace Scopix.Emulator.Api.LlamaCloud;

/// <summary>LlamaCloud's beta files (seed 003, Files): upload, list, query, retrieve, delete, and the URL of the content.</summary>
internal sealed class LlamaFilesApi(IObjectStore store, EmulatorOptions options)
{
    /// <summary>The upload limit: 512 MB (public: the limits page); that a megabyte is 2^20 bytes is assumed.</summary>
    public const long MaxFileBytes = 512L * 1024 * 1024;

    /// <summary>Uploads in five seconds (public: the rate limits).</summary>
    private const int MaxUploadsPerWindow = 50;

    private static readonly FormLimits Limits =
        new("file", 1, MaxFileBytes, MaxFileBytes, KeepOversizedFiles: false, CreateTooLargeError, LlamaUpload.CreateMissingNameError);

    public void Map(IEndpointRouteBuilder api)
    {
        api.MapOperation("llama.files.create", "POST", "/beta/files", Create);
        api.MapOperation("llama.files.list", "GET", "/beta/files", List);
        api.MapOperation("llama.files.query", "POST", "/beta/files/query", Query);
        api.MapOperation("llama.files.retrieve", "GET", "/beta/files/{file_id}", Retrieve, Evidence.Public);
        api.MapOperation("llama.files.delete", "DELETE", "/beta/files/{file_id}", Delete);
        api.MapOperation("llama.files.content", "GET", "/beta/files/{file_id}/content", Content);
    }

    private async Task<ApiResponse> Create(RequestContext context)
    {
        CheckRate(context.Tenant);
        var generation = context.Tenant.Generation;
        var project = LlamaProject.GetRequested(context);
        using var form = await MultipartForm.ReadAsync(context, store, Limits);
        var upload = LlamaUpload.Parse(form);
        var key = LlamaUpload.GetObjectKey(context.Tenant, upload.Staged.Sha256, upload.FileType);
        using var hold = await LlamaFileStore.PublishAsync(store, context.Tenant, generation, upload.Staged, key, context.Cancel);

        var file = context.Tenant.Write(transaction =>
        {
            hold.ThrowIfReset();
            return LlamaFileStore.Insert(transaction,
                upload.ToRecord(transaction, project ?? LlamaProject.GetDefault(transaction), key));
        });

        return ApiResponse.Ok(LlamaFileResource.From(file), LlamaJsonContext.Shared.LlamaFileResource);
    }

    private ApiResponse List(RequestContext context)
    {
        var search = LlamaFileSearch.Parse(context);
        var createUrl = CreateUrlFactory(context);

        return ApiResponse.Ok(CreatePage(context.Tenant.Read(search.ReadPage), createUrl), LlamaJsonContext.Shared.LlamaFilePage);
    }

    private async Task<ApiResponse> Query(RequestContext context)
    {
        var project = LlamaProject.GetRequested(context);
        var search = (await context.ReadJsonAsync(LlamaJsonContext.Shared.LlamaFileQuery)).ToSearch(project);

        return ApiResponse.Ok(CreatePage(context.Tenant.Read(search.ReadPage), null), LlamaJsonContext.Shared.LlamaFilePage);
    }

    private ApiResponse Retrieve(RequestContext context)
    {
        var project = LlamaProject.GetRequested(context);
        var createUrl = CreateUrlFactory(context);

        var file = context.Tenant.Read(transaction => LlamaFileStore.Get(transaction, context.GetRouteValue("file_id"), project));

        return ApiResponse.Ok(LlamaFileResource.From(file, createUrl?.Invoke(file)), LlamaJsonContext.Shared.LlamaFileResource);
    }

    private ApiResponse Delete(RequestContext context)
    {
        var project = LlamaProject.GetRequested(context);

        context.Tenant.WriteUsingReserve(transaction =>
        {
            var file = LlamaFileStore.Get(transaction, context.GetRouteValue("file_id"), project);
            LlamaFileStore.Remove(transaction, file);
            LlamaFileStore.DeleteUnreferencedContent(transaction, store, file.ObjectKey);
        });

        return ApiResponse.NoContent();
    }

    private ApiResponse Content(RequestContext context)
    {
        var project = LlamaProject.GetRequested(context);
        var lifetime = context.Query.Number("expires_at_seconds", 1, SigV4.MaxLifetimeSeconds) ?? PresignedUrl.DefaultSeconds;

        var file = context.Tenant.Read(transaction => LlamaFileStore.Get(transaction, context.GetRouteValue("file_id"), project));

        return ApiResponse.Ok(PresignedUrl.Create(store, context, file, lifetime), LlamaJsonContext.Shared.PresignedUrl);
    }

    /// <summary>Creates the URLs that <c>expand=download_url</c> requests; null when it is absent.</summary>
    private Func<LlamaFileRecord, PresignedUrl>? CreateUrlFactory(RequestContext context) =>
        context.Query.Choices("expand", "download_url").Length == 0
            ? null
            : file => PresignedUrl.Create(store, context, file, PresignedUrl.DefaultSeconds);

    private static LlamaFilePage CreatePage(
        (List<LlamaFileRecord> Files, string? Next) page, Func<LlamaFileRecord, PresignedUrl>? createUrl) =>
        new([.. page.Files.Select(file => LlamaFileResource.From(file, createUrl?.Invoke(file)))], page.Next);

    /// <summary>
    /// Refuses the 51st upload within five seconds, when limits are enforced; the service sends no Retry-After (public: the rate
    /// limits).
    /// </summary>
    private void CheckRate(TenantState tenant)
    {
        if (tenant.UploadRate.CountRequest(tenant.Clock.Now, MaxUploadsPerWindow).IsExceeded && options.EnforceLimits)
            throw ApiError.RateLimited("Rate limit exceeded. The file upload limit is 10 requests per second.", retryAfterSeconds: null);
    }

    private static ApiError CreateTooLargeError() =>
        ApiError.TooLarge($"The file exceeds the maximum size of 512 MB ({MaxFileBytes} bytes).");
}
