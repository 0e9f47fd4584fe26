using Scopix.Emulator.Api.Scopix.Exports;
using Scopix.Emulator.Api.Scopix.Files;

namespace Scopix.Emulator.Api.Scopix.Data;

/// <summary>
/// The fields of an exported description: those of <c>GET /data/descriptions</c> in their order (assumed: the documents name three of
/// them), and two that tell failed descriptions apart.
/// </summary>
internal static class DataFields
{
    private const string MetadataField = "metadata";

    private static readonly string[] DefaultFields =
        ["id", "type", "source_type", "source_id", "created_at", "image_url", "description", "confidence_score", "verification", "image_id",
            MetadataField];

    private static readonly string[] FailureFields = ["status", "error_message"];

    private static readonly string[] AllFields = [.. DefaultFields, .. FailureFields];

    /// <summary>The fields to write.</summary>
    /// <param name="metadata">False excludes the metadata, also when it is requested.</param>
    /// <param name="failed">Whether the default fields include those that tell failed descriptions apart.</param>
    /// <exception cref="ApiError">The request names no fields, or unknown ones: 422.</exception>
    public static string[] SelectFields(string[]? requested, bool metadata, bool failed)
    {
        if (requested is { Length: 0 }) throw ApiError.Invalid("fields", "must name at least 1 field");
        if (requested?.Any(field => !AllFields.Contains(field)) == true)
            throw ApiError.Invalid("fields", $"must be of {string.Join(", ", AllFields)}");
        string[] chosen = [.. (requested ?? (failed ? AllFields : DefaultFields)).Distinct()
            .Where(field => metadata || field != MetadataField)];
        return chosen.Length > 0 ? chosen : throw ApiError.Invalid("fields", "names only metadata, which include_metadata leaves out");
    }

    public static Dictionary<string, JsonElement> GetValues(FileRecord file, FileUrls urls)
    {
        var item = JsonSerializer.SerializeToElement(DescriptionResource.From(file, urls), ScopixJsonContext.Shared.DescriptionResource);
        var fields = item.EnumerateObject().ToDictionary(field => field.Name, field => field.Value);
        var stage = file.FindStage(StageCatalog.Description)!;
        fields["status"] = ToJson(stage.Status);
        fields["error_message"] = ToJson(stage.Status == ComponentStatus.Failed ? stage.Failure?.Message : null);
        return fields;
    }

    /// <summary>A cell of CSV: null is empty, objects are JSON.</summary>
    public static ExportCell ToCell(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => ExportCell.From(value.GetString()),
        JsonValueKind.Null => ExportCell.From(null),
        _ => ExportCell.From(value.GetRawText()),
    };

    private static JsonElement ToJson(string? text) => JsonSerializer.SerializeToElement(text!, EngineJsonContext.Shared.String);
}
