using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Engine;
using Scopix.Emulator.Http;

namespace Scopix.Emulator.Api.Scopix.Jobs;

/// <summary>What an analysis has come to: a union on <c>status</c> (seed 001, Semantic Search &amp; Analyze).</summary>
internal static class AnalysisResponses
{
    /// <summary>True when the text is extracted and has its vectors, or never will be.</summary>
    public static bool HasEnded(FileRecord file) =>
        ComponentStatus.IsTerminal(file.FindStage(Pipeline.TextExtraction)!.Status)
            && ComponentStatus.IsTerminal(file.FindStage(Pipeline.Embedding)!.Status);

    /// <summary>The answer for a document that has ended or not.</summary>
    /// <param name="file">The document.</param>
    /// <param name="text">Its text, when it is extracted.</param>
    /// <param name="job">The job that is waited for; null leaves it out of an ended one.</param>
    public static ApiResponse Create(FileRecord file, string? text, string? job)
    {
        var extraction = file.FindStage(Pipeline.TextExtraction)!.Status;
        if (!HasEnded(file))
            return ApiResponse.Ok(
                new AnalysisProcessingResponse(file.Id, "processing", job!, JobsApi.GetPollUrl(job!), file.DocumentType,
                    GetPendingStatus(extraction)), ScopixJsonContext.Shared.AnalysisProcessingResponse);
        if (file.FindStage(Pipeline.Embedding)!.Status != ComponentStatus.Completed)
            return ApiResponse.Ok(
                new AnalysisFailedResponse(file.Id, "failed", file.Filename, file.SizeBytes, file.DocumentType, extraction,
                    file.Error ?? "Processing failed", job), ScopixJsonContext.Shared.AnalysisFailedResponse);
        var took = Math.Max(0, (file.FindStage(Pipeline.Embedding)!.EndedAt!.Value - file.CreatedAt).TotalMilliseconds);
        return ApiResponse.Ok(new AnalysisCompletedResponse(
            file.Id, "completed", file.Filename, file.SizeBytes, took, file.DocumentType, extraction, file.RevealedPageCount,
            file.RevealedChunkCount, text ?? "", job), ScopixJsonContext.Shared.AnalysisCompletedResponse);
    }

    /// <summary>The example under way says <c>pending</c>; that it says so until the text is there is assumed.</summary>
    private static string GetPendingStatus(
        string extraction) => extraction == ComponentStatus.Completed ? extraction : ComponentStatus.Pending;
}

/// <summary>The text is there.</summary>
internal sealed record AnalysisCompletedResponse(
    string DocumentId, string Status, string Filename, long SizeBytes, double ProcessingTimeMs, string? DocumentType,
    string TextExtractionStatus,
    int? PageCount, int? ChunkCount, string ExtractedText,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? JobId);

/// <summary>It is not there yet: poll.</summary>
internal sealed record AnalysisProcessingResponse(
    string DocumentId, string Status, string JobId, string PollUrl, string? DocumentType, string TextExtractionStatus);

/// <summary>It will not come (the fields beyond the status are assumed).</summary>
internal sealed record AnalysisFailedResponse(
    string DocumentId, string Status, string Filename, long SizeBytes, string? DocumentType, string TextExtractionStatus,
    string ErrorMessage,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? JobId);

/// <summary>A document with these bytes is there already (the fields beyond the status are assumed, after the upload's).</summary>
internal sealed record AnalysisSkippedResponse(
    string DocumentId, string Status, string Filename, long SizeBytes, string? DocumentType, string ExistingFileId);

/// <summary>The answer of files.analyze_async.</summary>
internal sealed record JobAcceptedResponse(string JobId, string Status, string PollUrl);
