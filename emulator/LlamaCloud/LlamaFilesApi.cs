using Scopix.Emulator.Http;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.State;

namespace Scopix.Emulator.LlamaCloud;

/// <summary>LlamaCloud's beta files (seed 003, Files): upload, list, query, retrieve, delete, a link to the content.</summary>
public sealed class LlamaFilesApi(IObjectStore store, EmulatorOptions options)
{
    /// <summary>The platform's upload limit: 512 MB (public: its limits page), 2^20 bytes each (assumed).</summary>
    public const long MaxFileBytes = 512L * 1024 * 1024;

    /// <summary>Uploads in five seconds (public: its rate limits).</summary>
    private const int UploadsInWindow = 50;

    private static readonly FormLimits Limits = new("file", 1, MaxFileBytes, MaxFileBytes, KeepTooLarge: false, TooLarge, LlamaUpload.Nameless);

    /// <summary>The route table, below <c>/api/v1</c>.</summary>
    public void Map(IEndpointRouteBuilder api)
    {
        api.Operation("llama.files.create", "POST", "/beta/files", Create);
        api.Operation("llama.files.list", "GET", "/beta/files", List);
        api.Operation("llama.files.query", "POST", "/beta/files/query", Query);
        api.Operation("llama.files.retrieve", "GET", "/beta/files/{file_id}", Retrieve, Evidence.Public);
        api.Operation("llama.files.delete", "DELETE", "/beta/files/{file_id}", Delete);
        api.Operation("llama.files.content", "GET", "/beta/files/{file_id}/content", Content);
    }

    private async Task<Answer> Create(Call call)
    {
        CheckRate(call.World);
        var generation = call.World.Generation;
        var project = LlamaProject.AskedFor(call);
        using var form = await Form.ReadAsync(call, store, Limits);
        var upload = LlamaUpload.Of(form);
        var key = LlamaUpload.KeyOf(call.World, upload.Staged.Sha256, upload.Type);
        using var content = await LlamaContent.PublishAsync(store, call.World, generation, upload.Staged, key, call.Cancel);

        var file = call.World.Write(turn =>
        {
            turn.World.CheckNotReset(generation);
            return LlamaFileStore.Insert(turn, upload.Record(turn, project ?? LlamaProject.DefaultOf(turn), content.Key));
        });

        return Answer.Ok(LlamaFileResource.Of(file));
    }

    private Answer List(Call call)
    {
        var search = LlamaSearch.Of(call);
        var links = Links(call);

        return Answer.Ok(PageOf(call.World.Read(search.Page), links));
    }

    private async Task<Answer> Query(Call call)
    {
        var project = LlamaProject.AskedFor(call);
        var search = (await call.ReadAsync(WireJson.Wire.LlamaFileQuery)).Search(project);

        return Answer.Ok(PageOf(call.World.Read(search.Page), null));
    }

    private Answer Retrieve(Call call)
    {
        var project = LlamaProject.AskedFor(call);
        var links = Links(call);

        var file = call.World.Read(turn => LlamaFileStore.Get(turn, call.Route("file_id"), project));

        return Answer.Ok(LlamaFileResource.Of(file, links?.Invoke(file)));
    }

    private Answer Delete(Call call)
    {
        var project = LlamaProject.AskedFor(call);

        call.World.Free(turn =>
        {
            var file = LlamaFileStore.Get(turn, call.Route("file_id"), project);
            LlamaFileStore.Remove(turn, file);
            LlamaFileStore.DropContent(turn, store, file.ObjectKey);
            return file;
        });

        return Answer.NoContent();
    }

    private Answer Content(Call call)
    {
        var project = LlamaProject.AskedFor(call);
        var life = call.Query.Number("expires_at_seconds", 1, SigV4.LongestSeconds) ?? PresignedUrl.UsualSeconds;

        var file = call.World.Read(turn => LlamaFileStore.Get(turn, call.Route("file_id"), project));

        return Answer.Ok(PresignedUrl.Of(store, call, file, life));
    }

    /// <summary>What <c>expand=download_url</c> asks for; null when it was not asked.</summary>
    private Func<LlamaFileRecord, PresignedUrl>? Links(Call call) => call.Query.Choices("expand", "download_url").Length == 0
        ? null
        : file => PresignedUrl.Of(store, call, file, PresignedUrl.UsualSeconds);

    private static LlamaFilePage PageOf((List<LlamaFileRecord> Files, string? Next) page, Func<LlamaFileRecord, PresignedUrl>? links) =>
        new([.. page.Files.Select(file => LlamaFileResource.Of(file, links?.Invoke(file)))], page.Next);

    /// <summary>Refuses the 51st upload of five seconds, when limits are enforced; the service sends no Retry-After (public: its rate limits).</summary>
    private void CheckRate(World world)
    {
        if (world.UploadRate.Count(world.Clock.Now, UploadsInWindow).Exceeded && options.EnforceLimits)
            throw ApiError.RateLimited("Rate limit exceeded. The file upload limit is 10 requests per second.", retryAfterSeconds: null);
    }

    private static ApiError TooLarge() => ApiError.TooLarge($"The file exceeds the maximum size of 512 MB ({MaxFileBytes} bytes).");
}
