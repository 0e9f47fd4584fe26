using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using Scopix.Emulator.Api.LlamaCloud;
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
using Scopix.Emulator.Control.Clock;
using Scopix.Emulator.Control.Coverage;
using Scopix.Emulator.Control.Credits;
using Scopix.Emulator.Control.Faults;
using Scopix.Emulator.Control.Journal;
using Scopix.Emulator.Control.Keys;
using Scopix.Emulator.Control.Rules;
using Scopix.Emulator.Control.Seeding;
using Scopix.Emulator.Control.Server;
using Scopix.Emulator.Control.Snapshots;
using Scopix.Emulator.Control.Stages;
using Scopix.Emulator.Control.Stubs;
using Scopix.Emulator.Engine;

namespace Scopix.Emulator.Http;

/// <summary>The JSON of everything sent, received and kept; source-generated, snake_case, null where the documents show null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(TimestampJsonConverter), typeof(FractionJsonConverter)])]
[JsonSerializable(typeof(ErrorEnvelope))]
[JsonSerializable(typeof(FastapiError))]
[JsonSerializable(typeof(FastapiIssue[]))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(KeyRecord))]
[JsonSerializable(typeof(ClockState))]
[JsonSerializable(typeof(FileList))]
[JsonSerializable(typeof(FileDetails))]
[JsonSerializable(typeof(UpdateFile))]
[JsonSerializable(typeof(UpdateFileResponse))]
[JsonSerializable(typeof(ReviewExtractionRequest))]
[JsonSerializable(typeof(ReviewExtractionResponse))]
[JsonSerializable(typeof(DeleteFileResponse))]
[JsonSerializable(typeof(BatchDeleteRequest))]
[JsonSerializable(typeof(BatchDeleteResponse))]
[JsonSerializable(typeof(UploadResponse))]
[JsonSerializable(typeof(BatchUploadResponse))]
[JsonSerializable(typeof(UploadStatusResponse))]
[JsonSerializable(typeof(SessionList))]
[JsonSerializable(typeof(SessionStatusResponse))]
[JsonSerializable(typeof(SessionChannelMessage))]
[JsonSerializable(typeof(SessionResultsResponse))]
[JsonSerializable(typeof(SessionSummaryResponse))]
[JsonSerializable(typeof(StuckUploadsResponse))]
[JsonSerializable(typeof(QuotaResponse))]
[JsonSerializable(typeof(CheckDuplicatesRequest))]
[JsonSerializable(typeof(CheckDuplicatesResponse))]
[JsonSerializable(typeof(UploadEventRequest))]
[JsonSerializable(typeof(LogEventResponse))]
[JsonSerializable(typeof(TriggerVariantsResponse))]
[JsonSerializable(typeof(SimilarImagesResponse))]
[JsonSerializable(typeof(DirectUploadRequest))]
[JsonSerializable(typeof(SingleShotUploadResponse))]
[JsonSerializable(typeof(MultipartUploadResponse))]
[JsonSerializable(typeof(DirectUploadResponse))]
[JsonSerializable(typeof(ConfirmPartRequest))]
[JsonSerializable(typeof(ConfirmPartResponse))]
[JsonSerializable(typeof(RetryPartRequest))]
[JsonSerializable(typeof(RetryPartResponse))]
[JsonSerializable(typeof(CompleteDirectUploadResponse))]
[JsonSerializable(typeof(AbortDirectUploadResponse))]
[JsonSerializable(typeof(IntentRecord))]
[JsonSerializable(typeof(ExportColumnsResponse))]
[JsonSerializable(typeof(ExportRequest))]
[JsonSerializable(typeof(ExportResponse))]
[JsonSerializable(typeof(DescriptionPage))]
[JsonSerializable(typeof(DescriptionResource))]
[JsonSerializable(typeof(DataExportRequest))]
[JsonSerializable(typeof(DataExportResponse))]
[JsonSerializable(typeof(DataExportRecord))]
[JsonSerializable(typeof(ExportStageRequest))]
[JsonSerializable(typeof(ExportStageResponse))]
[JsonSerializable(typeof(VideoScenesResponse))]
[JsonSerializable(typeof(CreateLink))]
[JsonSerializable(typeof(CreateLinkResponse))]
[JsonSerializable(typeof(RecrawlLinkResponse))]
[JsonSerializable(typeof(LlamaFileResource))]
[JsonSerializable(typeof(LlamaFilePage))]
[JsonSerializable(typeof(LlamaFileQuery))]
[JsonSerializable(typeof(PresignedUrl))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(HealthResponse))]
[JsonSerializable(typeof(InfoResponse))]
[JsonSerializable(typeof(ResetResponse))]
[JsonSerializable(typeof(ClockResponse))]
[JsonSerializable(typeof(AdvanceClockRequest))]
[JsonSerializable(typeof(FreezeClockRequest))]
[JsonSerializable(typeof(StageActionRequest))]
[JsonSerializable(typeof(StageResponse))]
[JsonSerializable(typeof(RestoreFileResponse))]
[JsonSerializable(typeof(ProjectResource))]
[JsonSerializable(typeof(ProjectList))]
[JsonSerializable(typeof(DeleteProjectResponse))]
[JsonSerializable(typeof(CreateProject))]
[JsonSerializable(typeof(UpdateProject))]
[JsonSerializable(typeof(FolderResource))]
[JsonSerializable(typeof(FolderList))]
[JsonSerializable(typeof(FolderContents))]
[JsonSerializable(typeof(BreadcrumbsResponse))]
[JsonSerializable(typeof(DeleteFolderResponse))]
[JsonSerializable(typeof(CreateFolder))]
[JsonSerializable(typeof(RenameFolder))]
[JsonSerializable(typeof(MoveFolder))]
[JsonSerializable(typeof(MoveFiles))]
[JsonSerializable(typeof(MoveFilesResponse))]
[JsonSerializable(typeof(int[]))]
[JsonSerializable(typeof(DigitizedPageRecord))]
[JsonSerializable(typeof(DocumentTextResponse))]
[JsonSerializable(typeof(ChunkList))]
[JsonSerializable(typeof(DigitizationResponse))]
[JsonSerializable(typeof(DigitizationStatusResponse))]
[JsonSerializable(typeof(DigitizedPageResource))]
[JsonSerializable(typeof(DocumentStatusResponse))]
[JsonSerializable(typeof(ImageStatusResponse))]
[JsonSerializable(typeof(VideoStatusResponse))]
[JsonSerializable(typeof(SearchRequest))]
[JsonSerializable(typeof(SearchResponse))]
[JsonSerializable(typeof(AnalysisCompletedResponse))]
[JsonSerializable(typeof(AnalysisProcessingResponse))]
[JsonSerializable(typeof(AnalysisFailedResponse))]
[JsonSerializable(typeof(AnalysisSkippedResponse))]
[JsonSerializable(typeof(JobAcceptedResponse))]
[JsonSerializable(typeof(SetCreditsRequest))]
[JsonSerializable(typeof(CreditsResponse))]
[JsonSerializable(typeof(CreateFault))]
[JsonSerializable(typeof(FaultListResponse))]
[JsonSerializable(typeof(CreateStub))]
[JsonSerializable(typeof(StubListResponse))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(RemovalResponse))]
[JsonSerializable(typeof(RequestListResponse))]
[JsonSerializable(typeof(RequestDetails))]
[JsonSerializable(typeof(VerificationRequest))]
[JsonSerializable(typeof(VerificationResponse))]
[JsonSerializable(typeof(CoverageResponse))]
[JsonSerializable(typeof(ClearCoverageResponse))]
[JsonSerializable(typeof(SaveSnapshotRequest))]
[JsonSerializable(typeof(BranchSnapshotRequest))]
[JsonSerializable(typeof(SnapshotDiff))]
[JsonSerializable(typeof(FaultRecord))]
[JsonSerializable(typeof(StubRecord))]
[JsonSerializable(typeof(SnapshotRecord))]
[JsonSerializable(typeof(SnapshotResource))]
[JsonSerializable(typeof(SnapshotListResponse))]
[JsonSerializable(typeof(SeedRequest))]
[JsonSerializable(typeof(SeedResponse))]
[JsonSerializable(typeof(KeyRequest))]
[JsonSerializable(typeof(KeyResource))]
[JsonSerializable(typeof(KeyListResponse))]
[JsonSerializable(typeof(Fault))]
[JsonSerializable(typeof(Stub))]
[JsonSerializable(typeof(ExpectedRequest))]
public sealed partial class WireJson : JsonSerializerContext
{
    /// <summary>The one instance: text is written as UTF-8, not as escapes.</summary>
    public static WireJson Wire => Unescaped.Json;

    /// <summary>Made on first use, when <see cref="Default"/> is there.</summary>
    private static class Unescaped
    {
        internal static readonly WireJson Json = new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }
}
