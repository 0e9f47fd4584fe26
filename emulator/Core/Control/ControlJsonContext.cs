using System.Text.Encodings.Web;
using Scopix.Emulator.Control.Assumptions;
using Scopix.Emulator.Control.Clock;
using Scopix.Emulator.Control.Coverage;
using Scopix.Emulator.Control.Credits;
using Scopix.Emulator.Control.Faults;
using Scopix.Emulator.Control.Files;
using Scopix.Emulator.Control.Imports;
using Scopix.Emulator.Control.Init;
using Scopix.Emulator.Control.Journal;
using Scopix.Emulator.Control.Keys;
using Scopix.Emulator.Control.Rules;
using Scopix.Emulator.Control.Seeding;
using Scopix.Emulator.Control.Server;
using Scopix.Emulator.Control.Snapshots;
using Scopix.Emulator.Control.Stages;
using Scopix.Emulator.Control.Stubs;
using Scopix.Emulator.Control.Tenants;

namespace Scopix.Emulator.Control;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(TimestampJsonConverter), typeof(FractionJsonConverter)])]
[JsonSerializable(typeof(FaultRecord))]
[JsonSerializable(typeof(StubRecord))]
[JsonSerializable(typeof(AdvanceClockRequest))]
[JsonSerializable(typeof(AffectedFile))]
[JsonSerializable(typeof(AssumptionsResponse))]
[JsonSerializable(typeof(BranchSnapshotRequest))]
[JsonSerializable(typeof(ClearCoverageResponse))]
[JsonSerializable(typeof(ClockResponse))]
[JsonSerializable(typeof(CoverageResponse))]
[JsonSerializable(typeof(CreditsResponse))]
[JsonSerializable(typeof(ExpectedRequest))]
[JsonSerializable(typeof(ExperimentVerdict))]
[JsonSerializable(typeof(ExportStageRequest))]
[JsonSerializable(typeof(ExportStageResponse))]
[JsonSerializable(typeof(Fault))]
[JsonSerializable(typeof(FaultBundleListResponse))]
[JsonSerializable(typeof(FileStateResponse))]
[JsonSerializable(typeof(FreezeClockRequest))]
[JsonSerializable(typeof(HealthResponse))]
[JsonSerializable(typeof(ImportResponse))]
[JsonSerializable(typeof(ImportStateResponse))]
[JsonSerializable(typeof(IndexResponse))]
[JsonSerializable(typeof(InfoResponse))]
[JsonSerializable(typeof(InitDocument))]
[JsonSerializable(typeof(InitResponse))]
[JsonSerializable(typeof(JsonNode))]
[JsonSerializable(typeof(KeyListResponse))]
[JsonSerializable(typeof(KeyRequest))]
[JsonSerializable(typeof(KeyResource))]
[JsonSerializable(typeof(RemovalResponse))]
[JsonSerializable(typeof(RequestDetails))]
[JsonSerializable(typeof(RequestListResponse))]
[JsonSerializable(typeof(ResetResponse))]
[JsonSerializable(typeof(RestoreFileResponse))]
[JsonSerializable(typeof(RuleListResponse))]
[JsonSerializable(typeof(SaveSnapshotRequest))]
[JsonSerializable(typeof(SeedRequest))]
[JsonSerializable(typeof(SeedResponse))]
[JsonSerializable(typeof(SetCreditsRequest))]
[JsonSerializable(typeof(SnapshotDiff))]
[JsonSerializable(typeof(SnapshotListResponse))]
[JsonSerializable(typeof(SnapshotRecord))]
[JsonSerializable(typeof(SnapshotResource))]
[JsonSerializable(typeof(StageActionRequest))]
[JsonSerializable(typeof(StageResponse))]
[JsonSerializable(typeof(Stub))]
[JsonSerializable(typeof(SurvivePlan))]
[JsonSerializable(typeof(SurvivePlanRequest))]
[JsonSerializable(typeof(TagListResponse))]
[JsonSerializable(typeof(TenantListResponse))]
[JsonSerializable(typeof(VerdictRequest))]
[JsonSerializable(typeof(VerificationResponse))]
internal sealed partial class ControlJsonContext : JsonSerializerContext
{
    public static ControlJsonContext Shared =>
        field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
