using Scopix.Emulator.Exports;
using Scopix.Emulator.Files;
using Scopix.Emulator.Http;
using Scopix.Emulator.Processing;

namespace Scopix.Emulator.Data;

/// <summary>
/// The fields of an exported description: those of <c>GET /data/descriptions</c> in their order (assumed: the documents name three of
/// them), and two that tell failed ones apart.
/// </summary>
public static class DataFields
{
    private const string Metadata = "metadata";

    private static readonly string[] Usual =
        ["id", "type", "source_type", "source_id", "created_at", "image_url", "description", "confidence_score", "verification", "image_id", Metadata];

    private static readonly string[] OfFailures = ["status", "error_message"];

    private static readonly string[] All = [.. Usual, .. OfFailures];

    /// <summary>The fields to write.</summary>
    /// <param name="asked">What the request names; null for the usual ones.</param>
    /// <param name="metadata">False leaves the metadata out, asked or not.</param>
    /// <param name="failed">True adds the fields that tell failed ones apart, when none are named.</param>
    /// <exception cref="ApiError">None, or unknown ones: 422.</exception>
    public static string[] Chosen(string[]? asked, bool metadata, bool failed)
    {
        if (asked is { Length: 0 }) throw ApiError.Invalid("fields", "must name at least 1 field");
        if (asked?.Any(field => !All.Contains(field)) == true)
            throw ApiError.Invalid("fields", $"must be of {string.Join(", ", All)}");
        string[] chosen = [.. (asked ?? (failed ? All : Usual)).Distinct().Where(field => metadata || field != Metadata)];
        return chosen.Length > 0 ? chosen : throw ApiError.Invalid("fields", "names only metadata, which include_metadata leaves out");
    }

    /// <summary>A description's fields by name.</summary>
    public static Dictionary<string, JsonElement> Of(FileRecord file, FileLinks links)
    {
        var item = JsonSerializer.SerializeToElement(DataItem.Of(file, links), WireJson.Wire.DataItem);
        var fields = item.EnumerateObject().ToDictionary(field => field.Name, field => field.Value);
        var stage = file.Stage(Pipeline.Description)!;
        fields["status"] = Text(stage.Status);
        fields["error_message"] = Text(stage.Status == ComponentStatus.Failed ? stage.Failure?.Message : null);
        return fields;
    }

    /// <summary>A value in a CSV's cell: texts as they are, null as nothing, objects as JSON.</summary>
    public static Cell InCell(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Cell.Of(value.GetString()),
        JsonValueKind.Null => Cell.Of(null),
        _ => Cell.Of(value.GetRawText()),
    };

    private static JsonElement Text(string? text) => JsonSerializer.SerializeToElement(text!, WireJson.Wire.String);
}
