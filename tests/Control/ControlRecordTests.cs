using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using FluentAssertions;
using Scopix.Emulator.Api.Scopix;
using Scopix.Emulator.Api.Scopix.Links;
using Scopix.Emulator.Control;
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
using Scopix.Emulator.Control.Tenants;
using Scopix.Fixtures;
using Scopix.Fixtures.Datasets;
using Xunit;

namespace Scopix.Emulator.Tests.Control;

/// <summary>The records that the control API reads and writes have exactly the properties of their schemas.</summary>
public sealed class ControlRecordTests
{
    private static readonly Dictionary<Type, string> Requests = new()
    {
        [typeof(AdvanceClockRequest)] = "AdvanceClock",
        [typeof(FreezeClockRequest)] = "FreezeClock",
        [typeof(KeyRequest)] = "KeyRegistration",
        [typeof(SetCreditsRequest)] = "SetCredits",
        [typeof(Fault)] = "Fault",
        [typeof(Stub)] = "Stub",
        [typeof(TextRegion)] = "TextRegion",
        [typeof(BoundingBox)] = "BoundingBox",
        [typeof(VideoScene)] = "VideoScene",
        [typeof(ExpectedRequest)] = "ExpectedRequest",
        [typeof(StageActionRequest)] = "StageAction",
        [typeof(ExportStageRequest)] = "ExportStageAction",
        [typeof(SaveSnapshotRequest)] = "SaveSnapshot",
        [typeof(BranchSnapshotRequest)] = "BranchSnapshot",
        [typeof(SeedRequest)] = "LoadDataset",
        [typeof(CreateLink)] = "SaveLink",
        [typeof(SurvivePlanRequest)] = "PlanSurvival",
        [typeof(VerdictRequest)] = "JudgeExperiment",
    };

    private static readonly Dictionary<Type, string> Responses = new()
    {
        [typeof(HealthResponse)] = "Health",
        [typeof(IndexResponse)] = "Addresses",
        [typeof(InfoResponse)] = "EmulatorInfo",
        [typeof(DatasetInfo)] = "Dataset",
        [typeof(ResetResponse)] = "TenantCount",
        [typeof(ClearCoverageResponse)] = "TenantCount",
        [typeof(RemovalResponse)] = "Removal",
        [typeof(AffectedFile)] = "AffectedFile",
        [typeof(AiFieldSource)] = "AiFieldSource",
        [typeof(AssumptionsResponse)] = "Assumptions",
        [typeof(AssumptionResource)] = "Assumption",
        [typeof(FaultBundleListResponse)] = "FaultBundleList",
        [typeof(FaultBundleResource)] = "FaultBundle",
        [typeof(ClockResponse)] = "Clock",
        [typeof(KeyResource)] = "Key",
        [typeof(KeyListResponse)] = "KeyList",
        [typeof(TenantResource)] = "Tenant",
        [typeof(TenantListResponse)] = "TenantList",
        [typeof(CreditsResponse)] = "Credits",
        [typeof(CreateLinkResponse)] = "SavedLink",
        [typeof(RequestResource)] = "JournalEntry",
        [typeof(RequestListResponse)] = "JournalPage",
        [typeof(RequestDetails)] = "JournalEntryDetails",
        [typeof(HttpMessageResource)] = "HttpMessage",
        [typeof(VerificationResponse)] = "Verification",
        [typeof(NearMiss)] = "NearMiss",
        [typeof(SearchMatch)] = "SearchMatch",
        [typeof(CoverageResponse)] = "Coverage",
        [typeof(CoverageSummary)] = "CoverageSummary",
        [typeof(CoverageRatio)] = "CoverageRatio",
        [typeof(CoverageGaps)] = "CoverageGaps",
        [typeof(OperationCoverageResource)] = "OperationCoverage",
        [typeof(StageResponse)] = "StageResult",
        [typeof(FileStateResponse)] = "FileState",
        [typeof(StageResource)] = "StageTimes",
        [typeof(TagListResponse)] = "TagList",
        [typeof(TagCount)] = "TagCount",
        [typeof(ExportStageResponse)] = "ExportStageResult",
        [typeof(RestoreFileResponse)] = "RestoredFile",
        [typeof(SnapshotResource)] = "Snapshot",
        [typeof(SnapshotListResponse)] = "SnapshotList",
        [typeof(SnapshotDiff)] = "SnapshotDiff",
        [typeof(ResourceKindDiff)] = "ResourceKindDiff",
        [typeof(ResourceReference)] = "ResourceReference",
        [typeof(ChangedItem)] = "ChangedItem",
        [typeof(FieldChange)] = "FieldChange",
        [typeof(SeedResponse)] = "LoadedDataset",
        [typeof(Highlight)] = "Highlight",
        [typeof(InitResponse)] = "InitResult",
        [typeof(ImportStateResponse)] = "ImportState",
        [typeof(ImportResponse)] = "ImportResult",
        [typeof(SurvivePlan)] = "SurvivalPlan",
        [typeof(Experiment)] = "Experiment",
        [typeof(CleanRun)] = "CleanRun",
        [typeof(CalledOperation)] = "CalledOperation",
        [typeof(KeptFile)] = "KeptFile",
        [typeof(ExperimentVerdict)] = "ExperimentVerdict",
        [typeof(Reproduction)] = "Reproduction",
    };

