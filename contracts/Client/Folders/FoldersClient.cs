namespace Scopix.Client;

/// <summary>Folders (public: Folders).</summary>
public sealed class FoldersClient
{
    private readonly Transport _transport;

    internal FoldersClient(Transport transport) => _transport = transport;

    /// <summary>All folders, or those of a project.</summary>
    public Task<FolderList> ListAsync(string? projectId = null, CancellationToken cancel = default) =>
        _transport.GetAsync(new Query("/folders").Add("project_id", projectId).ToString(), ClientJson.Default.FolderList, cancel);

    /// <summary>Makes a folder, at the top or below another.</summary>
    /// <exception cref="ConflictException">There is one of that name.</exception>
    public Task<Folder> CreateAsync(string name, string? parentId = null, string? projectId = null, CancellationToken cancel = default) =>
        _transport.AskAsync(Ask.Post("/api/v2/folders", new NewFolder(name, parentId, projectId), ClientJson.Default.NewFolder), ClientJson.Default.Folder, cancel);

    /// <summary>A folder, the way to it, its folders and a page of its files (1–100; 50 when null).</summary>
    public Task<FolderContents> GetAsync(string folderId, int? limit = null, int? offset = null, CancellationToken cancel = default) =>
        _transport.GetAsync(new Query("/folders/" + Query.Step(folderId)).Add("limit", limit).Add("offset", offset).ToString(), ClientJson.Default.FolderContents, cancel);

    /// <summary>The way to a folder, from the top.</summary>
    public Task<FolderPath> GetBreadcrumbsAsync(string folderId, CancellationToken cancel = default) =>
        _transport.GetAsync($"/api/v2/folders/{Query.Step(folderId)}/breadcrumbs", ClientJson.Default.FolderPath, cancel);

    /// <summary>Gives a folder another name.</summary>
    public Task<Folder> RenameAsync(string folderId, string name, CancellationToken cancel = default) =>
        _transport.AskAsync(Ask.Patch("/api/v2/folders/" + Query.Step(folderId), new FolderName(name), ClientJson.Default.FolderName), ClientJson.Default.Folder, cancel);

    /// <summary>Moves a folder below another, or to the top.</summary>
    public Task<Folder> MoveAsync(string folderId, string? newParentId, CancellationToken cancel = default) =>
        _transport.AskAsync(
            Ask.Post($"/api/v2/folders/{Query.Step(folderId)}/move", new FolderMove(newParentId), ClientJson.Default.FolderMove) with { IsRepeatable = true },
            ClientJson.Default.Folder, cancel);

    /// <summary>Moves files to a folder, or out of all folders.</summary>
    public Task<FilesMoved> MoveFilesAsync(IReadOnlyList<string> fileIds, string? folderId, CancellationToken cancel = default) =>
        _transport.AskAsync(
            Ask.Post("/api/v2/folders/move-files", new FileMove(fileIds, folderId), ClientJson.Default.FileMove) with { IsRepeatable = true }, ClientJson.Default.FilesMoved, cancel);

    /// <summary>Deletes a folder; what it holds goes to its parent when null.</summary>
    public Task<FolderDeleted> DeleteAsync(string folderId, FolderDeletion? mode = null, CancellationToken cancel = default) =>
        _transport.AskAsync(
            new Ask(HttpMethod.Delete, new Query("/folders/" + Query.Step(folderId)).Add("mode", mode?.Value).ToString()), ClientJson.Default.FolderDeleted, cancel);
}
