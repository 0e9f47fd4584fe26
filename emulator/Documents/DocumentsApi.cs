using System.Globalization;
using Scopix.Emulator.Files;
using Scopix.Emulator.Http;
using Scopix.Emulator.Media;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.Processing;

namespace Scopix.Emulator.Documents;

/// <summary>What was read of a document: text, chunks, pages, and how far processing is (seed 001, Document Operations).</summary>
public sealed class DocumentsApi(IObjectStore store)
{
    /// <summary>The route table.</summary>
    public void Map(IEndpointRouteBuilder api)
    {
        api.Operation("files.text", "GET", "/files/{file_id}/text", Text, Evidence.Assumed);
        api.Operation("files.chunks", "GET", "/files/{file_id}/chunks", Chunks, Evidence.Assumed);
        api.Operation("files.digitization", "GET", "/files/{file_id}/digitization", Digitized, Evidence.Assumed);
        api.Operation("files.digitization_status", "GET", "/files/{file_id}/digitization/status", DigitizationStatus, Evidence.Assumed);
        api.Operation("files.digitization_page", "GET", "/files/{file_id}/digitization/pages/{page_number}", DigitizedPage, Evidence.Assumed);
        api.Operation("files.processing_status", "GET", "/files/{file_id}/processing-status", Status, Evidence.Assumed);
    }

    private async Task<Answer> Text(Call call)
    {
        var file = Document(call);
        var stage = file.Stage(Pipeline.TextExtraction)!;
        if (!ComponentStatus.IsTerminal(stage.Status)) throw ApiError.Conflict($"Text extraction is {stage.Status}: try again later");
        if (stage.Status != ComponentStatus.Completed || file.TextKey is null) throw ApiError.NotFound($"Text of the document (extraction {stage.Status}: {file.Error ?? "no text"})");

        var (text, truncated) = await DocumentPlainText.ReadAsync(store, call.World.Storage, file.TextKey, DocumentReader.MaxCharacters, call.Cancel);
        return Answer.Ok(new DocumentTextShown(file.Id, file.Filename, text ?? "", file.PageCount, new TextMetadata(file.Language, truncated ? true : null)));
    }

    private static Answer Chunks(Call call)
    {
        var embeddings = call.Query.Bool("include_embeddings") ?? false;
        var file = Document(call);

        var chunks = file.Completed(Pipeline.TextExtraction) ? call.World.Read(turn => ChunkStore.Of(turn, file.Seq)) : [];

        return Answer.Ok(ChunkList.Of(file, chunks, embeddings));
    }

    private async Task<Answer> Digitized(Call call)
    {
        var (file, state) = DigitizationOf(call);

        var pages = await state.PagesAsync(store, call.World.Storage, file, 1, state.Total, call.Cancel);

        return Answer.Ok(new DigitizationShown(
            file.Id, state.Status, state.Total, state.Done, state.Status == "failed" ? state.Total : 0, pages));
    }

    private static Answer DigitizationStatus(Call call)
    {
        var (file, state) = DigitizationOf(call);

        var pages = Enumerable.Range(1, state.Total).ToDictionary(page => page.ToString(CultureInfo.InvariantCulture), state.StatusOf);
        return Answer.Ok(new DigitizationStatusShown(file.Id, state.Status, state.Total, pages));
    }

    private async Task<Answer> DigitizedPage(Call call)
    {
        if (!int.TryParse(call.Route("page_number"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
            throw ApiError.Invalid("page_number", "must be a whole number from 1", "path");
        var (file, state) = DigitizationOf(call);
        if (number > state.Total) throw ApiError.NotFound($"Page {number}");

        return Answer.Ok((await state.PagesAsync(store, call.World.Storage, file, number, number, call.Cancel))[0]);
    }

    private static Answer Status(Call call)
    {
        var id = call.RouteUuid("file_id");

        var file = call.World.Read(turn => FileStore.Get(turn, id));

        return file.MediaType switch
        {
            "document" => Answer.Ok(DocumentStatus.Of(file)),
            "image" => Answer.Ok(ImageStatus.Of(file)),
            "video" => Answer.Ok(VideoStatus.Of(file)),
            _ => throw ApiError.BadRequest("This operation is for images, documents and videos only"),
        };
    }

    private static (FileRecord File, Digitization State) DigitizationOf(Call call)
    {
        var id = call.RouteUuid("file_id");
        var (file, now) = call.World.Read(turn => (FileStore.Get(turn, id, "document"), turn.Now));
        return (file, Digitization.Of(file, now));
    }

    private static FileRecord Document(Call call)
    {
        var id = call.RouteUuid("file_id");
        return call.World.Read(turn => FileStore.Get(turn, id, "document"));
    }
}
