using Scopix.Emulator.Files;
using Scopix.Emulator.Http;
using Scopix.Emulator.Processing;

namespace Scopix.Emulator.Uploads;

/// <summary>One file of a batch on its way in: prepared or refused, then recorded or found to be a duplicate.</summary>
public sealed class BatchEntry(int index, string filename)
{
    /// <summary>Its place in the request, from 0.</summary>
    public int Index => index;

    /// <summary>Its name.</summary>
    public string Filename => filename;

    /// <summary>Its published bytes.</summary>
    public Prepared? Prepared { get; init; }

    /// <summary>Why it was not taken.</summary>
    public ApiError? Refusal { get; set; }

    /// <summary>What it became.</summary>
    public FileRecord? File { get; set; }

    /// <summary>The file it duplicates.</summary>
    public string? DuplicateOf { get; set; }

    /// <summary>A file that is not taken.</summary>
    public static BatchEntry Rejected(ReceivedFile file, ApiError refusal) => new(file.Index, file.Filename) { Refusal = refusal };
}

/// <summary>The answer of a batch upload (seed 001, Streaming Upload).</summary>
public sealed record BatchUploaded(
    string SessionId, int TotalFiles, int AcceptedFiles, int RejectedFiles, string Status, BatchResult[]? ImmediateResults, string StatusUrl,
    string WebsocketChannel, BatchRejection[]? Rejections,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Suggestion? Suggestion)
{
    /// <summary>The answer for a recorded batch.</summary>
    public static BatchUploaded Of(string sessionId, List<BatchEntry> entries, string storageTarget, double elapsedMs)
    {
        BatchRejection[] rejections = [.. entries.Where(entry => entry.Refusal is not null).Select(BatchRejection.Of)];
        var accepted = entries.Count - rejections.Length;
        var small = entries.Count <= BatchApi.MostImmediate;
        return new BatchUploaded(
            sessionId, entries.Count, accepted, rejections.Length,
            accepted == 0 ? "rejected" : !small ? "processing" : rejections.Length > 0 ? "partial" : "completed",
            small ? [.. entries.Select(entry => BatchResult.Of(entry, storageTarget, elapsedMs))] : null,
            $"/api/v2/files/sessions/{sessionId}/status", $"batch.{sessionId}", rejections.Length == 0 ? null : rejections,
            entries.Any(entry => entry.Refusal?.Status == 413) ? new Suggestion(UploadsApi.LargeFiles) : null);
    }
}

/// <summary>What became of one file of a small batch: completed, failed or skipped.</summary>
public sealed record BatchResult(
    string? FileId, string Filename, string Status, double ProcessingTimeMs, bool Skipped, string? ExistingFileId, string? Error,
    string StorageTarget, string? MediaType, string? DocumentType, string? TextExtractionStatus)
{
    /// <summary>The result of an entry.</summary>
    public static BatchResult Of(BatchEntry entry, string storageTarget, double elapsedMs) => new(
        entry.File?.Id ?? entry.DuplicateOf, entry.Filename, entry.Refusal is not null ? "failed" : entry.DuplicateOf is not null ? "skipped" : "completed",
        elapsedMs, entry.DuplicateOf is not null, entry.DuplicateOf, entry.Refusal?.Message, storageTarget, entry.Prepared?.Facts.MediaType,
        entry.Prepared?.Facts.DocumentType, entry.File is null ? null : Statuses.Of(entry.File, Pipeline.TextExtraction));
}

/// <summary>A file that was not taken, and whether sending it again can help (public: the older reference's FileRejection).</summary>
public sealed record BatchRejection(string Filename, int Index, string Reason, bool Retryable)
{
    /// <summary>The rejection of a refused entry.</summary>
    public static BatchRejection Of(BatchEntry entry) => new(entry.Filename, entry.Index, entry.Refusal!.Message, entry.Refusal.Status == 429);
}
