namespace Scopix.Client;

/// <summary>Folders (public: Folders).</summary>
public sealed class FoldersClient
{
    private readonly HttpSender _transport;

    internal FoldersClient(HttpSender transport) => _transport = transport;

    /// <summary>All folders, or those of a project.</summary>
    public Task<FolderList> ListAsync(string? projectId = null, CancellationToken cancel = default) =>
        _transport.GetAsync(
            "folders.list", new RequestPath("/folders").Add("project_id", projectId).ToString(), ClientJson.Default.FolderList, cancel);

    /// <summary>Creates a folder, at the top level or in another folder.</summary>
    /// <exception cref="ConflictException">A folder of that name exists.</exception>
    public Task<Folder> CreateAsync(string name, string? parentId = null, string? projectId = null, CancellationToken cancel = default) =>
        _transport.SendAsync(
            ApiRequest.Post("folders.create", "/api/v2/folders",
                new CreateFolderRequest(name, parentId, projectId), ClientJson.Default.CreateFolderRequest),
            ClientJson.Default.Folder, cancel);

    /// <summary>A folder, its path, its folders and a page of its files (1–100; 50 when null).</summary>
    public Task<FolderContents> GetAsync(string folderId, int? limit = null, int? offset = null, CancellationToken cancel = default) =>
        _transport.GetAsync(
            "folders.get",
            new RequestPath("/folders/" + RequestPath.EscapeSegment(folderId)).Add("limit", limit).Add("offset", offset).ToString(),
            ClientJson.Default.FolderContents, cancel);

    /// <summary>The path to a folder, from the top level.</summary>
    public Task<FolderPath> GetBreadcrumbsAsync(string folderId, CancellationToken cancel = default) =>
        _transport.GetAsync(
            "folders.breadcrumbs", $"/api/v2/folders/{RequestPath.EscapeSegment(folderId)}/breadcrumbs",
            ClientJson.Default.FolderPath, cancel);

    /// <summary>Renames a folder.</summary>
    public Task<Folder> RenameAsync(string folderId, string name, CancellationToken cancel = default) =>
        _transport.SendAsync(
            ApiRequest.Patch("folders.rename", "/api/v2/folders/" + RequestPath.EscapeSegment(folderId), new RenameFolderRequest(name),
                ClientJson.Default.RenameFolderRequest), ClientJson.Default.Folder, cancel);

    /// <summary>Moves a folder into another, or to the top level.</summary>
    public Task<Folder> MoveAsync(string folderId, string? newParentId, CancellationToken cancel = default) =>
        _transport.SendAsync(
            ApiRequest.Post("folders.move", $"/api/v2/folders/{RequestPath.EscapeSegment(folderId)}/move",
                new MoveFolderRequest(newParentId), ClientJson.Default.MoveFolderRequest) with
            { IsIdempotent = true },
            ClientJson.Default.Folder, cancel);

    /// <summary>Moves files to a folder, or out of their folders when null.</summary>
    public Task<MoveFilesResult> MoveFilesAsync(IReadOnlyList<string> fileIds, string? folderId, CancellationToken cancel = default) =>
        _transport.SendAsync(
            ApiRequest.Post("folders.move_files", "/api/v2/folders/move-files",
                new MoveFilesRequest(fileIds, folderId), ClientJson.Default.MoveFilesRequest)
                with
            { IsIdempotent = true }, ClientJson.Default.MoveFilesResult, cancel);

    /// <summary>Deletes a folder; its contents move to its parent when null.</summary>
    public Task<DeleteFolderResult> DeleteAsync(string folderId, FolderDeletion? mode = null, CancellationToken cancel = default) =>
        _transport.SendAsync(
            new ApiRequest("folders.delete", HttpMethod.Delete,
                new RequestPath("/folders/" + RequestPath.EscapeSegment(folderId)).Add("mode", mode?.Value).ToString()),
                ClientJson.Default.DeleteFolderResult, cancel);
}
