using Scopix.Emulator.Documents;
using Scopix.Emulator.Files;
using Scopix.Emulator.Http;
using Scopix.Emulator.Media;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.State;
using Scopix.Emulator.Uploads;

namespace Scopix.Emulator.Jobs;

/// <summary>A document in, its text out, at once or by a job (seed 001, Semantic Search &amp; Analyze).</summary>
public sealed class JobsApi(IObjectStore store, Intake intake, Callers callers, EmulatorOptions options)
{
    /// <summary>The greatest document, 10 MB.</summary>
    public const long MaxFileBytes = 10L * 1024 * 1024;

    private const string LargerFiles = "/api/v2/files/upload";

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);
    private static readonly FormLimits Limits = new("file", 1, MaxFileBytes, MaxFileBytes, KeepTooLarge: false, TooLarge);

    /// <summary>The route table.</summary>
    public void Map(IEndpointRouteBuilder api)
    {
        api.Operation("files.analyze", "POST", "/files/analyze", Analyze);
        api.Operation("files.analyze_async", "POST", "/files/analyze/async", AnalyzeAsync);
        api.Operation("jobs.get", "GET", "/job/{job_id}", Get);
    }

    /// <summary>Where a job is polled.</summary>
    public static string PollUrl(string job) => "/api/v2/job/" + job;

    private async Task<Answer> Analyze(Call call)
    {
        var taken = await TakeAsync(call);
        if (taken.File is not { } file) return Answer.Ok(taken.Skipped!);
        var ended = await WaitAsync(call, file, TimeSpan.FromSeconds(taken.Timeout));
        if (Analysis.HasEnded(ended)) return Analysis.Of(ended, await TextAsync(call, ended), null);
        return Analysis.Of(ended, null, call.World.Write(turn => NewJob(turn, ended.Id)));
    }

    private async Task<Answer> AnalyzeAsync(Call call)
    {
        var taken = await TakeAsync(call);
        var job = call.World.Write(turn => NewJob(turn, taken.File?.Id ?? taken.Skipped!.ExistingFileId));
        return Answer.Accepted(new JobAccepted(job, "processing", PollUrl(job)));
    }

    private async Task<Answer> Get(Call call)
    {
        var id = call.RouteUuid("job_id");

        var file = call.World.Read(turn =>
            FileStore.Get(turn, turn.Db.Text("SELECT file_id FROM jobs WHERE id = $1", id) ?? throw ApiError.NotFound("Job")));

        return Analysis.Of(file, await TextAsync(call, file), id);
    }

    private async Task<Taken> TakeAsync(Call call)
    {
        var limits = callers.LimitsOf(call.World);
        using var slot = UploadsApi.TakeSlot(call.World, limits, options.EnforceLimits);
        var generation = call.World.Generation;
        using var form = await Form.ReadAsync(call, store, Limits);
        var timeout = form.Fields.Number("timeout", 5, 120) ?? 60;
        var request = UploadRequest.OfAnalysis(call, form.Fields);
        if (form.Files.Count == 0) throw ApiError.Invalid("file", "is required: send a file part with a filename");
        using var prepared = await intake.PrepareAsync(call.World, generation, form.Files[0], request, call.Cancel);
        if (prepared.Facts.MediaType != "document") throw ApiError.BadRequest($"File is a {prepared.Facts.MediaType}: only PDF, DOCX, TXT and MD are analyzed", "file");

        var (file, duplicate) = call.World.Write(turn =>
            intake.Record(turn, prepared, request, new Arrival("STREAMING", null, options.EnforceLimits ? limits.MonthlyDescriptions : null)));
        return new Taken(timeout, file, duplicate is null ? null : new AnalysisSkipped(
            duplicate, "skipped", prepared.Filename, prepared.SizeBytes, prepared.Facts.DocumentType, duplicate));
    }

    /// <summary>
    /// Waits on the tenant's clock, which may be advanced meanwhile; not at all where it stands still or stages wait for their
    /// release, since nothing would come of it.
    /// </summary>
    private async Task<FileRecord> WaitAsync(Call call, FileRecord file, TimeSpan timeout)
    {
        var deadline = call.World.Clock.Now + timeout;
        while (!Analysis.HasEnded(file) && options.Pipeline != PipelineMode.Manual && call.World.Clock.State.FrozenAt is null && call.World.Clock.Now < deadline)
        {
            await Task.Delay(Pace, TimeProvider.System, call.Cancel);
            file = call.World.Read(turn => FileStore.Find(turn, file.Id)) ?? throw ApiError.Conflict("The emulator was reset during the request; send it again");
        }
        return file;
    }

    private async Task<string?> TextAsync(Call call, FileRecord file) => file.TextKey is { } key && Analysis.HasEnded(file)
        ? (await DocumentPlainText.ReadAsync(store, call.World.Storage, key, DocumentReader.MaxCharacters, call.Cancel)).Text
        : null;

    private static string NewJob(Turn turn, string file)
    {
        var id = turn.Ids.Next();
        turn.Db.Execute("INSERT INTO jobs VALUES ($1, $2, $3)", id, file, Database.Micros(turn.Now));
        return id;
    }

    private static ApiError TooLarge() => ApiError.TooLarge("file", $"exceeds the limit of 10 MB ({MaxFileBytes} bytes) for analysis; use POST {LargerFiles}", LargerFiles);

    /// <summary>What came of an upload: a file, or a duplicate.</summary>
    private sealed record Taken(int Timeout, FileRecord? File, AnalysisSkipped? Skipped);
}
