namespace Scopix.Client;

/// <summary>Selects what an export of files contains (seed 001, Export, Quota &amp; Deduplication).</summary>
public sealed record ExportRequest
{
    public required ExportFormat Format { get; init; }

    /// <summary>At least one column of the registry (<c>GetExportColumnsAsync</c>).</summary>
    public required IReadOnlyList<ExportColumnChoice> Columns { get; init; }

    /// <summary>Exports only these files; all when null.</summary>
    public IReadOnlyList<string>? FileIds { get; init; }

    public string? FolderId { get; init; }

    public bool? IncludeSubfolders { get; init; }

    /// <summary>Writes the tags as one text; true when null.</summary>
    public bool? FlattenTags { get; init; }

    public string? SheetName { get; init; }

    public string? GoogleSheetsTitle { get; init; }

    /// <summary>The id of a connection to Google Drive; required for Google Sheets.</summary>
    public string? ConnectionId { get; init; }
}

/// <summary>A column of an export, with another header if one is given.</summary>
public sealed record ExportColumnChoice(string FieldKey, string? DisplayName = null);
