using Scopix.Emulator.Api.Scopix.Files;

namespace Scopix.Emulator.Api.Scopix.Jobs;

/// <summary>The result of an analysis: a union on <c>status</c> (seed 001, Semantic Search &amp; Analyze).</summary>
internal static class AnalysisResponses
{
    public static bool HasEnded(FileRecord file) =>
        ComponentStatus.IsTerminal(file.FindStage(StageCatalog.TextExtraction)!.Status)
            && ComponentStatus.IsTerminal(file.FindStage(StageCatalog.Embedding)!.Status);

    /// <param name="job">The job to poll; null, which omits it, only when the analysis has ended.</param>
    public static ApiResponse Create(FileRecord file, string? text, string? job)
    {
        var extraction = file.FindStage(StageCatalog.TextExtraction)!.Status;
        if (!HasEnded(file))
            return ApiResponse.Ok(
                new AnalysisProcessingResponse(file.Id, "processing", job!, JobsApi.GetPollUrl(job!), file.DocumentType,
                    GetPendingStatus(extraction)), ScopixJsonContext.Shared.AnalysisProcessingResponse);
        if (file.FindStage(StageCatalog.Embedding)!.Status != ComponentStatus.Completed)
            return ApiResponse.Ok(
                new AnalysisFailedResponse(file.Id, "failed", file.Filename, file.SizeBytes, file.DocumentType, extraction,
                    file.Error ?? "Processing failed", job), ScopixJsonContext.Shared.AnalysisFailedResponse);
        var took = Math.Max(0, (file.FindStage(StageCatalog.Embedding)!.EndedAt!.Value - file.CreatedAt).TotalMilliseconds);
        return ApiResponse.Ok(new AnalysisCompletedResponse(
            file.Id, "completed", file.Filename, file.SizeBytes, took, file.DocumentType, extraction, file.RevealedPageCount,
            file.RevealedChunkCount, text ?? "", job), ScopixJsonContext.Shared.AnalysisCompletedResponse);
    }

    /// <summary>The example of a running analysis shows <c>pending</c>; that it is shown until the text is extracted is assumed.</summary>
    private static string GetPendingStatus(string extraction) =>
        extraction == ComponentStatus.Completed ? extraction : ComponentStatus.Pending;
}

internal sealed record AnalysisCompletedResponse(
    string DocumentId, string Status, string Filename, long SizeBytes, double ProcessingTimeMs, string? DocumentType,
    string TextExtractionStatus, int? PageCount, int? ChunkCount, string ExtractedText,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? JobId);

internal sealed record AnalysisProcessingResponse(
    string DocumentId, string Status, string JobId, string PollUrl, string? DocumentType, string TextExtractionStatus);

/// <summary>The analysis has failed (the fields beyond the status are assumed).</summary>
internal sealed record AnalysisFailedResponse(
    string DocumentId, string Status, string Filename, long SizeBytes, string? DocumentType, string TextExtractionStatus,
    string ErrorMessage, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? JobId);

/// <summary>A document with these bytes exists (the fields beyond the status are assumed from the response to an upload).</summary>
internal sealed record AnalysisSkippedResponse(
    string DocumentId, string Status, string Filename, long SizeBytes, string? DocumentType, string ExistingFileId);

internal sealed record JobAcceptedResponse(string JobId, string Status, string PollUrl);
