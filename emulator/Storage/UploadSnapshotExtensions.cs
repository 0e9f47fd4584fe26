namespace Scopix.Storage;

/// <summary>Copies of what clients have PUT and what was not staged yet, with parts of multipart uploads, for snapshots.</summary>
internal static class UploadSnapshotExtensions
{
    private const string UploadsFolder = "uploads";

    public static long GetUploadBytes(this EmbeddedStore store, StorageAccount account)
    {
        if (store.Root is null) return 0;
        var folder = new DirectoryInfo(store.GetFolder(account).GetPath(UploadsFolder));
        lock (store.GetFolder(account).RenameLock)
            return folder.Exists ? folder.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length) : 0;
    }

    public static void CopyUploadsTo(this EmbeddedStore store, StorageAccount account, string target)
    {
        Directory.CreateDirectory(target);
        if (store.Root is null) return;
        var folder = store.GetFolder(account);
        lock (folder.RenameLock)
            if (Directory.Exists(folder.GetPath(UploadsFolder))) CopyFolder(folder.GetPath(UploadsFolder), target);
    }

    public static string StageUploadCopy(this EmbeddedStore store, StorageAccount account, string from)
    {
        var target = store.GetFolder(account).NewStagingPath();
        CopyFolder(from, target);
        return target;
    }

    public static void ReplaceUploads(this EmbeddedStore store, StorageAccount account, string prepared)
    {
        var folder = store.GetFolder(account);
        folder.RemoveFolder(UploadsFolder);
        lock (folder.RenameLock) Directory.Move(prepared, folder.GetPath(UploadsFolder));
    }

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(from)) CopyFolder(folder, Path.Combine(to, Path.GetFileName(folder)));
    }
}
