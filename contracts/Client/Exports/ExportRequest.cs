namespace Scopix.Client;

/// <summary>What an export of files holds (seed 001, Export, Quota &amp; Deduplication).</summary>
public sealed record ExportRequest
{
    public required ExportFormat Format { get; init; }

    /// <summary>At least one, from the registry.</summary>
    public required IReadOnlyList<ExportColumnChoice> Columns { get; init; }

    /// <summary>These files only.</summary>
    public IReadOnlyList<string>? FileIds { get; init; }

    public string? FolderId { get; init; }

    public bool? IncludeSubfolders { get; init; }

    /// <summary>Tags as one text; true when null.</summary>
    public bool? FlattenTags { get; init; }

    public string? SheetName { get; init; }

    public string? GoogleSheetsTitle { get; init; }

    /// <summary>A connection to Google Drive; required for Google Sheets.</summary>
    public string? ConnectionId { get; init; }
}

/// <summary>A column of an export, and its header if it shall have another one.</summary>
public sealed record ExportColumnChoice(string FieldKey, string? DisplayName = null);
