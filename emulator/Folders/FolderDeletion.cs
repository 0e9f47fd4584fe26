using Scopix.Emulator.Files;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Folders;

/// <summary>The two ways to delete a folder (public: the older api/folders.md). What cannot be done whole is not begun.</summary>
internal static class FolderDeletion
{
    /// <summary>Its files and folders go where it was.</summary>
    /// <exception cref="Http.ApiError">A folder's name is taken there: 409 (assumed).</exception>
    public static FolderDeleted MoveToParent(Turn turn, FolderResource folder)
    {
        FolderStore.Remove(turn, folder.Id);
        var parent = turn.Db.Text("SELECT id FROM folders WHERE id = $1", folder.ParentId); // it can be the folder itself in data from elsewhere
        var subfolders = turn.Db.Query("SELECT id, name FROM folders WHERE parent_id = $1", row => (Id: row.GetString(0), Name: row.GetString(1)), folder.Id);
        foreach (var (id, name) in subfolders)
        {
            var target = id == parent ? null : parent;
            FolderRules.RefuseTakenName(turn, name, target, id);
            FolderStore.Move(turn, id, target, folder.ProjectId);
        }
        var files = FileStore.InFolder(turn, folder.Id, int.MaxValue, 0);
        foreach (var file in files) FileStore.Refile(turn, file with { FolderId = parent, UpdatedAt = turn.Now });
        return new FolderDeleted(folder.Id, files.Count, subfolders.Count, "move_to_parent");
    }

    /// <summary>Its files and those below are soft-deleted, its folders go.</summary>
    /// <exception cref="Http.ApiError">A document's text is being extracted or embedded: 409 (assumed).</exception>
    public static FolderDeleted DeleteAll(Turn turn, FolderResource folder)
    {
        var subtree = FolderStore.Subtree(turn, folder.Id);
        var files = subtree.SelectMany(id => FileStore.InFolder(turn, id, int.MaxValue, 0)).ToArray();
        foreach (var file in files) Deletion.Delete(turn, file);
        foreach (var id in subtree) FolderStore.Remove(turn, id);
        return new FolderDeleted(folder.Id, files.Length, subtree.Count - 1, "delete_all");
    }
}
