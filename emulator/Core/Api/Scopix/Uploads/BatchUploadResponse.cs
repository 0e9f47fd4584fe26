using Scopix.Emulator.Api.Scopix.Files;

namespace Scopix.Emulator.Api.Scopix.Uploads;

/// <summary>One file of a batch while it is processed: prepared or rejected, then recorded or found to be a duplicate.</summary>
internal sealed class BatchUploadEntry(int index, string filename)
{
    public int Index => index;

    public string Filename => filename;
    public PreparedUpload? Prepared { get; init; }

    public ApiError? Rejection { get; set; }

    public FileRecord? File { get; set; }
    public string? DuplicateOf { get; set; }

    public static BatchUploadEntry CreateRejected(ReceivedFile file, ApiError refusal) =>
        new(file.Index, file.Filename) { Rejection = refusal };
}

/// <summary>The response to a batch upload (seed 001, Streaming Upload).</summary>
internal sealed record BatchUploadResponse(
    string SessionId, int TotalFiles, int AcceptedFiles, int RejectedFiles, string Status, BatchUploadResult[]? ImmediateResults,
    string StatusUrl, string WebsocketChannel, BatchUploadRejection[]? Rejections,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Suggestion? Suggestion)
{
    public static BatchUploadResponse From(string sessionId, List<BatchUploadEntry> entries, string storageTarget, double elapsedMs)
    {
        BatchUploadRejection[] rejections = [.. entries.Where(entry => entry.Rejection is not null).Select(BatchUploadRejection.From)];
        var accepted = entries.Count - rejections.Length;
        var isSmall = entries.Count <= BatchUploadApi.MaxImmediateResults;
        return new BatchUploadResponse(
            sessionId, entries.Count, accepted, rejections.Length,
            accepted == 0 ? "rejected" : !isSmall ? "processing" : rejections.Length > 0 ? "partial" : "completed",
            isSmall ? [.. entries.Select(entry => BatchUploadResult.From(entry, storageTarget, elapsedMs))] : null,
            $"/api/v2/files/sessions/{sessionId}/status", $"batch.{sessionId}", rejections.Length == 0 ? null : rejections,
            entries.Any(entry => entry.Rejection?.Status == 413) ? new Suggestion(UploadsApi.DirectUploadsPath) : null);
    }
}

/// <summary>The result of one file of a small batch: completed, failed or skipped.</summary>
internal sealed record BatchUploadResult(
    string? FileId, string Filename, string Status, double ProcessingTimeMs, bool Skipped, string? ExistingFileId, string? Error,
    string StorageTarget, string? MediaType, string? DocumentType, string? TextExtractionStatus)
{
    public static BatchUploadResult From(BatchUploadEntry entry, string storageTarget, double elapsedMs) => new(
        entry.File?.Id ?? entry.DuplicateOf, entry.Filename,
        entry.Rejection is not null ? "failed" : entry.DuplicateOf is not null ? "skipped" : "completed",
        elapsedMs, entry.DuplicateOf is not null, entry.DuplicateOf, entry.Rejection?.Message, storageTarget,
        entry.Prepared?.Facts.MediaType, entry.Prepared?.Facts.DocumentType,
        entry.File is null ? null : FileStatuses.FindStageStatus(entry.File, StageCatalog.TextExtraction));
}

/// <summary>A rejected file, and whether sending it again can help (public: the older reference's FileRejection).</summary>
internal sealed record BatchUploadRejection(string Filename, int Index, string Reason, bool Retryable)
{
    public static BatchUploadRejection From(BatchUploadEntry entry) =>
        new(entry.Filename, entry.Index, entry.Rejection!.Message, entry.Rejection.Status == 429);
}
