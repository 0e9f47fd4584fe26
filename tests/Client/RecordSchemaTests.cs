using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using FluentAssertions;
using Scopix.Client;
using Xunit;

namespace Scopix.Emulator.Tests.Client;

/// <summary>The client's records and the contract's schemas name the same fields.</summary>
public sealed class RecordSchemaTests
{
    private static readonly Dictionary<string, string> SpecialRecordNames = new()
    {
        ["abort-upload-answer"] = "AbortUploadResult",
        ["analysis-completed"] = "AnalysisResult",
        ["analysis-failed"] = "AnalysisResult",
        ["analysis-processing"] = "AnalysisResult",
        ["analysis-skipped"] = "AnalysisResult",
        ["batch-delete-answer"] = "BatchDeleteResult",
        ["batch-delete-request"] = "BatchDeleteRequest",
        ["channel-message"] = "SessionMessage",
        ["check-duplicates-answer"] = "DuplicateCheck",
        ["check-duplicates-request"] = "CheckDuplicatesRequest",
        ["complete-upload-answer"] = "CompleteUploadResult",
        ["confirm-part-answer"] = "ConfirmPartResult",
        ["confirm-part-request"] = "ConfirmPartRequest",
        ["create-folder-request"] = "CreateFolderRequest",
        ["create-link-request"] = "CreateLinkRequest",
        ["create-project-request"] = "CreateProjectRequest",
        ["delete-file-answer"] = "DeleteFileResult",
        ["descriptions"] = "DescriptionPage",
        ["digitization-page"] = "DigitizedPage",
        ["document-processing-status"] = "ProcessingStatus",
        ["export-answer"] = "ExportResult",
        ["file-details"] = "IFileDetails",
        ["files-moved"] = "MoveFilesResult",
        ["folder-deleted"] = "DeleteFolderResult",
        ["image-processing-status"] = "ProcessingStatus",
        ["link-created-answer"] = "CreateLinkResult",
        ["link-recrawl-answer"] = "RecrawlLinkResult",
        ["move-files-request"] = "MoveFilesRequest",
        ["move-folder-request"] = "MoveFolderRequest",
        ["multipart-upload-answer"] = "DirectUpload",
        ["project-deleted"] = "DeleteProjectResult",
        ["quota-check"] = "QuotaInfo",
        ["rename-folder-request"] = "RenameFolderRequest",
        ["retry-part-answer"] = "RetryPartResult",
        ["retry-part-request"] = "RetryPartRequest",
        ["review-extraction-answer"] = "ExtractionReview",
        ["review-extraction-request"] = "ReviewExtractionRequest",
        ["search-answer"] = "SearchResults",
        ["single-shot-upload-answer"] = "DirectUpload",
        ["stuck-uploads"] = "StuckUploadList",
        ["telemetry-answer"] = "LogEventResult",
        ["telemetry-request"] = "UploadEvent",
        ["trigger-variants-answer"] = "TriggerVariantsResult",
        ["update-file-answer"] = "UpdateFileResult",
        ["update-file-request"] = "UpdateFileRequest",
        ["update-project-request"] = "UpdateProjectRequest",
        ["upload-answer"] = "StreamUploadResult",
        ["upload-batch-answer"] = "BatchUploadResponse",
        ["video-processing-status"] = "ProcessingStatus",
    };

    /// <summary>
    /// Unions have a record for each variant, errors are exceptions, forms are method arguments, and an empty body has no
    /// record.
    /// </summary>
    private static readonly string[] SchemasWithoutRecord =
    [
        "analysis-answer", "direct-upload-answer", "processing-status", "error", "fastapi-error", "fastapi-validation-error",
        "payload-too-large-error", "complete-upload-request",
        "analyze-request", "upload-batch-request", "upload-request",
    ];

    /// <summary>Fields of the list that the SDK's summary type omits (seed 000, UserFile Type).</summary>
    private static readonly string[] NotInSummaries = ["upload_description", "description_error"];

    /// <summary>The shape of domain data is not documented: the client exposes it as JSON.</summary>
    private static bool IsDomainData(
        string schema) => schema.EndsWith("-data", StringComparison.Ordinal) || schema is "compliance-check" or "extraction-corrections";

    private static bool IsScopix(string schema) => !schema.StartsWith("llama-", StringComparison.Ordinal);

