using Scopix.Emulator.Http;

namespace Scopix.Emulator.Api.LlamaCloud;

/// <summary>The body of a query (seed 003, files.query; fields: public). Everything may be absent or null.</summary>
internal sealed record LlamaFileQuery
{
    /// <summary>Which files.</summary>
    public LlamaFileFilter? Filter { get; init; }

    /// <summary>Fields with commas between, each ascending or with <c>desc</c> behind it.</summary>
    public string? OrderBy { get; init; }

    /// <summary>Files to a page; more than 1,000 is taken as 1,000 (public), null and 0 as 50 (assumed).</summary>
    public long? PageSize { get; init; }

    /// <summary>From the page before.</summary>
    public string? PageToken { get; init; }

    /// <summary>What is asked for.</summary>
    /// <param name="project">The project of the query parameters.</param>
    /// <exception cref="ApiError">A value is out of its limits: 422.</exception>
    internal LlamaFileSearch ToSearch(string? project)
    {
        if (PageSize < 0) throw ApiError.Invalid("page_size", "must not be negative");
        var size = PageSize is null or 0 ? LlamaFileSearch.DefaultPageSize : (int)Math.Min(PageSize.Value, LlamaFileSearch.MaxPageSize);
        var order = LlamaFileOrder.Parse(ValidateText("order_by", OrderBy, LlamaFileOrder.MaxLength), "body", alone: false);
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

    private static string? ValidateUuid(
        string name, string? text) => string.IsNullOrEmpty(text) ? null : RequestParameters.ParseUuid(name, text, "body");
}

/// <summary>The filters of a query; a file must fit all of them (assumed).</summary>
internal sealed record LlamaFileFilter
{
    /// <summary>A UUID. Files here come from no data source, so none fits.</summary>
    public string? DataSourceId { get; init; }

    /// <summary>Exactly this external id.</summary>
    public string? ExternalFileId { get; init; }

    /// <summary>Any of these ids, with or without <c>dfl-</c>; an empty list is none (assumed).</summary>
    public string?[]? FileIds { get; init; }

    /// <summary>Exactly this name (assumed).</summary>
    public string? FileName { get; init; }

    /// <summary>Files that come from no data source: here, all.</summary>
    public bool? OnlyManuallyUploaded { get; init; }

    /// <summary>A UUID.</summary>
    public string? ProjectId { get; init; }
}
