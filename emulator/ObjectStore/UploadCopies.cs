namespace Scopix.Emulator.ObjectStore;

/// <summary>Copies of what clients have PUT and nobody has adopted yet, parts of multipart uploads among it, so that it can come back.</summary>
public static class UploadCopies
{
    private const string Uploads = "uploads";

    /// <summary>How many bytes there are.</summary>
    public static long UploadBytes(this EmbeddedStore store, StorageAccount account)
    {
        if (store.Root is null) return 0;
        var folder = new DirectoryInfo(store.FolderOf(account).In(Uploads));
        lock (store.FolderOf(account).Renames) return folder.Exists ? folder.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length) : 0;
    }

    /// <summary>Copies everything into a folder that is made for it, as it is at one moment.</summary>
    public static void SaveUploads(this EmbeddedStore store, StorageAccount account, string target)
    {
        Directory.CreateDirectory(target);
        if (store.Root is null) return;
        var folder = store.FolderOf(account);
        lock (folder.Renames)
            if (Directory.Exists(folder.In(Uploads))) Copy(folder.In(Uploads), target);
    }

    /// <summary>Readies a copy to be taken; answers where it lies.</summary>
    public static string PrepareUploads(this EmbeddedStore store, StorageAccount account, string from)
    {
        var target = store.FolderOf(account).NewStagingPath();
        Copy(from, target);
        return target;
    }

    /// <summary>Takes what was readied in place of what is there.</summary>
    public static void TakeUploads(this EmbeddedStore store, StorageAccount account, string prepared)
    {
        var folder = store.FolderOf(account);
        folder.Remove(Uploads);
        lock (folder.Renames) Directory.Move(prepared, folder.In(Uploads));
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(from)) Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
    }
}
