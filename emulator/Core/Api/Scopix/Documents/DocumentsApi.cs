using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Search;
using Scopix.Media;

namespace Scopix.Emulator.Api.Scopix.Documents;

/// <summary>What was read from a document: text, chunks, pages, and the progress of processing (seed 001, Document Operations).</summary>
internal sealed class DocumentsApi(IObjectStore store, bool hasModel)
{
    public void Map(IEndpointRouteBuilder api)
    {
        api.MapOperation("files.text", "GET", "/files/{file_id}/text", Text, Evidence.Assumed);
        api.MapOperation("files.chunks", "GET", "/files/{file_id}/chunks", Chunks, Evidence.Assumed);
        api.MapOperation("files.digitization", "GET", "/files/{file_id}/digitization", GetDigitization, Evidence.Assumed);
        api.MapOperation("files.digitization_status", "GET", "/files/{file_id}/digitization/status", DigitizationStatus, Evidence.Assumed);
        api.MapOperation("files.digitization_page", "GET", "/files/{file_id}/digitization/pages/{page_number}", DigitizedPage,
            Evidence.Assumed);
        api.MapOperation("files.processing_status", "GET", "/files/{file_id}/processing-status", Status, Evidence.Assumed);
    }

    private async Task<ApiResponse> Text(RequestContext context)
    {
        var file = LoadDocument(context);
        var stage = file.FindStage(StageCatalog.TextExtraction)!;
        if (!ComponentStatus.IsTerminal(stage.Status)) throw ApiError.Conflict($"Text extraction is {stage.Status}: try again later");
        if (stage.Status != ComponentStatus.Completed || file.TextKey is null)
            throw ApiError.NotFound($"Text of the document (extraction {stage.Status}: {file.Error ?? "no text"})");

        var (text, truncated) =
            await StoredDocumentText.ReadAsync(store, context.Tenant.Storage, file.TextKey, DocumentReader.MaxCharacters, context.Cancel);
        return ApiResponse.Ok(new DocumentTextResponse(
            file.Id, file.Filename, text ?? "", file.PageCount, new TextMetadata(file.Language, truncated ? true : null)),
            ScopixJsonContext.Shared.DocumentTextResponse);
    }

    private ApiResponse Chunks(RequestContext context)
    {
        var embeddings = context.Query.Bool("include_embeddings") ?? false;
        var file = LoadDocument(context);

        var chunks = file.IsStageCompleted(StageCatalog.TextExtraction)
            ? context.Tenant.Read(transaction => ChunkStore.ListByFile(transaction, file.Seq)) : [];

        var vectors = embeddings && hasModel
            ? context.Tenant.Read(transaction => VectorStore.ReadByFile(transaction, file.Seq)) : null;
        return ApiResponse.Ok(ChunkList.From(file, chunks, embeddings, vectors), ScopixJsonContext.Shared.ChunkList);
    }

    private async Task<ApiResponse> GetDigitization(RequestContext context)
    {
        var (file, progress) = LoadDigitization(context);

        var pages = await progress.ReadPagesAsync(store, context.Tenant.Storage, file, 1, progress.TotalPages, context.Cancel);

        return ApiResponse.Ok(new DigitizationResponse(
            file.Id, progress.Status, progress.TotalPages, progress.CompletedPages,
            progress.Status == "failed" ? progress.TotalPages : 0, pages),
            ScopixJsonContext.Shared.DigitizationResponse);
    }

    private static ApiResponse DigitizationStatus(RequestContext context)
    {
        var (file, progress) = LoadDigitization(context);

        var pages = Enumerable.Range(1, progress.TotalPages)
            .ToDictionary(page => page.ToString(CultureInfo.InvariantCulture), progress.GetPageStatus);
        return ApiResponse.Ok(new DigitizationStatusResponse(file.Id, progress.Status, progress.TotalPages, pages),
            ScopixJsonContext.Shared.DigitizationStatusResponse);
    }

    private async Task<ApiResponse> DigitizedPage(RequestContext context)
    {
        if (!int.TryParse(context.GetRouteValue("page_number"), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number < 1)
            throw ApiError.Invalid("page_number", "must be a whole number from 1", "path");
        var (file, progress) = LoadDigitization(context);
        if (number > progress.TotalPages) throw ApiError.NotFound($"Page {number}");

        return ApiResponse.Ok((await progress.ReadPagesAsync(store, context.Tenant.Storage, file, number, number, context.Cancel))[0],
            ScopixJsonContext.Shared.DigitizedPageResource);
    }

    private static ApiResponse Status(RequestContext context)
    {
        var id = context.GetRouteUuid("file_id");

        var file = context.Tenant.Read(transaction => FileStore.Get(transaction, id));

        return file.MediaType switch
        {
            "document" => ApiResponse.Ok(DocumentStatusResponse.From(file), ScopixJsonContext.Shared.DocumentStatusResponse),
            "image" => ApiResponse.Ok(ImageStatusResponse.From(file), ScopixJsonContext.Shared.ImageStatusResponse),
            "video" => ApiResponse.Ok(VideoStatusResponse.From(file), ScopixJsonContext.Shared.VideoStatusResponse),
            _ => throw ApiError.BadRequest("This operation is for images, documents and videos only"),
        };
    }

    private static (FileRecord File, DigitizationProgress Progress) LoadDigitization(RequestContext context)
    {
        var id = context.GetRouteUuid("file_id");
        var (file, now) = context.Tenant.Read(transaction => (FileStore.Get(transaction, id, "document"), transaction.Now));
        return (file, DigitizationProgress.From(file, now));
    }

    private static FileRecord LoadDocument(RequestContext context)
    {
        var id = context.GetRouteUuid("file_id");
        return context.Tenant.Read(transaction => FileStore.Get(transaction, id, "document"));
    }
}
