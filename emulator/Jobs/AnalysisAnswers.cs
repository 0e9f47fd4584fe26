using Scopix.Emulator.Files;
using Scopix.Emulator.Http;
using Scopix.Emulator.Processing;

namespace Scopix.Emulator.Jobs;

/// <summary>What an analysis has come to: a union on <c>status</c> (seed 001, Semantic Search &amp; Analyze).</summary>
public static class Analysis
{
    /// <summary>True when the text is extracted and has its vectors, or never will be.</summary>
    public static bool HasEnded(FileRecord file) =>
        ComponentStatus.IsTerminal(file.Stage(Pipeline.TextExtraction)!.Status) && ComponentStatus.IsTerminal(file.Stage(Pipeline.Embedding)!.Status);

    /// <summary>The answer for a document that has ended or not.</summary>
    /// <param name="file">The document.</param>
    /// <param name="text">Its text, when it is extracted.</param>
    /// <param name="job">The job that is waited for; null leaves it out of an ended one.</param>
    public static Answer Of(FileRecord file, string? text, string? job)
    {
        var extraction = file.Stage(Pipeline.TextExtraction)!.Status;
        if (!HasEnded(file))
            return Answer.Ok(new AnalysisProcessing(file.Id, "processing", job!, JobsApi.PollUrl(job!), file.DocumentType, Waiting(extraction)));
        if (file.Stage(Pipeline.Embedding)!.Status != ComponentStatus.Completed)
            return Answer.Ok(new AnalysisFailed(file.Id, "failed", file.Filename, file.SizeBytes, file.DocumentType, extraction, file.Error ?? "Processing failed", job));
        var took = Math.Max(0, (file.Stage(Pipeline.Embedding)!.EndedAt!.Value - file.CreatedAt).TotalMilliseconds);
        return Answer.Ok(new AnalysisCompleted(
            file.Id, "completed", file.Filename, file.SizeBytes, took, file.DocumentType, extraction, file.PagesShown, file.ChunksShown, text ?? "", job));
    }

    /// <summary>The example under way says <c>pending</c>; that it says so until the text is there is assumed.</summary>
    private static string Waiting(string extraction) => extraction == ComponentStatus.Completed ? extraction : ComponentStatus.Pending;
}

/// <summary>The text is there.</summary>
public sealed record AnalysisCompleted(
    string DocumentId, string Status, string Filename, long SizeBytes, double ProcessingTimeMs, string? DocumentType, string TextExtractionStatus,
    int? PageCount, int? ChunkCount, string ExtractedText, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? JobId);

/// <summary>It is not there yet: poll.</summary>
public sealed record AnalysisProcessing(string DocumentId, string Status, string JobId, string PollUrl, string? DocumentType, string TextExtractionStatus);

/// <summary>It will not come (the fields beyond the status are assumed).</summary>
public sealed record AnalysisFailed(
    string DocumentId, string Status, string Filename, long SizeBytes, string? DocumentType, string TextExtractionStatus, string ErrorMessage,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? JobId);

/// <summary>A document with these bytes is there already (the fields beyond the status are assumed, after the upload's).</summary>
public sealed record AnalysisSkipped(string DocumentId, string Status, string Filename, long SizeBytes, string? DocumentType, string ExistingFileId);

/// <summary>The answer of files.analyze_async.</summary>
public sealed record JobAccepted(string JobId, string Status, string PollUrl);
