using Scopix.Emulator.Documents;
using Scopix.Emulator.Extractions;
using Scopix.Emulator.Http;
using Scopix.Emulator.Images;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.Processing;

namespace Scopix.Emulator.Files;

/// <summary>Files: list, get, download, update, delete (seed 001, File Listing &amp; Retrieval; File Updates &amp; Deletion).</summary>
public sealed class FilesApi(IObjectStore store, EmbeddedStore pictures, BlurHashes hashes)
{
    /// <summary>How much of a document's text <c>GET /files/{id}</c> carries, in characters (a limit of ours).</summary>
    public const int MaxInlineText = 1_000_000;

    private static readonly TimeSpan DownloadLife = TimeSpan.FromSeconds(300);

    /// <summary>The route table.</summary>
    public void Map(IEndpointRouteBuilder api)
    {
        api.Operation("files.list", "GET", "/files", List, Evidence.Public);
        api.Operation("files.get", "GET", "/files/{file_id}", Get);
        api.Operation("files.download", "GET", "/files/{file_id}/download", Download, Evidence.Assumed);
        api.Operation("files.update", "PATCH", "/files/{file_id}", Update, Evidence.Public);
        api.Operation("files.delete", "DELETE", "/files/{file_id}", Delete, Evidence.Public);
        api.Operation("files.batch_delete", "POST", "/files/batch-delete", BatchDelete, Evidence.Assumed);
    }

    private async Task<Answer> List(Call call)
    {
        var filter = FileFilter.Of(call.Query);

        var (files, total) = call.World.Read(turn => filter.Count(turn) is var count ? (filter.Page(turn, count), count) : default);

        var links = new FileLinks(store, pictures, call);
        var shown = await hashes.WithAsync(call.World, files.Select(row => row.Record), call.Cancel);
        return Answer.Ok(new FileList(
            [.. shown.Select(file => FileSummary.Of(file, links))], total, filter.Limit, filter.Offset, filter.Offset + files.Count < total));
    }

    private async Task<Answer> Get(Call call)
    {
        var markdown = call.Query.Choice("format", "markdown") is not null;
        var id = call.Route("file_id");

        var file = call.World.Read(turn => id.Length == 8
            ? OnlyOne(FileStore.ByPrefix(turn, FilePrefix(id)))
            : FileStore.GetRow(turn, call.RouteUuid("file_id"))).Record;

        var formatted = markdown && file.MediaType == "image" ? FormattedDocument.Of(file) : null;
        file = await hashes.WithAsync(call.World, file, call.Cancel);
        return Answer.Ok(FileDetails.Of(file, new FileLinks(store, pictures, call), await TextOf(call, file), formatted));
    }

    private Answer Download(Call call)
    {
        var id = call.RouteUuid("file_id");

        var file = call.World.Read(turn => FileStore.Get(turn, id));

        if (file.Link is not null) throw ApiError.BadRequest("File is a link: it has no content to download");
        return Answer.Found(new FileLinks(store, pictures, call).Download(file, DownloadLife));
    }

    private static async Task<Answer> Update(Call call)
    {
        var id = call.RouteUuid("file_id");
        var changes = (await call.ReadAsync(WireJson.Wire.UpdateFile)).Checked();

        var file = call.World.Write(turn =>
        {
            var changed = changes.Apply(FileStore.Get(turn, id), turn.Now);
            FileStore.Save(turn, changed);
            return changed;
        });

        return Answer.Ok(new UpdatedFile(file.Id, file.Title, file.Tags, file.UserDescription, file.Revealed?.Description, file.UpdatedAt));
    }

    private static Answer Delete(Call call)
    {
        var id = call.RouteUuid("file_id");

        var deleted = call.World.Free(turn => Deletion.Delete(turn, FileStore.Get(turn, id)));

        return Answer.Ok(new DeletedFile(id, deleted.DeletedAt!.Value, "File deleted successfully"));
    }

    private static async Task<Answer> BatchDelete(Call call)
    {
        var ids = (await call.ReadAsync(WireJson.Wire.BatchDelete)).Check();

        return Answer.Ok(call.World.Free(turn => Deletion.DeleteAll(turn, ids)));
    }

    private static string FilePrefix(string id) => id.All(char.IsAsciiHexDigit)
        ? id.ToLowerInvariant()
        : throw ApiError.Invalid("file_id", "must be a UUID or its first 8 characters", "path");

    private static FileRow OnlyOne(List<FileRow> files) => files.Count switch
    {
        0 => throw ApiError.NotFound("File"),
        1 => files[0],
        _ => throw ApiError.Invalid("file_id", "this 8-character prefix fits more than one file: send the whole UUID", "path"),
    };

    private async Task<string?> TextOf(Call call, FileRecord file) => file.TextKey is { } key && file.Completed(Pipeline.TextExtraction)
        ? (await DocumentPlainText.ReadAsync(store, call.World.Storage, key, MaxInlineText, call.Cancel)).Text
        : null;
}
