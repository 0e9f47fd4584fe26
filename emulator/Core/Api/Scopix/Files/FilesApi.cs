namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>Files: list, get, download, update, delete (seed 001, File Listing &amp; Retrieval; File Updates &amp; Deletion).</summary>
internal sealed class FilesApi(IObjectStore store, EmbeddedStore local, BlurHashProvider blurHashes)
{
    /// <summary>The most characters of a document's text in <c>GET /files/{id}</c> (a limit of ours).</summary>
    public const int MaxInlineText = 1_000_000;

    private static readonly TimeSpan DownloadUrlLifetime = TimeSpan.FromSeconds(300);

    public void Map(IEndpointRouteBuilder api)
    {
        api.MapOperation("files.list", "GET", "/files", List, Evidence.Public);
        api.MapOperation("files.get", "GET", "/files/{file_id}", Get);
        api.MapOperation("files.download", "GET", "/files/{file_id}/download", Download, Evidence.Assumed);
        api.MapOperation("files.update", "PATCH", "/files/{file_id}", Update, Evidence.Public);
        api.MapOperation("files.delete", "DELETE", "/files/{file_id}", Delete, Evidence.Public);
        api.MapOperation("files.batch_delete", "POST", "/files/batch-delete", BatchDelete, Evidence.Assumed);
    }

    private async Task<ApiResponse> List(RequestContext context) => ApiResponse.FromJson(
        await FileList.ReadAsync(context, FileQuery.Parse(context.Query), new FileUrls(store, local, context), blurHashes));

    private async Task<ApiResponse> Get(RequestContext context)
    {
        var markdown = context.Query.Choice("format", "markdown") is not null;
        var id = context.GetRouteValue("file_id");

        var row = context.Tenant.Read(transaction => id.Length == 8
            ? GetSingleRow(FileStore.FindByIdPrefix(transaction, ParseIdPrefix(id)))
            : FileStore.GetRow(transaction, context.GetRouteUuid("file_id")));

        var (file, urls) = (row.Record, new FileUrls(store, local, context));
        if (file.RevealedOutcome?.FieldSources is { } sources) context.ReportSources(sources);
        var blurHash = await blurHashes.GetAsync(context.Tenant, file, context.Cancel);
        var text = file.TextKey is null ? null : await ReadTextAsync(context, file);
        var formatted = markdown && file.MediaType == "image" ? ImageMarkdown.Render(file) : null;
        return text is null && formatted is null
            ? ApiResponse.FromJson(new JsonBody(row.GetDetails(blurHash, urls)))
            : ApiResponse.Ok(FileDetails.Create(file with { BlurHash = blurHash }, urls, text, formatted),
                ScopixJsonContext.Shared.FileDetails);
    }

    private ApiResponse Download(RequestContext context)
    {
        var id = context.GetRouteUuid("file_id");

        var file = context.Tenant.Read(transaction => FileStore.Get(transaction, id));

        if (file.Link is not null) throw ApiError.BadRequest("File is a link: it has no content to download");
        return ApiResponse.Redirect(new FileUrls(store, local, context).GetDownloadUrl(file, DownloadUrlLifetime));
    }

    private static async Task<ApiResponse> Update(RequestContext context)
    {
        var id = context.GetRouteUuid("file_id");
        var changes = (await context.ReadJsonAsync(ScopixJsonContext.Shared.UpdateFile)).Validate();

        var file = context.Tenant.Write(transaction =>
        {
            var changed = changes.ApplyTo(FileStore.Get(transaction, id), transaction.Now);
            FileStore.Save(transaction, changed);
            return changed;
        });

        return ApiResponse.Ok(
            new UpdateFileResponse(file.Id, file.Title, file.Tags, file.UserDescription, file.RevealedOutcome?.Description, file.UpdatedAt),
            ScopixJsonContext.Shared.UpdateFileResponse);
    }

    private static ApiResponse Delete(RequestContext context)
    {
        var id = context.GetRouteUuid("file_id");

        var deleted = context.Tenant.WriteUsingReserve(transaction => FileDeletion.Delete(transaction, FileStore.Get(transaction, id)));

        return ApiResponse.Ok(new DeleteFileResponse(id, deleted.DeletedAt!.Value, "File deleted successfully"),
            ScopixJsonContext.Shared.DeleteFileResponse);
    }

    private static async Task<ApiResponse> BatchDelete(RequestContext context)
    {
        var ids = (await context.ReadJsonAsync(ScopixJsonContext.Shared.BatchDeleteRequest)).Validate();

        return ApiResponse.Ok(context.Tenant.WriteUsingReserve(transaction => FileDeletion.DeleteBatch(transaction, ids)),
            ScopixJsonContext.Shared.BatchDeleteResponse);
    }

    private static string ParseIdPrefix(string id) => id.All(char.IsAsciiHexDigit)
        ? id.ToLowerInvariant()
        : throw ApiError.Invalid("file_id", "must be a UUID or its first 8 characters", "path");

    private static CachedFileRow GetSingleRow(List<CachedFileRow> files) => files.Count switch
    {
        0 => throw ApiError.NotFound("File"),
        1 => files[0],
        _ => throw ApiError.Invalid("file_id", "this 8-character prefix fits more than one file: send the whole UUID", "path"),
    };

    private async Task<string?> ReadTextAsync(RequestContext context, FileRecord file) =>
        file.TextKey is { } key && file.IsStageCompleted(StageCatalog.TextExtraction)
        ? (await StoredDocumentText.ReadAsync(store, context.Tenant.Storage, key, MaxInlineText, context.Cancel)).Text
        : null;
}
