using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Http;

namespace Scopix.Emulator.Api.Scopix.Folders;

/// <summary>A folder (public: aionvision.tech/docs/api/reference/folders).</summary>
/// <param name="Id">UUID.</param>
/// <param name="Name">1–255 characters, unique among its siblings whatever its case (the case is assumed).</param>
/// <param name="ParentId">Null at the top.</param>
/// <param name="ProjectId">Null for the Default project (assumed).</param>
/// <param name="Depth">0 at the top (assumed), at most 9.</param>
/// <param name="FileCount">Files directly in it.</param>
/// <param name="SubfolderCount">Folders directly in it.</param>
/// <param name="PipelineId">Pipelines are not modelled: null.</param>
/// <param name="PipelineName">Null.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it was last renamed or moved.</param>
internal sealed record FolderResource(
    string Id, string Name, string? ParentId, string? ProjectId, int Depth, int FileCount, int SubfolderCount, string? PipelineId,
    string? PipelineName,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

/// <summary>All folders, flat.</summary>
internal sealed record FolderList(FolderResource[] Items, int TotalCount);

/// <summary>A folder, the way to it, and what is directly in it; the page's files and their names are assumed.</summary>
internal sealed record FolderContents(
    FolderResource Folder, Breadcrumb[] Breadcrumbs, FolderResource[] Subfolders, FileSummary[] Files, int TotalFiles, bool HasMoreFiles);

/// <summary>The way to a folder, from the top, itself last (assumed).</summary>
internal sealed record BreadcrumbsResponse(Breadcrumb[] Breadcrumbs);

/// <summary>One folder on the way.</summary>
internal sealed record Breadcrumb(string Id, string Name, int Depth);

/// <summary>A folder that is asked for; <c>project_id</c> in the body is assumed, and a subfolder takes its parent's.</summary>
internal sealed record CreateFolder(string Name, string? ParentId = null, string? ProjectId = null)
{
    /// <summary>The same with ids in lower case, or a 422.</summary>
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

/// <summary>A new name.</summary>
internal sealed record RenameFolder(string Name);

/// <summary>A new place; null is the top.</summary>
internal sealed record MoveFolder(string? NewParentId)
{
    /// <summary>The same with the id in lower case, or a 422.</summary>
    public MoveFolder Validate() => new(NewParentId is null ? null : RequestParameters.ParseUuid("new_parent_id", NewParentId, "body"));
}

/// <summary>Files to move.</summary>
/// <param name="FileIds">1–100 UUIDs.</param>
/// <param name="FolderId">Where to; null is the top.</param>
internal sealed record MoveFiles(string[] FileIds, string? FolderId)
{
    /// <summary>The same with ids in lower case, each once, or a 422.</summary>
    public MoveFiles Validate()
    {
        if (FileIds.Length is < 1 or > 100) throw ApiError.Invalid("file_ids", $"between 1 and 100 ids, got {FileIds.Length}");
        string[] ids = [.. FileIds.Select(id => RequestParameters.ParseUuid("file_ids", id, "body")).Distinct()];
        return new MoveFiles(ids, FolderId is null ? null : RequestParameters.ParseUuid("folder_id", FolderId, "body"));
    }
}

/// <summary>How many files were found and moved.</summary>
internal sealed record MoveFilesResponse(int Moved, int TotalRequested);

/// <summary>What a deletion touched.</summary>
internal sealed record DeleteFolderResponse(string Id, int FilesAffected, int SubfoldersAffected, string Mode);
