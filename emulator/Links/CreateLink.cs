using Scopix.Emulator.Files;
using Scopix.Emulator.Http;

namespace Scopix.Emulator.Links;

/// <summary>The body of a link that is saved (public: the older reference, Files API, Website Links).</summary>
/// <param name="Url">http or https, at most 2,048 characters.</param>
public sealed record CreateLink(string Url)
{
    private const int LongestTitle = 500;

    /// <summary>At most 500 characters; the page's own when absent.</summary>
    public string? Title { get; init; }

    /// <summary>At most 40, each 1–50 characters.</summary>
    public string[]? Tags { get; init; }

    /// <summary>Destination folder, a UUID.</summary>
    public string? FolderId { get; init; }

    /// <summary>Project workspace, a UUID (assumed, as with uploads).</summary>
    public string? ProjectId { get; init; }

    /// <summary>False leaves crawl and description out. (Not init: generated JSON readers drop the default of an absent one.)</summary>
    public bool AutoCrawl { get; set; } = true;

    /// <summary>The body with its ids in lower case.</summary>
    /// <exception cref="ApiError">Something is out of its limits: 422.</exception>
    public CreateLink Checked() => this with
    {
        Title = string.IsNullOrEmpty(Title) ? null : Inputs.Fitting("title", Title, LongestTitle, "body"),
        Tags = FileTags.Kept(Tags ?? []),
        FolderId = FolderId is null ? null : Inputs.AsUuid("folder_id", FolderId, "body"),
        ProjectId = ProjectId is null ? null : Inputs.AsUuid("project_id", ProjectId, "body"),
    };
}
