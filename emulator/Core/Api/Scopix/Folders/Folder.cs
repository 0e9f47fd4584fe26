using Scopix.Emulator.Api.Scopix.Files;

namespace Scopix.Emulator.Api.Scopix.Folders;

/// <summary>
/// A folder (public: aionvision.tech/docs/api/reference/folders). Its name is unique among its siblings, ignoring case (case is assumed);
/// its project is null for the Default project (assumed), its depth 0 at the top (assumed). Counts are of direct contents. Pipelines are
/// not modelled.
/// </summary>
internal sealed record FolderResource(
    string Id, string Name, string? ParentId, string? ProjectId, int Depth, int FileCount, int SubfolderCount, string? PipelineId,
    string? PipelineName, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

internal sealed record FolderList(FolderResource[] Items, int TotalCount);

/// <summary>A folder with its path and its direct contents; the page of files and the field names are assumed.</summary>
internal sealed record FolderContents(
    FolderResource Folder, Breadcrumb[] Breadcrumbs, FolderResource[] Subfolders, FileSummary[] Files, int TotalFiles, bool HasMoreFiles);

/// <summary>The path of a folder from the top, the folder itself last (assumed).</summary>
internal sealed record BreadcrumbsResponse(Breadcrumb[] Breadcrumbs);

internal sealed record Breadcrumb(string Id, string Name, int Depth);

/// <summary>The field <c>project_id</c> is assumed; a subfolder always belongs to its parent's project.</summary>
internal sealed record CreateFolder(string Name, string? ParentId = null, string? ProjectId = null)
{
    /// <summary>Returns the request with ids in lower case.</summary>
    /// <exception cref="ApiError">A field is out of its limits: 422.</exception>
    public CreateFolder Validate()
    {
        FolderRules.CheckName(Name);
        return this with
        {
            ParentId = ParentId is null ? null : RequestParameters.ParseUuid("parent_id", ParentId, "body"),
            ProjectId = ProjectId is null ? null : RequestParameters.ParseUuid("project_id", ProjectId, "body"),
        };
    }
}

internal sealed record RenameFolder(string Name);

/// <summary>Null moves the folder to the top.</summary>
internal sealed record MoveFolder(string? NewParentId)
{
    /// <summary>Returns the request with the id in lower case.</summary>
    /// <exception cref="ApiError">It is not a UUID: 422.</exception>
    public MoveFolder Validate() => new(NewParentId is null ? null : RequestParameters.ParseUuid("new_parent_id", NewParentId, "body"));
}

/// <param name="FileIds">1–100 UUIDs.</param>
/// <param name="FolderId">The target; null is the top.</param>
internal sealed record MoveFiles(string[] FileIds, string? FolderId)
{
    /// <summary>Returns the request with ids in lower case, without duplicates.</summary>
    /// <exception cref="ApiError">A field is out of its limits: 422.</exception>
    public MoveFiles Validate()
    {
        if (FileIds.Length is < 1 or > 100) throw ApiError.Invalid("file_ids", $"between 1 and 100 ids, got {FileIds.Length}");
        string[] ids = [.. FileIds.Select(id => RequestParameters.ParseUuid("file_ids", id, "body")).Distinct()];
        return new MoveFiles(ids, FolderId is null ? null : RequestParameters.ParseUuid("folder_id", FolderId, "body"));
    }
}

/// <summary><c>moved</c> counts the files that exist.</summary>
internal sealed record MoveFilesResponse(int Moved, int TotalRequested);

internal sealed record DeleteFolderResponse(string Id, int FilesAffected, int SubfoldersAffected, string Mode);
