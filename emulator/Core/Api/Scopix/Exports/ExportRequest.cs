using Scopix.Emulator.Http;

namespace Scopix.Emulator.Api.Scopix.Exports;

/// <summary>The body of <c>POST /files/export</c> (seed 001, Export, Quota &amp; Deduplication).</summary>
/// <param name="Format">csv, xlsx, docx or google_sheets.</param>
/// <param name="Columns">At least one; at most 63, what a table of Word has (assumed).</param>
internal sealed record ExportRequest(string Format, ExportColumnRequest[] Columns)
{
    private const string GoogleSheets = "google_sheets";

    /// <summary>UUIDs of the files to take; an empty list takes none (assumed).</summary>
    public string[]? FileIds { get; init; }

    /// <summary>The folder whose files to take.</summary>
    public string? FolderId { get; init; }

    /// <summary>True takes the folders below it too; false when absent.</summary>
    public bool? IncludeSubfolders { get; init; }

    /// <summary>True, or absent: tags as one text.</summary>
    public bool? FlattenTags { get; init; }

    /// <summary>The name of a workbook's sheet; <c>Files</c> when absent (assumed).</summary>
    public string? SheetName { get; init; }

    /// <summary>The name of a Google sheet.</summary>
    public string? GoogleSheetsTitle { get; init; }

    /// <summary>UUID of a Google Drive connection; google_sheets needs it.</summary>
    public string? ConnectionId { get; init; }

    /// <summary>True when a Google sheet is asked for.</summary>
    [JsonIgnore]
    public bool IsGoogleSheet => Format == GoogleSheets;

    /// <summary>A file name's extension. What a Google sheet shows is served as CSV (assumed).</summary>
    [JsonIgnore]
    public string Extension => IsGoogleSheet ? "csv" : Format;

    /// <summary>The most records that the format holds; null when there is no limit.</summary>
    [JsonIgnore]
    public int? MaxRecords => Format switch { "xlsx" => XlsxTableWriter.MaxRows - 1, "docx" => DocxTableWriter.MaxRows - 1, _ => null };

    /// <summary>The columns and their headers, checked with everything else; what has no effect is named.</summary>
    /// <exception cref="ApiError">422 naming the field and the rule.</exception>
    public (ExportColumn Column, string Header)[] Validate(RequestContext context)
    {
        if (Format is not ("csv" or "xlsx" or "docx" or GoogleSheets))
            throw ApiError.Invalid("format", "must be one of csv, xlsx, docx, google_sheets");
        if (Columns.Length is < 1 or > DocxTableWriter.MaxColumns)
            throw ApiError.Invalid("columns", $"between 1 and {DocxTableWriter.MaxColumns} columns, got {Columns.Length}");
        (ExportColumn, string)[] columns = [.. Columns.Select(ResolveColumn)];
        if (FolderId is not null) RequestParameters.ValidateText("folder_id", FolderId, 255, "body");
        if (GoogleSheetsTitle is not null) RequestParameters.ValidateText("google_sheets_title", GoogleSheetsTitle, 255, "body");
        if (ConnectionId is not null) RequestParameters.ParseUuid("connection_id", ConnectionId, "body");
        if (IsGoogleSheet && ConnectionId is null) throw ApiError.Invalid("connection_id", "is required for google_sheets");
        if (SheetName is not null && (Format == "xlsx" || IsGoogleSheet)) ValidateSheetName(SheetName);
        ReportIgnoredFields(context);
        return columns;
    }

    /// <summary>Which files.</summary>
    public ExportScope ToScope() => new(
        FileIds is null ? null : [.. FileIds.Select(id => RequestParameters.ParseUuid("file_ids", id, "body"))],
        string.IsNullOrEmpty(FolderId) ? null : FolderId,
        IncludeSubfolders == true);

    private static (ExportColumn, string) ResolveColumn(ExportColumnRequest? choice)
    {
        if (choice is null) throw ApiError.Invalid("columns", "has an item of the wrong type");
        var column = ExportColumns.Get(choice.FieldKey);
        return (column,
            string.IsNullOrEmpty(choice.DisplayName)
                ? column.DisplayName : RequestParameters.ValidateText("display_name", choice.DisplayName, 255, "body"));
    }

    /// <summary>What Excel takes for the name of a sheet (public: "Rename a worksheet" of its help).</summary>
    private static void ValidateSheetName(string name)
    {
        if (name.Length > XlsxTableWriter.MaxSheetNameLength)
            throw ApiError.Invalid("sheet_name", $"at most {XlsxTableWriter.MaxSheetNameLength} characters, got {name.Length}");
        if (string.IsNullOrWhiteSpace(name)) throw ApiError.Invalid("sheet_name", "must not be blank");
        if (name.Any(c => XlsxTableWriter.InvalidSheetNameCharacters.Contains(c)))
            throw ApiError.Invalid("sheet_name", @"must not contain any of : \ / ? * [ ]");
        if (XmlText.RemoveInvalidCharacters(name) != name || name.Any(char.IsControl))
            throw ApiError.Invalid("sheet_name", "must not contain control characters");
        if (name[0] == '\'' || name[^1] == '\'') throw ApiError.Invalid("sheet_name", "must not begin or end with an apostrophe");
        if (name.Equals("History", StringComparison.OrdinalIgnoreCase))
            throw ApiError.Invalid("sheet_name", "must not be History, which Excel reserves");
    }

    private void ReportIgnoredFields(RequestContext context)
    {
        if (SheetName is not null && Format != "xlsx") context.ReportIgnored("sheet_name");
        if (GoogleSheetsTitle is not null && !IsGoogleSheet) context.ReportIgnored("google_sheets_title");
        if (ConnectionId is not null) context.ReportIgnored("connection_id");
    }
}

/// <summary>A column that is asked for.</summary>
/// <param name="FieldKey">From the registry.</param>
internal sealed record ExportColumnRequest(string FieldKey)
{
    /// <summary>Its header; the registry's name when absent. At most 255 characters (assumed).</summary>
    public string? DisplayName { get; init; }
}