    /// <summary>
    /// Records that are stored, a value, lists whose items depend on the rule, and the parts of init documents, which have tests of their
    /// own.
    /// </summary>
    private static bool IsNotSent(Type type) => type.Name.EndsWith("Record", StringComparison.Ordinal)
        || type == typeof(SnapshotState) || type == typeof(FaultReset) || type.Name == "RateUsage" || type == typeof(RuleListResponse)
        || (type.Namespace == typeof(InitDocument).Namespace && type != typeof(InitResponse)) || type.Name == "CreateProject";

    public static TheoryData<string> Names => [.. Requests.Concat(Responses).Select(pair => pair.Key.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_record_has_the_properties_of_its_schema(string name)
    {
        var (type, schemaName) = Requests.Concat(Responses).Single(pair => pair.Key.Name == name);
        var schema = ControlContracts.ReadSchema(schemaName);
        var isRequest = Requests.ContainsKey(type);

        var properties = GetTypeInfo(type).Properties.Where(property => (property.Get ?? (object?)property.Set) is not null).ToArray();

        properties.Select(property => property.Name).Should()
            .BeEquivalentTo(schema["properties"]!.AsObject().Select(property => property.Key));
        var required = schema["required"]?.AsArray().Select(required => (string)required!) ?? [];
        required.Should().BeEquivalentTo(
            properties.Where(property => !isRequest || property.IsRequired).Select(property => property.Name), "a response has all");
        foreach (var property in properties)
            Describe(schema["properties"]![property.Name]!.AsObject()).Should().Be(Describe(property, isRequest), property.Name);
    }

    [Fact]
    public void Every_record_of_the_control_API_has_a_schema()
    {
        var known = typeof(ControlJsonContext).GetProperties().Select(property => property.PropertyType)
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(JsonTypeInfo<>))
            .Select(type => type.GetGenericArguments()[0])
            .Where(type => type.Namespace!.StartsWith("Scopix", StringComparison.Ordinal) && !type.IsArray && !IsNotSent(type));

        known.Should().BeSubsetOf([.. Requests.Keys, .. Responses.Keys]);
    }

    private static JsonTypeInfo GetTypeInfo(Type type) => ControlJsonContext.Shared.GetTypeInfo(type) is { } known
        ? known : ScopixJsonContext.Shared.GetTypeInfo(type)!;

    /// <summary>The JSON type of a property, with ? when it may be null; of a list or map, that of its items.</summary>
    private static string Describe(JsonPropertyInfo property, bool isRequest)
    {
        var isNullable = isRequest ? property.IsSetNullable : property.IsGetNullable;
        var name = Describe(property.PropertyType);
        return name == "any" || !isNullable ? name : name + "?";
    }

    private static string Describe(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(JsonElement)) return "any";
        if (type == typeof(string) || type == typeof(Uri)) return "string";
        if (type == typeof(DateTimeOffset)) return "date-time";
        if (type == typeof(bool) || type == typeof(FaultReset)) return "boolean";
        if (type == typeof(int) || type == typeof(long)) return "integer";
        if (type == typeof(double)) return "number";
        if (type.IsArray) return $"[{Describe(type.GetElementType()!)}]";
        if (type.IsGenericType && type.GetGenericArguments() is [var item]) return $"[{Describe(item)}]";
        if (type.IsGenericType && type.GetGenericArguments() is [_, var value]) return $"{{{Describe(value)}}}";
        return (Requests.GetValueOrDefault(type) ?? Responses.GetValueOrDefault(type))!;
    }

    private static string Describe(JsonObject schema)
    {
        if ((string?)schema["$ref"] is { } reference) return reference.Split('.')[0];
        if (schema["oneOf"] is JsonArray union) return Describe(union[0]!.AsObject()) + "?";
        string?[] types = schema["type"] is JsonArray several ? [.. several.Select(type => (string?)type)] : [(string?)schema["type"]];
        if (types[0] is null || (types[0] == "object" && schema["additionalProperties"] is JsonValue)) return "any";
        var name = types[0] switch
        {
            "array" => $"[{Describe(schema["items"]!.AsObject())}]",
            "object" => $"{{{Describe(schema["additionalProperties"]!.AsObject())}}}",
            var type => (string?)schema["format"] == "date-time" ? "date-time" : type!,
        };
        return types.Contains("null") ? name + "?" : name;
    }
}