    public static TheoryData<string> Schemas() =>
        [.. Directory.GetFiles(Folder("schemas"))
            .Select(file => Path.GetFileName(file).Replace(".schema.json", "", StringComparison.Ordinal))
            .Where(name => IsScopix(name) && !IsDomainData(name) && !SchemasWithoutRecord.Contains(name)).Order()];

    [Theory]
    [MemberData(nameof(Schemas))]
    public void A_record_has_a_property_for_each_field_of_its_schema(string schema)
    {
        var record = GetRecordType(schema);

        var missing = FindMissingProperties(record,
            JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder("schemas"), schema + ".schema.json"))).RootElement, record.Name);

        missing.Should().BeEmpty();
    }

    [Fact]
    public void The_schema_check_reports_a_field_that_a_record_lacks()
    {
        var schema = JsonDocument.Parse("""{"properties":{"moved":{},"total_requested":{},"also_new":{}}}""").RootElement;

        var missing = FindMissingProperties(typeof(MoveFilesResult), schema, "FilesMoved");

        missing.Should().Equal("FilesMoved.also_new");
    }

    [Fact]
    public void Every_example_response_is_deserialized_without_an_unknown_field()
    {
        var unknown = Directory.GetFiles(Folder("examples")).SelectMany(file =>
        {
            var schema = Path.GetFileName(file).Split('.')[0];
            if (!IsScopix(schema) || IsDomainData(schema) || SchemasWithoutRecord.Contains(schema)
                || schema.EndsWith("-request", StringComparison.Ordinal)) return [];
            var record = JsonSerializer.Deserialize(File.ReadAllText(file), GetRecordType(schema), Context())!;
            return FindUnknownFields(record, Path.GetFileName(file));
        });

        unknown.Should().BeEmpty();
    }

    private static Type GetRecordType(string schema)
    {
        var name = SpecialRecordNames.GetValueOrDefault(schema)
            ?? string.Concat(schema.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        return typeof(ScopixClient).Assembly.GetType("Scopix.Client." + name)
            ?? throw new InvalidOperationException($"{schema} has no record {name}");
    }

    private static JsonSerializerContext Context() =>
        (JsonSerializerContext)typeof(ScopixClient).Assembly.GetType("Scopix.Client.ClientJson")!.GetProperty("Default")!.GetValue(null)!;

    private static IEnumerable<string> FindMissingProperties(Type record, JsonElement schema, string path)
    {
        var properties = record.GetProperties().ToDictionary(
            property => property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name
                ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name), property => property.PropertyType);
        if (!schema.TryGetProperty("properties", out var fields)) yield break;
        foreach (var field in fields.EnumerateObject())
        {
            if (record.IsAssignableTo(typeof(FileSummary)) && NotInSummaries.Contains(field.Name)) continue;
            if (!properties.TryGetValue(field.Name, out var type))
            {
                yield return $"{path}.{field.Name}";
                continue;
            }
            foreach (var below in FindMissingBelow(type, field.Value, $"{path}.{field.Name}")) yield return below;
        }
    }

    private static IEnumerable<string> FindMissingBelow(Type type, JsonElement schema, string path)
    {
        if (type.IsGenericType && schema.TryGetProperty("items", out var items))
            return FindMissingBelow(type.GetGenericArguments()[^1], items, path + "[]");
        return typeof(ScopixRecord).IsAssignableFrom(type) ? FindMissingProperties(type, schema, path) : [];
    }

    private static IEnumerable<string> FindUnknownFields(object? value, string path) => value switch
    {
        ScopixRecord record => record.AdditionalProperties.Keys
            .Where(name => record is not FileSummary || !NotInSummaries.Contains(name)).Select(name => $"{path}: {name}")
            .Concat(record.GetType().GetProperties()
            .Where(property => property.GetIndexParameters().Length == 0 && property.Name != nameof(ScopixRecord.AdditionalProperties))
            .SelectMany(property => FindUnknownFields(property.GetValue(record), $"{path}.{property.Name}"))),
        IEnumerable<ScopixRecord> list => list.SelectMany(item => FindUnknownFields(item, path)),
        _ => [],
    };

    private static string Folder(string name) => Path.Combine(RepositoryRoot.Path, "contracts", name);
}
