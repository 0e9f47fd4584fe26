namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>
/// What a request to <c>GET /files</c> asks for (seed 001, File Listing &amp; Retrieval): filters, order and page. <see cref="FileIndex"/>
/// finds the files.
/// </summary>
internal sealed record FileQuery
{
    /// <summary>1–100.</summary>
    public required int Limit { get; init; }
    public required int Offset { get; init; }

    /// <summary>Files have all words and all tags, but one of the media types and one of the ids. An empty list is no filter.</summary>
    public string? Search { get; init; }
    public required string SearchMode { get; init; }
    public required string[] Tags { get; init; }
    public required string[] MediaTypes { get; init; }
    public required string[] Ids { get; init; }
    public string? FolderId { get; init; }
    public string? ProjectId { get; init; }
    public bool? HasDescription { get; init; }
    public string? ComplianceStatus { get; init; }

    /// <summary>Upload times, both included.</summary>
    public DateTimeOffset? DateFrom { get; init; }
    public DateTimeOffset? DateTo { get; init; }
    public required string SortBy { get; init; }
    public required string SortOrder { get; init; }

    /// <summary>The primary statuses that files can have; no parameter of the API. An empty list is no filter.</summary>
    public string[] Statuses { get; init; } = [];

    /// <summary>The names of the query parameters.</summary>
    public static readonly string[] ParameterNames =
    [
        "limit", "offset", "search", "search_mode", "tags", "media_types", "ids", "folder_id", "project_id", "has_description",
        "compliance_status", "date_from", "date_to", "sort_by", "sort_order",
    ];

    /// <summary>Reads the query parameters.</summary>
    /// <exception cref="ApiError">A parameter is out of its limits: 422.</exception>
    public static FileQuery Parse(RequestParameters query) => new()
    {
        Limit = query.Number("limit", 1, 100) ?? 20,
        Offset = query.Number("offset", 0) ?? 0,
        Search = query.Text("search", 1000),
        SearchMode = query.Choice("search_mode", "all", "metadata", "visible_text") ?? "all",
        Tags = query.Texts("tags", 40, 50),
        MediaTypes = query.Choices("media_types", "image", "document", "video", "link"),
        Ids = query.Uuids("ids", 500),
        FolderId = query.Text("folder_id", 255),
        ProjectId = query.Uuid("project_id"),
        HasDescription = query.Bool("has_description"),
        ComplianceStatus = query.Text("compliance_status", 50),
        DateFrom = query.Time("date_from"),
        DateTo = query.Time("date_to"),
        SortBy = query.Choice("sort_by", "content_created_at", "created_at", "title", "size_bytes") ?? "content_created_at",
        SortOrder = query.Choice("sort_order", "asc", "desc") ?? "desc",
    };
}
