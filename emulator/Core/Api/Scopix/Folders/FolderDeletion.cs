using Scopix.Emulator.Api.Scopix.Files;

namespace Scopix.Emulator.Api.Scopix.Folders;

/// <summary>The two modes of deleting a folder (public: the older api/folders.md). A deletion is done completely or refused.</summary>
internal static class FolderDeletion
{
    /// <summary>Moves the files and subfolders to the folder's parent.</summary>
    /// <exception cref="Http.ApiError">A subfolder's name exists there: 409 (assumed).</exception>
    public static DeleteFolderResponse MoveToParent(Transaction transaction, FolderResource folder)
    {
        FolderStore.Remove(transaction, folder.Id);
        // in imported data a folder can be its own parent
        var parent = transaction.Db.QueryText("SELECT id FROM folders WHERE id = $1", folder.ParentId);
        var subfolders = transaction.Db.Query("SELECT id, name FROM folders WHERE parent_id = $1",
            row => (Id: row.GetString(0), Name: row.GetString(1)), folder.Id);
        foreach (var (id, name) in subfolders)
        {
            var target = id == parent ? null : parent;
            FolderRules.RefuseTakenName(transaction, name, target, id);
            FolderStore.Move(transaction, id, target, folder.ProjectId);
        }
        var files = FileStore.ListByFolder(transaction, folder.Id, int.MaxValue, 0);
        foreach (var file in files) FileStore.SaveWithFolder(transaction, file with { FolderId = parent, UpdatedAt = transaction.Now });
        return new DeleteFolderResponse(folder.Id, files.Count, subfolders.Count, "move_to_parent");
    }

    /// <summary>Soft-deletes all files of the folder and below, and removes the folders.</summary>
    /// <exception cref="Http.ApiError">A document's text is being extracted or embedded: 409 (assumed).</exception>
    public static DeleteFolderResponse DeleteAll(Transaction transaction, FolderResource folder)
    {
        var subtree = FolderStore.ListSubtreeIds(transaction, folder.Id);
        var files = subtree.SelectMany(id => FileStore.ListByFolder(transaction, id, int.MaxValue, 0)).ToArray();
        foreach (var file in files) FileDeletion.Delete(transaction, file);
        foreach (var id in subtree) FolderStore.Remove(transaction, id);
        return new DeleteFolderResponse(folder.Id, files.Length, subtree.Count - 1, "delete_all");
    }
}
