using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Projects;

namespace Scopix.Emulator.Api.Scopix.Folders;

/// <summary>
/// Folders, at most 10 levels deep (public: aionvision.tech/docs/api/reference/folders; the older api/folders.md for what
/// changes them).
/// </summary>
internal sealed class FoldersApi(IObjectStore store, EmbeddedStore local)
{
    public void Map(IEndpointRouteBuilder api)
    {
        api.MapOperation("folders.list", "GET", "/folders", List, Evidence.Public);
        api.MapOperation("folders.create", "POST", "/folders", Create, Evidence.Public);
        api.MapOperation("folders.move_files", "POST", "/folders/move-files", MoveFiles, Evidence.Public);
        api.MapOperation("folders.get", "GET", "/folders/{folder_id}", Get, Evidence.Public);
        api.MapOperation("folders.breadcrumbs", "GET", "/folders/{folder_id}/breadcrumbs", Breadcrumbs, Evidence.Public);
        api.MapOperation("folders.rename", "PATCH", "/folders/{folder_id}", Rename, Evidence.Public);
        api.MapOperation("folders.move", "POST", "/folders/{folder_id}/move", Move, Evidence.Public);
        api.MapOperation("folders.delete", "DELETE", "/folders/{folder_id}", Delete, Evidence.Public);
    }

    private static ApiResponse List(RequestContext context)
    {
        var project = context.Query.Uuid("project_id");

        var folders = context.Tenant.Read(transaction => FolderStore.ListAll(transaction, project));

        return ApiResponse.Ok(new FolderList(folders, folders.Length), ScopixJsonContext.Shared.FolderList);
    }

    private static async Task<ApiResponse> Create(RequestContext context)
    {
        var request = (await context.ReadJsonAsync(ScopixJsonContext.Shared.CreateFolder)).Validate();

        return ApiResponse.Created(context.Tenant.Write(transaction =>
        {
            if (request.ProjectId is { } id) ProjectStore.Get(transaction, id);
            var parent = request.ParentId is { } parentId ? FolderStore.Get(transaction, parentId, "Parent folder") : null;
            FolderRules.RefuseTooDeep("parent_id", parent, levels: 1);
            FolderRules.RefuseTakenName(transaction, request.Name, parent?.Id, null);
            if (FolderStore.Count(transaction) >= FolderStore.MaxFolders)
                throw ApiError.Conflict($"At most {FolderStore.MaxFolders} folders");
            return FolderStore.Insert(transaction, request.Name, parent?.Id, parent?.ProjectId ?? request.ProjectId);
        }), ScopixJsonContext.Shared.FolderResource);
    }

    private static async Task<ApiResponse> MoveFiles(RequestContext context)
    {
        var request = (await context.ReadJsonAsync(ScopixJsonContext.Shared.MoveFiles)).Validate();

        return ApiResponse.Ok(context.Tenant.Write(transaction =>
        {
            if (request.FolderId is { } folder) FolderStore.Get(transaction, folder);
            var files = request.FileIds.Select(id => FileStore.Find(transaction, id)).Where(file => file is { DeletedAt: null }).ToArray();
            foreach (var file in files)
                FileStore.SaveWithFolder(transaction, file! with { FolderId = request.FolderId, UpdatedAt = transaction.Now });
            return new MoveFilesResponse(files.Length, request.FileIds.Length);
        }), ScopixJsonContext.Shared.MoveFilesResponse);
    }

    private ApiResponse Get(RequestContext context)
    {
        var id = context.GetRouteUuid("folder_id");
        var (limit, offset) = (context.Query.Number("limit", 1, 100) ?? 50, context.Query.Number("offset", 0) ?? 0);
        var urls = new FileUrls(store, local, context);

        var (folder, path, subfolders, files) = context.Tenant.Read(transaction => (
            FolderStore.Get(transaction, id), FolderStore.GetBreadcrumbs(transaction, id), FolderStore.ListChildren(transaction, id),
            FileStore.ListByFolder(transaction, id, limit, offset)));

        return ApiResponse.Ok(new FolderContents(
            folder, path, subfolders, [.. files.Select(file => FileSummary.Create(file, urls))], folder.FileCount,
            offset + files.Count < folder.FileCount), ScopixJsonContext.Shared.FolderContents);
    }

    private static ApiResponse Breadcrumbs(RequestContext context)
    {
        var id = context.GetRouteUuid("folder_id");

        return ApiResponse.Ok(context.Tenant.Read(transaction =>
        {
            FolderStore.Get(transaction, id);
            return new BreadcrumbsResponse(FolderStore.GetBreadcrumbs(transaction, id));
        }), ScopixJsonContext.Shared.BreadcrumbsResponse);
    }

    private static async Task<ApiResponse> Rename(RequestContext context)
    {
        var id = context.GetRouteUuid("folder_id");
        var request = await context.ReadJsonAsync(ScopixJsonContext.Shared.RenameFolder);
        FolderRules.CheckName(request.Name);

        return ApiResponse.Ok(context.Tenant.Write(transaction =>
        {
            var folder = FolderStore.Get(transaction, id);
            FolderRules.RefuseTakenName(transaction, request.Name, folder.ParentId, id);
            FolderStore.Rename(transaction, id, request.Name);
            return FolderStore.Get(transaction, id);
        }), ScopixJsonContext.Shared.FolderResource);
    }

    private static async Task<ApiResponse> Move(RequestContext context)
    {
        var id = context.GetRouteUuid("folder_id");
        var request = (await context.ReadJsonAsync(ScopixJsonContext.Shared.MoveFolder)).Validate();

        return ApiResponse.Ok(context.Tenant.Write(transaction =>
        {
            var folder = FolderStore.Get(transaction, id);
            var parent = request.NewParentId is { } target ? FolderStore.Get(transaction, target, "Parent folder") : null;
            if (parent is not null && FolderStore.GetBreadcrumbs(transaction, parent.Id).Any(crumb => crumb.Id == id))
                throw ApiError.Invalid("new_parent_id", "a folder cannot be moved into itself or what is below it");
            FolderRules.RefuseTooDeep("new_parent_id", parent, FolderStore.GetHeight(transaction, id));
            FolderRules.RefuseTakenName(transaction, folder.Name, parent?.Id, id);
            FolderStore.Move(transaction, id, parent?.Id, parent is null ? folder.ProjectId : parent.ProjectId);
            return FolderStore.Get(transaction, id);
        }), ScopixJsonContext.Shared.FolderResource);
    }

    private static ApiResponse Delete(RequestContext context)
    {
        var id = context.GetRouteUuid("folder_id");
        var mode = context.Query.Choice("mode", "move_to_parent", "delete_all") ?? "move_to_parent";

        return ApiResponse.Ok(context.Tenant.WriteUsingReserve(transaction => mode == "delete_all"
            ? FolderDeletion.DeleteAll(transaction, FolderStore.Get(transaction, id))
            : FolderDeletion.MoveToParent(transaction, FolderStore.Get(transaction, id))), ScopixJsonContext.Shared.DeleteFolderResponse);
    }
}
