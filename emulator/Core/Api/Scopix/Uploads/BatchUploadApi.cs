using Scopix.Emulator.Api.Scopix.Sessions;

namespace Scopix.Emulator.Api.Scopix.Uploads;

/// <summary>The upload of several files in one request, which a session tracks (seed 001, Streaming Upload).</summary>
internal sealed class BatchUploadApi(
    IObjectStore store, UploadProcessor uploadProcessor, Authenticator authenticator, EmulatorOptions options)
{
    /// <summary>The limit for all files of a batch together: 2 GB (public: Rate Limits).</summary>
    public const long MaxBatchBytes = 2L * 1024 * 1024 * 1024;

    /// <summary>
    /// The largest batch whose response has a result for each file (public: the older reference; seed 001 says "small batches").
    /// </summary>
    public const int MaxImmediateResults = 5;

    public void Map(IEndpointRouteBuilder api) => api.MapOperation("files.upload_batch", "POST", "/files/upload/batch", UploadBatch);

    private async Task<ApiResponse> UploadBatch(RequestContext context)
    {
        var tier = authenticator.GetTierLimits(context.Tenant);
        using var slot = UploadsApi.AcquireSlot(context.Tenant, tier, options.EnforceLimits);
        var (startedAt, generation) = (context.Tenant.Clock.Now, context.Tenant.Generation);
        var limits = new FormLimits("files", options.EnforceLimits ? tier.BatchFiles : null, UploadsApi.MaxFileBytes, MaxBatchBytes,
            KeepOversizedFiles: true, CreateBatchTooLargeError);
        using var form = await MultipartForm.ReadAsync(context, store, limits);
        var request = UploadRequest.Parse(context, form.Fields) with { Title = null };
        if (form.Files.Count == 0) throw ApiError.Invalid("files", "is required: send at least one file part with a filename");
        var entries = new List<BatchUploadEntry>();
        try
        {
            foreach (var file in form.Files) entries.Add(await PrepareEntryAsync(context, generation, file, request));
            var quota = options.EnforceLimits ? tier.MonthlyDescriptions : null;

            var session = context.Tenant.Write(transaction =>
            {
                transaction.Tenant.ThrowIfReset(generation);
                return RecordBatch(transaction, entries, request, quota);
            });

            var elapsed = Math.Round((context.Tenant.Clock.Now - startedAt).TotalMilliseconds / entries.Count, 3);
            return ApiResponse.Created(BatchUploadResponse.From(session, entries, request.StorageTarget, elapsed),
                ScopixJsonContext.Shared.BatchUploadResponse);
        }
        finally
        {
            foreach (var entry in entries) entry.Prepared?.Dispose();
        }
    }

    private static ApiError CreateBatchTooLargeError() =>
        ApiError.TooLarge("files", $"exceed 2 GB ({MaxBatchBytes} bytes) together", UploadsApi.DirectUploadsPath);

    private async Task<BatchUploadEntry> PrepareEntryAsync(RequestContext context, int generation, ReceivedFile file, UploadRequest request)
    {
        if (file.Staged is null) return BatchUploadEntry.CreateRejected(file, UploadsApi.CreateTooLargeError());
        try
        {
            var prepared = await uploadProcessor.PrepareAsync(context.Tenant, generation, file, request, context.Cancel);
            return new BatchUploadEntry(file.Index, file.Filename) { Prepared = prepared };
        }
        catch (ApiError refused)
        {
            return BatchUploadEntry.CreateRejected(file, refused);
        }
    }

    private string RecordBatch(Transaction transaction, List<BatchUploadEntry> entries, UploadRequest request, int? quota)
    {
        var session = SessionStore.Insert(transaction, "streaming");
        foreach (var entry in entries)
        {
            if (entry.Prepared is { } prepared) RecordEntry(transaction, entry, prepared, request, session.Id, quota);
            SessionStore.AddItem(transaction, session, entry.Index, entry.Filename, entry.File, entry.DuplicateOf, entry.Rejection);
        }
        return session.Id;
    }

    private void RecordEntry(
        Transaction transaction, BatchUploadEntry entry, PreparedUpload prepared, UploadRequest request, string sessionId, int? quota)
    {
        try
        {
            (entry.File, entry.DuplicateOf) =
                uploadProcessor.RecordUnlessDuplicate(transaction, prepared, request, new UploadOrigin("STREAMING", sessionId, quota));
        }
        catch (ApiError exceeded) when (exceeded.Code == "USAGE_LIMIT_EXCEEDED")
        {
            entry.Rejection = exceeded;
        }
    }
}
