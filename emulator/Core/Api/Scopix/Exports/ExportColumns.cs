using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Engine;
using Scopix.Emulator.Http;

namespace Scopix.Emulator.Api.Scopix.Exports;

/// <summary>A column that files can be exported with.</summary>
/// <param name="FieldKey">Its name in requests.</param>
/// <param name="DisplayName">Its header, unless the request gives another.</param>
/// <param name="Group">Its category.</param>
/// <param name="Value">What a file has there; the second argument is <c>flatten_tags</c>.</param>
internal sealed record ExportColumn(string FieldKey, string DisplayName, string Group, Func<FileRecord, bool, ExportCell> Value);

/// <summary>
/// The registry of columns: those that seed 001 shows (Export, Quota &amp; Deduplication), in its order. A column more is a line more.
/// </summary>
internal static class ExportColumns
{
    private const string Basic = "basic";
    private const string Descriptions = "descriptions";

    /// <summary>All columns, group by group.</summary>
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

    /// <summary>Flat, tags are one text with commas between; otherwise a JSON array (both forms assumed).</summary>
    private static string FormatTags(string[] tags, bool flatten) =>
        flatten ? string.Join(", ", tags) : JsonSerializer.Serialize(tags, EngineJsonContext.Shared.StringArray);
}
