using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Uploads;
using Scopix.Media;

namespace Scopix.Emulator.Api.Scopix.Jobs;

/// <summary>Extracts a document's text, in the response or as a job (seed 001, Semantic Search &amp; Analyze).</summary>
internal sealed class JobsApi(IObjectStore store, UploadProcessor uploadProcessor, Authenticator authenticator, EmulatorOptions options)
{
    public const long MaxFileBytes = 10L * 1024 * 1024;

    private const string StreamingUploadPath = "/api/v2/files/upload";

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);
    private static readonly FormLimits Limits = new("file", 1, MaxFileBytes, MaxFileBytes, KeepOversizedFiles: false, CreateTooLargeError);

    public void Map(IEndpointRouteBuilder api)
    {
        api.MapOperation("files.analyze", "POST", "/files/analyze", Analyze);
        api.MapOperation("files.analyze_async", "POST", "/files/analyze/async", AnalyzeAsync);
        api.MapOperation("jobs.get", "GET", "/job/{job_id}", Get);
    }

    public static string GetPollUrl(string job) => "/api/v2/job/" + job;

    private async Task<ApiResponse> Analyze(RequestContext context)
    {
        var received = await ReceiveDocumentAsync(context);
        if (received.File is not { } file) return ApiResponse.Ok(received.Skipped!, ScopixJsonContext.Shared.AnalysisSkippedResponse);
        var ended = await WaitForAnalysisAsync(context, file, TimeSpan.FromSeconds(received.Timeout));
        if (AnalysisResponses.HasEnded(ended)) return AnalysisResponses.Create(ended, await ReadTextAsync(context, ended), null);
        return AnalysisResponses.Create(ended, null, context.Tenant.Write(transaction => CreateJob(transaction, ended.Id)));
    }

    private async Task<ApiResponse> AnalyzeAsync(RequestContext context)
    {
        var received = await ReceiveDocumentAsync(context);
        var job = context.Tenant.Write(transaction => CreateJob(transaction, received.File?.Id ?? received.Skipped!.ExistingFileId));
        return ApiResponse.Accepted(new JobAcceptedResponse(job, "processing", GetPollUrl(job)),
            ScopixJsonContext.Shared.JobAcceptedResponse);
    }

    private async Task<ApiResponse> Get(RequestContext context)
    {
        var id = context.GetRouteUuid("job_id");

        var file = context.Tenant.Read(transaction =>
            FileStore.Get(transaction,
                transaction.Db.QueryText("SELECT file_id FROM jobs WHERE id = $1", id) ?? throw ApiError.NotFound("Job")));

        return AnalysisResponses.Create(file, await ReadTextAsync(context, file), id);
    }

    private async Task<ReceivedDocument> ReceiveDocumentAsync(RequestContext context)
    {
        var limits = authenticator.GetTierLimits(context.Tenant);
        using var slot = UploadsApi.AcquireSlot(context.Tenant, limits, options.EnforceLimits);
        var generation = context.Tenant.Generation;
        using var form = await MultipartForm.ReadAsync(context, store, Limits);
        var timeout = form.Fields.Number("timeout", 5, 120) ?? 60;
        var request = UploadRequest.ParseForAnalysis(context, form.Fields);
        if (form.Files.Count == 0) throw ApiError.Invalid("file", "is required: send a file part with a filename");
        using var prepared = await uploadProcessor.PrepareAsync(context.Tenant, generation, form.Files[0], request, context.Cancel);
        if (prepared.Facts.MediaType != "document")
            throw ApiError.BadRequest($"File is a {prepared.Facts.MediaType}: only PDF, DOCX, TXT and MD are analyzed", "file");

        var (file, duplicate) = context.Tenant.Write(transaction =>
            uploadProcessor.RecordUnlessDuplicate(transaction, prepared, request,
                new UploadOrigin("STREAMING", null, options.EnforceLimits ? limits.MonthlyDescriptions : null)));
        return new ReceivedDocument(timeout, file, duplicate is null ? null : new AnalysisSkippedResponse(
            duplicate, "skipped", prepared.Filename, prepared.SizeBytes, prepared.Facts.DocumentType, duplicate));
    }

    /// <summary>
    /// Waits on the tenant's clock, which may be advanced as soon as the file is visible, so the time counts from then. It does not wait
    /// when the clock is frozen or stages wait for their release, because the analysis would not end.
    /// </summary>
    private async Task<FileRecord> WaitForAnalysisAsync(RequestContext context, FileRecord file, TimeSpan timeout)
    {
        var deadline = file.CreatedAt + timeout;
        while (!AnalysisResponses.HasEnded(file) && options.Pipeline != PipelineMode.Manual && context.Tenant.Clock.State.FrozenAt is null
            && context.Tenant.Clock.Now < deadline)
        {
            await Task.Delay(PollInterval, TimeProvider.System, context.Cancel);
            file = context.Tenant.Read(transaction => FileStore.Find(transaction, file.Id))
                ?? throw ApiError.ResetDuringRequest();
        }
        return file;
    }

    private async Task<string?> ReadTextAsync(RequestContext context, FileRecord file) =>
        file.TextKey is { } key && AnalysisResponses.HasEnded(file)
            ? (await StoredDocumentText.ReadAsync(store, context.Tenant.Storage, key, DocumentReader.MaxCharacters, context.Cancel)).Text
            : null;

    private static string CreateJob(Transaction transaction, string file)
    {
        var id = transaction.Ids.Next();
        transaction.Db.Execute("INSERT INTO jobs VALUES ($1, $2, $3)", id, file, Database.ToMicroseconds(transaction.Now));
        return id;
    }

    private static ApiError CreateTooLargeError() =>
        ApiError.TooLarge("file", $"exceeds the limit of 10 MB ({MaxFileBytes} bytes) for analysis; use POST {StreamingUploadPath}",
            StreamingUploadPath);

    private sealed record ReceivedDocument(int Timeout, FileRecord? File, AnalysisSkippedResponse? Skipped);
}
