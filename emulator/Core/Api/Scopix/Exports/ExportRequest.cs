namespace Scopix.Emulator.Api.Scopix.Exports;

/// <summary>The body of <c>POST /files/export</c> (seed 001, Export, Quota &amp; Deduplication).</summary>
/// <param name="Format">csv, xlsx, docx or google_sheets.</param>
/// <param name="Columns">1–63: the limit of a table in Word (assumed).</param>
internal sealed record ExportRequest(string Format, ExportColumnRequest[] Columns)
{
    private const string GoogleSheets = "google_sheets";

    /// <summary>UUIDs of the files to export; an empty list exports none (assumed).</summary>
    public string[]? FileIds { get; init; }

    public string? FolderId { get; init; }

    /// <summary>False when absent.</summary>
    public bool? IncludeSubfolders { get; init; }

    /// <summary>True or absent exports tags as one text.</summary>
    public bool? FlattenTags { get; init; }

    /// <summary>Has an effect for xlsx; <c>Files</c> when absent (assumed).</summary>
    public string? SheetName { get; init; }

    public string? GoogleSheetsTitle { get; init; }

    /// <summary>UUID of a Google Drive connection; required for google_sheets.</summary>
    public string? ConnectionId { get; init; }

    [JsonIgnore]
    public bool IsGoogleSheet => Format == GoogleSheets;

    /// <summary>The extension of the exported file. The content of a Google sheet is served as CSV (assumed).</summary>
    [JsonIgnore]
    public string Extension => IsGoogleSheet ? "csv" : Format;

    [JsonIgnore]
    public int? MaxRecords => Format switch { "xlsx" => XlsxTableWriter.MaxRows - 1, "docx" => DocxTableWriter.MaxRows - 1, _ => null };

    /// <summary>Checks the request, reports the fields without effect, and returns the columns with their headers.</summary>
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

    /// <summary>The rules of Excel for the name of a sheet (public: "Rename a worksheet" in its help).</summary>
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

internal sealed record ExportColumnRequest(string FieldKey)
{
    /// <summary>The header; the default header of the column when absent. At most 255 characters (assumed).</summary>
    public string? DisplayName { get; init; }
}
