namespace Scopix.Emulator.Api.LlamaCloud;

/// <summary>The body of a query (seed 003, files.query; fields: public). Every field may be absent or null.</summary>
internal sealed record LlamaFileQuery
{
    public LlamaFileFilter? Filter { get; init; }

    /// <summary>Fields separated by commas, each optionally followed by <c>desc</c>.</summary>
    public string? OrderBy { get; init; }

    /// <summary>Files on a page; more than 1,000 means 1,000 (public), null and 0 mean 50 (assumed).</summary>
    public long? PageSize { get; init; }

    public string? PageToken { get; init; }

    /// <exception cref="ApiError">A value is out of its limits: 422.</exception>
    internal LlamaFileSearch ToSearch(string? project)
    {
        if (PageSize < 0) throw ApiError.Invalid("page_size", "must not be negative");
        var size = PageSize is null or 0 ? LlamaFileSearch.DefaultPageSize : (int)Math.Min(PageSize.Value, LlamaFileSearch.MaxPageSize);
        var order = LlamaFileOrder.Parse(ValidateText("order_by", OrderBy, LlamaFileOrder.MaxLength), "body", allowBareField: false);
        return new LlamaFileSearch(project, order, size, string.IsNullOrEmpty(PageToken) ? null : PageToken)
        {
            FileIds = [.. (Filter?.FileIds ?? []).OfType<string>()],
            FileName = ValidateText("file_name", Filter?.FileName, LlamaUpload.MaxNameLength),
            ExternalFileId = ValidateText("external_file_id", Filter?.ExternalFileId, LlamaUpload.MaxNameLength),
            FilterProject = ValidateUuid("project_id", Filter?.ProjectId),
            MatchesNothing = ValidateUuid("data_source_id", Filter?.DataSourceId) is not null,
        };
    }

    private static string? ValidateText(string name, string? text, int max) =>
        string.IsNullOrEmpty(text) ? null : RequestParameters.ValidateText(name, text, max, "body");

    private static string? ValidateUuid(string name, string? text) =>
        string.IsNullOrEmpty(text) ? null : RequestParameters.ParseUuid(name, text, "body");
}

/// <summary>The filters of a query; a file must match all of them (assumed).</summary>
internal sealed record LlamaFileFilter
{
    /// <summary>A UUID. No file matches: files from data sources are not emulated.</summary>
    public string? DataSourceId { get; init; }

    public string? ExternalFileId { get; init; }

    /// <summary>Ids with or without <c>dfl-</c>; an empty list counts as absent (assumed).</summary>
    public string?[]? FileIds { get; init; }

    /// <summary>The exact name (assumed).</summary>
    public string? FileName { get; init; }

    /// <summary>Has no effect: all files here are uploaded.</summary>
    public bool? OnlyManuallyUploaded { get; init; }

    public string? ProjectId { get; init; }
}
