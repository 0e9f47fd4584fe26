using Scopix.Emulator.Api.Scopix.Files;

namespace Scopix.Emulator.Api.Scopix.Exports;

/// <summary>A column of a file export. The second argument of <paramref name="Value"/> is <c>flatten_tags</c>.</summary>
internal sealed record ExportColumn(string FieldKey, string DisplayName, string Group, Func<FileRecord, bool, ExportCell> Value);

/// <summary>
/// The registry of columns: those of seed 001 (Export, Quota &amp; Deduplication), in its order.
/// </summary>
internal static class ExportColumns
{
    private const string Basic = "basic";
    private const string Descriptions = "descriptions";

    public static readonly ExportColumn[] All =
    [
        new("id", "ID", Basic, (file, _) => ExportCell.From(file.Id)),
        new("filename", "Filename", Basic, (file, _) => ExportCell.From(file.Filename)),
        new("title", "Title", Basic, (file, _) => ExportCell.From(file.Title)),
        new("size_bytes", "Size (bytes)", Basic, (file, _) => ExportCell.From(file.SizeBytes)),
        new("created_at", "Created At", Basic, (file, _) => ExportCell.From(TimestampJsonConverter.Format(file.CreatedAt))),
        new("upload_description", "AI Description", Descriptions, (file, _) => ExportCell.From(file.RevealedOutcome?.Description)),
        new("user_description", "User Description", Descriptions, (file, _) => ExportCell.From(file.UserDescription)),
        new("tags", "Tags", Descriptions, (file, flatten) => ExportCell.From(FormatTags(file.Tags, flatten))),
    ];

    private static readonly Dictionary<string, ExportColumn> ByKey = All.ToDictionary(column => column.FieldKey);

    /// <summary>The column of a <c>field_key</c>.</summary>
    /// <exception cref="ApiError">There is none: 422.</exception>
    public static ExportColumn Get(string key) => ByKey.TryGetValue(key, out var column)
        ? column
        : throw ApiError.Invalid("columns", $"field_key must be one of {string.Join(", ", ByKey.Keys)}");

    /// <summary>Tags as a comma-separated text, or as a JSON array (both forms assumed).</summary>
    private static string FormatTags(string[] tags, bool flatten) =>
        flatten ? string.Join(", ", tags) : JsonSerializer.Serialize(tags, EngineJsonContext.Shared.StringArray);
}
