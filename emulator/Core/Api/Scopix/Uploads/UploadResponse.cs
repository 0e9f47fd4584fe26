using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Media;

namespace Scopix.Emulator.Api.Scopix.Uploads;

/// <summary>The response to a streaming upload (seed 001, Streaming Upload).</summary>
internal sealed record UploadResponse(
    string? FileId, string UploadMethod, string Status, double ProcessingTimeMs, bool UploadCompleted, bool ThumbnailGenerationStarted,
    bool AnalysisStarted, bool Skipped, string? ExistingFileId, string StorageTarget, string MediaType, string? DocumentType,
    string? TextExtractionStatus)
{
    public static UploadResponse FromFile(FileRecord file, string storageTarget, double elapsedMs) => new(
        file.Id, file.UploadMethod, GetStatus(file), elapsedMs, true, file.FindStage(StageCatalog.Variants) is not null,
        file.Stages.Any(stage => stage.Name != StageCatalog.Variants && stage.Status != ComponentStatus.Skipped), false, null,
        storageTarget, file.MediaType, file.DocumentType, FileStatuses.FindStageStatus(file, StageCatalog.TextExtraction));

    /// <summary><c>file_id</c> names the existing file, as <c>existing_file_id</c> does (assumed).</summary>
    public static UploadResponse FromDuplicate(string existing, MediaFacts facts, string storageTarget, double elapsedMs) => new(
        existing, "STREAMING", "skipped", elapsedMs, true, false, false, true, existing, storageTarget, facts.MediaType, facts.DocumentType,
        null);

    /// <summary>
    /// An image is completed when its bytes are stored (the example shows that while its analysis runs); documents and videos are
    /// processing until their stages have ended (assumed).
    /// </summary>
    private static string GetStatus(FileRecord file) =>
        file.MediaType == "image" || FileStatuses.IsTerminal(file) ? "completed" : "processing";
}
