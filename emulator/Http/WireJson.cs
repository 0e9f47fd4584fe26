using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using Scopix.Emulator.Control;
using Scopix.Emulator.Coverage;
using Scopix.Emulator.Data;
using Scopix.Emulator.DirectUploads;
using Scopix.Emulator.Documents;
using Scopix.Emulator.Exports;
using Scopix.Emulator.Extractions;
using Scopix.Emulator.Faults;
using Scopix.Emulator.Files;
using Scopix.Emulator.Folders;
using Scopix.Emulator.Images;
using Scopix.Emulator.Jobs;
using Scopix.Emulator.Journal;
using Scopix.Emulator.Links;
using Scopix.Emulator.LlamaCloud;
using Scopix.Emulator.Projects;
using Scopix.Emulator.Quota;
using Scopix.Emulator.Search;
using Scopix.Emulator.Seeding;
using Scopix.Emulator.Sessions;
using Scopix.Emulator.Snapshots;
using Scopix.Emulator.State;
using Scopix.Emulator.Stubs;
using Scopix.Emulator.Telemetry;
using Scopix.Emulator.Uploads;
using Scopix.Emulator.Videos;

namespace Scopix.Emulator.Http;

/// <summary>The JSON of everything sent, received and kept; source-generated, snake_case, null where the documents show null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(WireTime), typeof(WireNumber)])]
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
[JsonSerializable(typeof(UpdatedFile))]
[JsonSerializable(typeof(ReviewExtraction))]
[JsonSerializable(typeof(ExtractionReviewed))]
[JsonSerializable(typeof(DeletedFile))]
[JsonSerializable(typeof(BatchDelete))]
[JsonSerializable(typeof(BatchDeleted))]
[JsonSerializable(typeof(Uploaded))]
[JsonSerializable(typeof(BatchUploaded))]
[JsonSerializable(typeof(UploadStatus))]
[JsonSerializable(typeof(SessionList))]
[JsonSerializable(typeof(SessionProgress))]
[JsonSerializable(typeof(ChannelMessage))]
[JsonSerializable(typeof(SessionResults))]
[JsonSerializable(typeof(SessionOverview))]
[JsonSerializable(typeof(StuckUploads))]
[JsonSerializable(typeof(QuotaAnswer))]
[JsonSerializable(typeof(DuplicatesRequest))]
[JsonSerializable(typeof(DuplicatesAnswer))]
[JsonSerializable(typeof(UploadEvent))]
[JsonSerializable(typeof(EventLogged))]
[JsonSerializable(typeof(VariantsTriggered))]
[JsonSerializable(typeof(SimilarImages))]
[JsonSerializable(typeof(DirectUploadRequest))]
[JsonSerializable(typeof(SingleShotIntent))]
[JsonSerializable(typeof(MultipartIntent))]
[JsonSerializable(typeof(DirectUploadState))]
[JsonSerializable(typeof(PartConfirmation))]
[JsonSerializable(typeof(PartConfirmed))]
[JsonSerializable(typeof(PartRetry))]
[JsonSerializable(typeof(PartRetried))]
[JsonSerializable(typeof(DirectUploadCompleted))]
[JsonSerializable(typeof(DirectUploadAborted))]
[JsonSerializable(typeof(IntentRecord))]
[JsonSerializable(typeof(ColumnGroups))]
[JsonSerializable(typeof(ExportRequest))]
[JsonSerializable(typeof(Exported))]
[JsonSerializable(typeof(DescriptionPage))]
[JsonSerializable(typeof(DataItem))]
[JsonSerializable(typeof(DataExportRequest))]
[JsonSerializable(typeof(DataExportShown))]
[JsonSerializable(typeof(DataExportRecord))]
[JsonSerializable(typeof(ExportStageAction))]
[JsonSerializable(typeof(ExportStageShown))]
[JsonSerializable(typeof(ScenesShown))]
[JsonSerializable(typeof(CreateLink))]
[JsonSerializable(typeof(LinkCreated))]
[JsonSerializable(typeof(LinkRecrawled))]
[JsonSerializable(typeof(LlamaFileResource))]
[JsonSerializable(typeof(LlamaFilePage))]
[JsonSerializable(typeof(LlamaFileQuery))]
[JsonSerializable(typeof(PresignedUrl))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(Health))]
[JsonSerializable(typeof(Info))]
[JsonSerializable(typeof(ResetDone))]
[JsonSerializable(typeof(ClockShown))]
[JsonSerializable(typeof(ClockAdvance))]
[JsonSerializable(typeof(ClockFreeze))]
[JsonSerializable(typeof(StageAction))]
[JsonSerializable(typeof(StageShown))]
[JsonSerializable(typeof(FileRestored))]
[JsonSerializable(typeof(ProjectResource))]
[JsonSerializable(typeof(ProjectList))]
[JsonSerializable(typeof(ProjectDeleted))]
[JsonSerializable(typeof(CreateProject))]
[JsonSerializable(typeof(UpdateProject))]
[JsonSerializable(typeof(FolderResource))]
[JsonSerializable(typeof(FolderList))]
[JsonSerializable(typeof(FolderContents))]
[JsonSerializable(typeof(FolderPath))]
[JsonSerializable(typeof(FolderDeleted))]
[JsonSerializable(typeof(CreateFolder))]
[JsonSerializable(typeof(RenameFolder))]
[JsonSerializable(typeof(MoveFolder))]
[JsonSerializable(typeof(MoveFiles))]
[JsonSerializable(typeof(FilesMoved))]
[JsonSerializable(typeof(int[]))]
[JsonSerializable(typeof(DigitizedPage))]
[JsonSerializable(typeof(DocumentTextShown))]
[JsonSerializable(typeof(ChunkList))]
[JsonSerializable(typeof(DigitizationShown))]
[JsonSerializable(typeof(DigitizationStatusShown))]
[JsonSerializable(typeof(PageShown))]
[JsonSerializable(typeof(DocumentStatus))]
[JsonSerializable(typeof(ImageStatus))]
[JsonSerializable(typeof(VideoStatus))]
[JsonSerializable(typeof(SearchRequest))]
[JsonSerializable(typeof(SearchAnswer))]
[JsonSerializable(typeof(AnalysisCompleted))]
[JsonSerializable(typeof(AnalysisProcessing))]
[JsonSerializable(typeof(AnalysisFailed))]
[JsonSerializable(typeof(AnalysisSkipped))]
[JsonSerializable(typeof(JobAccepted))]
[JsonSerializable(typeof(SetCredits))]
[JsonSerializable(typeof(CreditsShown))]
[JsonSerializable(typeof(CreateFault))]
[JsonSerializable(typeof(FaultsShown))]
[JsonSerializable(typeof(CreateStub))]
[JsonSerializable(typeof(StubsShown))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(RulesRemoved))]
[JsonSerializable(typeof(RequestsShown))]
[JsonSerializable(typeof(RequestDetails))]
[JsonSerializable(typeof(VerifyRequests))]
[JsonSerializable(typeof(Verification))]
[JsonSerializable(typeof(CoverageShown))]
[JsonSerializable(typeof(CoverageForgotten))]
[JsonSerializable(typeof(SaveSnapshot))]
[JsonSerializable(typeof(BranchSnapshot))]
[JsonSerializable(typeof(SnapshotDiff))]
[JsonSerializable(typeof(FaultKept))]
[JsonSerializable(typeof(StubKept))]
[JsonSerializable(typeof(SnapshotRecord))]
[JsonSerializable(typeof(SnapshotShown))]
[JsonSerializable(typeof(SnapshotsShown))]
[JsonSerializable(typeof(SeedRequest))]
[JsonSerializable(typeof(Seeded))]
[JsonSerializable(typeof(KeyChange))]
[JsonSerializable(typeof(KeyShown))]
[JsonSerializable(typeof(KeyList))]
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
