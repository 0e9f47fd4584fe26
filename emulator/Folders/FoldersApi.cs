using Scopix.Emulator.Files;
using Scopix.Emulator.Http;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.Projects;

namespace Scopix.Emulator.Folders;

/// <summary>
/// Folders, at most 10 levels deep (public: aionvision.tech/docs/api/reference/folders; the older api/folders.md for what
/// changes them).
/// </summary>
public sealed class FoldersApi(IObjectStore store, EmbeddedStore pictures)
{
    /// <summary>The route table.</summary>
    public void Map(IEndpointRouteBuilder api)
    {
        api.Operation("folders.list", "GET", "/folders", List, Evidence.Public);
        api.Operation("folders.create", "POST", "/folders", Create, Evidence.Public);
        api.Operation("folders.move_files", "POST", "/folders/move-files", MoveFiles, Evidence.Public);
        api.Operation("folders.get", "GET", "/folders/{folder_id}", Get, Evidence.Public);
        api.Operation("folders.breadcrumbs", "GET", "/folders/{folder_id}/breadcrumbs", Breadcrumbs, Evidence.Public);
        api.Operation("folders.rename", "PATCH", "/folders/{folder_id}", Rename, Evidence.Public);
        api.Operation("folders.move", "POST", "/folders/{folder_id}/move", Move, Evidence.Public);
        api.Operation("folders.delete", "DELETE", "/folders/{folder_id}", Delete, Evidence.Public);
    }

    private static Answer List(Call call)
    {
        var project = call.Query.Uuid("project_id");

        var folders = call.World.Read(turn => FolderStore.All(turn, project));

        return Answer.Ok(new FolderList(folders, folders.Length));
    }

    private static async Task<Answer> Create(Call call)
    {
        var asked = (await call.ReadAsync(WireJson.Wire.CreateFolder)).Check();

        return Answer.Created(call.World.Write(turn =>
        {
            if (asked.ProjectId is { } id) ProjectStore.Get(turn, id);
            var parent = asked.ParentId is { } parentId ? FolderStore.Get(turn, parentId, "Parent folder") : null;
            FolderRules.RefuseTooDeep("parent_id", parent, levels: 1);
            FolderRules.RefuseTakenName(turn, asked.Name, parent?.Id, null);
            if (FolderStore.Count(turn) >= FolderStore.Most) throw ApiError.Conflict($"At most {FolderStore.Most} folders");
            return FolderStore.Insert(turn, asked.Name, parent?.Id, parent?.ProjectId ?? asked.ProjectId);
        }));
    }

    private static async Task<Answer> MoveFiles(Call call)
    {
        var asked = (await call.ReadAsync(WireJson.Wire.MoveFiles)).Check();

        return Answer.Ok(call.World.Write(turn =>
        {
            if (asked.FolderId is { } folder) FolderStore.Get(turn, folder);
            var files = asked.FileIds.Select(id => FileStore.Find(turn, id)).Where(file => file is { DeletedAt: null }).ToArray();
            foreach (var file in files) FileStore.Refile(turn, file! with { FolderId = asked.FolderId, UpdatedAt = turn.Now });
            return new FilesMoved(files.Length, asked.FileIds.Length);
        }));
    }

    private Answer Get(Call call)
    {
        var id = call.RouteUuid("folder_id");
        var (limit, offset) = (call.Query.Number("limit", 1, 100) ?? 50, call.Query.Number("offset", 0) ?? 0);
        var links = new FileLinks(store, pictures, call);

        var (folder, path, subfolders, files) = call.World.Read(turn => (
            FolderStore.Get(turn, id), FolderStore.Path(turn, id), FolderStore.Children(turn, id), FileStore.InFolder(turn, id, limit, offset)));

        return Answer.Ok(new FolderContents(
            folder, path, subfolders, [.. files.Select(file => FileSummary.Of(file, links))], folder.FileCount, offset + files.Count < folder.FileCount));
    }

    private static Answer Breadcrumbs(Call call)
    {
        var id = call.RouteUuid("folder_id");

        return Answer.Ok(call.World.Read(turn =>
        {
            FolderStore.Get(turn, id);
            return new FolderPath(FolderStore.Path(turn, id));
        }));
    }

    private static async Task<Answer> Rename(Call call)
    {
        var id = call.RouteUuid("folder_id");
        var asked = await call.ReadAsync(WireJson.Wire.RenameFolder);
        FolderRules.CheckName(asked.Name);

        return Answer.Ok(call.World.Write(turn =>
        {
            var folder = FolderStore.Get(turn, id);
            FolderRules.RefuseTakenName(turn, asked.Name, folder.ParentId, id);
            FolderStore.Rename(turn, id, asked.Name);
            return FolderStore.Get(turn, id);
        }));
    }

    private static async Task<Answer> Move(Call call)
    {
        var id = call.RouteUuid("folder_id");
        var asked = (await call.ReadAsync(WireJson.Wire.MoveFolder)).Check();

        return Answer.Ok(call.World.Write(turn =>
        {
            var folder = FolderStore.Get(turn, id);
            var parent = asked.NewParentId is { } target ? FolderStore.Get(turn, target, "Parent folder") : null;
            if (parent is not null && FolderStore.Path(turn, parent.Id).Any(crumb => crumb.Id == id))
                throw ApiError.Invalid("new_parent_id", "a folder cannot be moved into itself or what is below it");
            FolderRules.RefuseTooDeep("new_parent_id", parent, FolderStore.Height(turn, id));
            FolderRules.RefuseTakenName(turn, folder.Name, parent?.Id, id);
            FolderStore.Move(turn, id, parent?.Id, parent is null ? folder.ProjectId : parent.ProjectId);
            return FolderStore.Get(turn, id);
        }));
    }

    private static Answer Delete(Call call)
    {
        var id = call.RouteUuid("folder_id");
        var mode = call.Query.Choice("mode", "move_to_parent", "delete_all") ?? "move_to_parent";

        return Answer.Ok(call.World.Free(turn => mode == "delete_all"
            ? FolderDeletion.DeleteAll(turn, FolderStore.Get(turn, id))
            : FolderDeletion.MoveToParent(turn, FolderStore.Get(turn, id))));
    }
}
