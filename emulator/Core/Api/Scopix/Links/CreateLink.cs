using Scopix.Emulator.Api.Scopix.Files;

namespace Scopix.Emulator.Api.Scopix.Links;

/// <summary>The body of links.create (public: the older reference, Files API, Website Links).</summary>
/// <param name="Url">http or https, at most 2,048 characters.</param>
internal sealed record CreateLink(string Url)
{
    private const int MaxTitleLength = 500;

    /// <summary>At most 500 characters; the page's title is used when it is absent.</summary>
    public string? Title { get; init; }

    /// <summary>At most 40, each 1–50 characters.</summary>
    public string[]? Tags { get; init; }

    public string? FolderId { get; init; }

    /// <summary>A UUID (assumed, as with uploads).</summary>
    public string? ProjectId { get; init; }

    /// <summary>False skips the crawl and the description.</summary>
    // Not init: for an absent init property, a generated JSON reader ignores the default value.
    public bool AutoCrawl { get; set; } = true;

    /// <summary>Returns the body with normalized tags, and ids in lower case.</summary>
    /// <exception cref="ApiError">A field is out of its limits: 422.</exception>
    public CreateLink Validate() => this with
    {
        Title = string.IsNullOrEmpty(Title) ? null : RequestParameters.ValidateText("title", Title, MaxTitleLength, "body"),
        Tags = FileTags.Normalize(Tags ?? []),
        FolderId = FolderId is null ? null : RequestParameters.ParseUuid("folder_id", FolderId, "body"),
        ProjectId = ProjectId is null ? null : RequestParameters.ParseUuid("project_id", ProjectId, "body"),
    };
}
