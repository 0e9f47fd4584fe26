using System.Text.Encodings.Web;
using Scopix.Emulator.Api.Scopix.Data;
using Scopix.Emulator.Api.Scopix.DirectUploads;
using Scopix.Emulator.Api.Scopix.Documents;
using Scopix.Emulator.Api.Scopix.Exports;
using Scopix.Emulator.Api.Scopix.Extractions;
using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Folders;
using Scopix.Emulator.Api.Scopix.Images;
using Scopix.Emulator.Api.Scopix.Jobs;
using Scopix.Emulator.Api.Scopix.Links;
using Scopix.Emulator.Api.Scopix.Projects;
using Scopix.Emulator.Api.Scopix.Quota;
using Scopix.Emulator.Api.Scopix.Search;
using Scopix.Emulator.Api.Scopix.Sessions;
using Scopix.Emulator.Api.Scopix.Telemetry;
using Scopix.Emulator.Api.Scopix.Uploads;
using Scopix.Emulator.Api.Scopix.Videos;
using Scopix.Fixtures;

namespace Scopix.Emulator.Api.Scopix;

/// <summary>
/// The JSON that the Scopix API receives, sends and stores, in snake_case. Null values are written, as the documents show them.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(TimestampJsonConverter), typeof(FractionJsonConverter)])]
[JsonSerializable(typeof(IReadOnlyList<TextRegion>))]
[JsonSerializable(typeof(AbortDirectUploadResponse))]
[JsonSerializable(typeof(AnalysisCompletedResponse))]
[JsonSerializable(typeof(AnalysisFailedResponse))]
[JsonSerializable(typeof(AnalysisProcessingResponse))]
[JsonSerializable(typeof(AnalysisSkippedResponse))]
[JsonSerializable(typeof(BatchDeleteRequest))]
[JsonSerializable(typeof(BatchDeleteResponse))]
[JsonSerializable(typeof(BatchUploadResponse))]
[JsonSerializable(typeof(BreadcrumbsResponse))]
[JsonSerializable(typeof(CheckDuplicatesRequest))]
[JsonSerializable(typeof(CheckDuplicatesResponse))]
[JsonSerializable(typeof(ChunkList))]
[JsonSerializable(typeof(CompleteDirectUploadResponse))]
[JsonSerializable(typeof(ConfirmPartRequest))]
[JsonSerializable(typeof(ConfirmPartResponse))]
[JsonSerializable(typeof(CreateFolder))]
[JsonSerializable(typeof(CreateLink))]
[JsonSerializable(typeof(CreateLinkResponse))]
[JsonSerializable(typeof(CreateProject))]
[JsonSerializable(typeof(DataExportRecord))]
[JsonSerializable(typeof(DataExportRequest))]
[JsonSerializable(typeof(DataExportResponse))]
[JsonSerializable(typeof(DeleteFileResponse))]
[JsonSerializable(typeof(DeleteFolderResponse))]
[JsonSerializable(typeof(DeleteProjectResponse))]
[JsonSerializable(typeof(DescriptionPage))]
[JsonSerializable(typeof(DescriptionResource))]
[JsonSerializable(typeof(DigitizationResponse))]
[JsonSerializable(typeof(DigitizationStatusResponse))]
[JsonSerializable(typeof(DigitizedPageRecord))]
[JsonSerializable(typeof(DigitizedPageResource))]
[JsonSerializable(typeof(DirectUploadRequest))]
[JsonSerializable(typeof(DirectUploadResponse))]
[JsonSerializable(typeof(DocumentStatusResponse))]
[JsonSerializable(typeof(DocumentTextResponse))]
[JsonSerializable(typeof(ExportColumnsResponse))]
[JsonSerializable(typeof(ExportRequest))]
[JsonSerializable(typeof(ExportResponse))]
[JsonSerializable(typeof(FileDetails))]
[JsonSerializable(typeof(FileSummary))]
[JsonSerializable(typeof(FolderContents))]
[JsonSerializable(typeof(FolderList))]
[JsonSerializable(typeof(FolderResource))]
[JsonSerializable(typeof(ImageStatusResponse))]
[JsonSerializable(typeof(IntentRecord))]
[JsonSerializable(typeof(JobAcceptedResponse))]
[JsonSerializable(typeof(LogEventResponse))]
[JsonSerializable(typeof(MoveFiles))]
[JsonSerializable(typeof(MoveFilesResponse))]
[JsonSerializable(typeof(MoveFolder))]
[JsonSerializable(typeof(MultipartUploadResponse))]
[JsonSerializable(typeof(ProjectList))]
[JsonSerializable(typeof(ProjectResource))]
[JsonSerializable(typeof(QuotaResponse))]
[JsonSerializable(typeof(RecrawlLinkResponse))]
[JsonSerializable(typeof(RenameFolder))]
[JsonSerializable(typeof(RetryPartRequest))]
[JsonSerializable(typeof(RetryPartResponse))]
[JsonSerializable(typeof(ReviewExtractionRequest))]
[JsonSerializable(typeof(ReviewExtractionResponse))]
[JsonSerializable(typeof(SearchRequest))]
[JsonSerializable(typeof(SearchResponse))]
[JsonSerializable(typeof(SessionChannelMessage))]
[JsonSerializable(typeof(SessionList))]
[JsonSerializable(typeof(SessionResultsResponse))]
[JsonSerializable(typeof(SessionStatusResponse))]
[JsonSerializable(typeof(SessionSummaryResponse))]
[JsonSerializable(typeof(SimilarImagesResponse))]
[JsonSerializable(typeof(SingleShotUploadResponse))]
[JsonSerializable(typeof(StuckUploadsResponse))]
[JsonSerializable(typeof(TriggerVariantsResponse))]
[JsonSerializable(typeof(UpdateFile))]
[JsonSerializable(typeof(UpdateFileResponse))]
[JsonSerializable(typeof(UpdateProject))]
[JsonSerializable(typeof(UploadEventRequest))]
[JsonSerializable(typeof(UploadResponse))]
[JsonSerializable(typeof(UploadStatusResponse))]
[JsonSerializable(typeof(VideoScenesResponse))]
[JsonSerializable(typeof(VideoStatusResponse))]
internal sealed partial class ScopixJsonContext : JsonSerializerContext
{
    /// <summary>Writes non-ASCII characters as UTF-8 instead of escapes.</summary>
    public static ScopixJsonContext Shared =>
        field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Refuses unknown fields, as the control API does.</summary>
    public static ScopixJsonContext Strict =>
        field ??= new(new JsonSerializerOptions(Shared.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow });
}
