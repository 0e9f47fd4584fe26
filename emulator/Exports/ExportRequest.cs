using Scopix.Emulator.Http;

namespace Scopix.Emulator.Exports;

/// <summary>The body of <c>POST /files/export</c> (seed 001, Export, Quota &amp; Deduplication).</summary>
/// <param name="Format">csv, xlsx, docx or google_sheets.</param>
/// <param name="Columns">At least one; at most 63, what a table of Word has (assumed).</param>
public sealed record ExportRequest(string Format, ColumnChoice[] Columns)
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
    public int? MaxRecords => Format switch { "xlsx" => XlsxTable.MaxRows - 1, "docx" => DocxTable.MaxRows - 1, _ => null };

    /// <summary>The columns and their headers, checked with everything else; what has no effect is named.</summary>
    /// <exception cref="ApiError">422 naming the field and the rule.</exception>
    public (ExportColumn Column, string Header)[] Check(Call call)
    {
        if (Format is not ("csv" or "xlsx" or "docx" or GoogleSheets)) throw ApiError.Invalid("format", "must be one of csv, xlsx, docx, google_sheets");
        if (Columns.Length is < 1 or > DocxTable.MaxColumns) throw ApiError.Invalid("columns", $"between 1 and {DocxTable.MaxColumns} columns, got {Columns.Length}");
        (ExportColumn, string)[] columns = [.. Columns.Select(Checked)];
        if (FolderId is not null) Inputs.Fitting("folder_id", FolderId, 255, "body");
        if (GoogleSheetsTitle is not null) Inputs.Fitting("google_sheets_title", GoogleSheetsTitle, 255, "body");
        if (ConnectionId is not null) Inputs.AsUuid("connection_id", ConnectionId, "body");
        if (IsGoogleSheet && ConnectionId is null) throw ApiError.Invalid("connection_id", "is required for google_sheets");
        if (SheetName is not null && (Format == "xlsx" || IsGoogleSheet)) CheckSheetName(SheetName);
        NameIgnored(call);
        return columns;
    }

    /// <summary>Which files.</summary>
    public FileScope Scope() => new(
        FileIds is null ? null : [.. FileIds.Select(id => Inputs.AsUuid("file_ids", id, "body"))], string.IsNullOrEmpty(FolderId) ? null : FolderId,
        IncludeSubfolders == true);

    private static (ExportColumn, string) Checked(ColumnChoice? choice)
    {
        if (choice is null) throw ApiError.Invalid("columns", "has an item of the wrong type");
        var column = ExportColumns.Find(choice.FieldKey);
        return (column, string.IsNullOrEmpty(choice.DisplayName) ? column.DisplayName : Inputs.Fitting("display_name", choice.DisplayName, 255, "body"));
    }

    /// <summary>What Excel takes for the name of a sheet (public: "Rename a worksheet" of its help).</summary>
    private static void CheckSheetName(string name)
    {
        if (name.Length > XlsxTable.LongestName) throw ApiError.Invalid("sheet_name", $"at most {XlsxTable.LongestName} characters, got {name.Length}");
        if (string.IsNullOrWhiteSpace(name)) throw ApiError.Invalid("sheet_name", "must not be blank");
        if (name.Any(c => XlsxTable.NotInName.Contains(c))) throw ApiError.Invalid("sheet_name", @"must not contain any of : \ / ? * [ ]");
        if (XmlText.Clean(name) != name || name.Any(char.IsControl)) throw ApiError.Invalid("sheet_name", "must not contain control characters");
        if (name[0] == '\'' || name[^1] == '\'') throw ApiError.Invalid("sheet_name", "must not begin or end with an apostrophe");
        if (name.Equals("History", StringComparison.OrdinalIgnoreCase)) throw ApiError.Invalid("sheet_name", "must not be History, which Excel reserves");
    }

    private void NameIgnored(Call call)
    {
        if (SheetName is not null && Format != "xlsx") call.Ignored("sheet_name");
        if (GoogleSheetsTitle is not null && !IsGoogleSheet) call.Ignored("google_sheets_title");
        if (ConnectionId is not null) call.Ignored("connection_id");
    }
}

/// <summary>A column that is asked for.</summary>
/// <param name="FieldKey">From the registry.</param>
public sealed record ColumnChoice(string FieldKey)
{
    /// <summary>Its header; the registry's name when absent. At most 255 characters (assumed).</summary>
    public string? DisplayName { get; init; }
}
