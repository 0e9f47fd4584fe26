namespace Scopix.Client;

/// <summary>
/// Selects and sorts files (seed 001, File Listing &amp; Retrieval; seed 000). A property that is null does not filter.
/// </summary>
public sealed record FileQuery
{
    /// <summary>Words to search for, at most 1000 characters.</summary>
    public string? Search { get; init; }

    /// <summary>Where to search; everywhere when null.</summary>
    public SearchMode? SearchMode { get; init; }

    /// <summary>A file must have all of these tags.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    public IReadOnlyList<MediaType>? MediaTypes { get; init; }

    public string? FolderId { get; init; }

    public string? ProjectId { get; init; }

    /// <summary>True selects files with a description, false those whose description is pending or has failed.</summary>
    public bool? HasDescription { get; init; }

    /// <summary>The ids of the files, at most 500.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    public string? ComplianceStatus { get; init; }

    public DateTimeOffset? DateFrom { get; init; }

    public DateTimeOffset? DateTo { get; init; }

    /// <summary>By <c>content_created_at</c> when null.</summary>
    public FileSort? SortBy { get; init; }

    /// <summary>Descending when null.</summary>
    public SortOrder? SortOrder { get; init; }

    /// <summary>Files per page, 1–100; 20 when null.</summary>
    public int? Limit { get; init; }

    /// <summary>Files to skip.</summary>
    public int? Offset { get; init; }

    internal string ToPath() => new RequestPath("/files")
        .Add("search", Search).Add("search_mode", SearchMode?.Value).Add("tags", Tags)
        .Add("media_types", MediaTypes?.Select(type => type.Value))
        .Add("folder_id", FolderId).Add("project_id", ProjectId).Add("has_description", HasDescription).Add("ids", Ids)
        .Add("compliance_status", ComplianceStatus).Add("date_from", DateFrom).Add("date_to", DateTo)
        .Add("sort_by", SortBy?.Value).Add("sort_order", SortOrder?.Value).Add("limit", Limit).Add("offset", Offset).ToString();
}
