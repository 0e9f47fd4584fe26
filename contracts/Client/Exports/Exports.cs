using System.Collections.ObjectModel;

namespace Scopix.Client;

/// <summary>A column of exports; <see cref="DisplayName"/> is its header.</summary>
public sealed record ExportColumn : ScopixRecord
{
    public string FieldKey { get; init => field = value ?? ""; } = "";

    public string DisplayName { get; init => field = value ?? ""; } = "";

    public string Group { get; init => field = value ?? ""; } = "";
}

/// <summary>Columns by group (seed 001, Export, Quota &amp; Deduplication).</summary>
public sealed record ExportColumns : ScopixRecord
{
    public IReadOnlyDictionary<string, IReadOnlyList<ExportColumn>> Groups
    {
        get; init =>
        field = value ?? ReadOnlyDictionary<string, IReadOnlyList<ExportColumn>>.Empty;
    } =
            ReadOnlyDictionary<string, IReadOnlyList<ExportColumn>>.Empty;
}

/// <summary>A file export: a download, or a spreadsheet for Google Sheets.</summary>
public sealed record ExportResult : ScopixRecord
{
    public string? DownloadUrl { get; init; }

    public string? SpreadsheetUrl { get; init; }

    public int RecordCount { get; init; }

    public ExportFormat Format { get; init; }
}
