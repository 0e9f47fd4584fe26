namespace Scopix.Storage;

/// <summary>
/// A folder of this process, which is deleted with it. Each folder has a lock file that its process holds open. A lock that can be taken
/// belonged to a process that was killed; its folder is deleted when the next one is created. Names are random and never reused, since a
/// process may open a lock file just before it is deleted.
/// </summary>
internal sealed class TemporaryFolder : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly FileStream _lock;

    private TemporaryFolder(string path, FileStream @lock) => (Path, _lock) = (path, @lock);

    public string Path { get; }

    /// <summary>Creates a folder under <paramref name="parent"/>, and deletes those of killed processes.</summary>
    public static TemporaryFolder Create(string parent)
    {
        CreatePrivateFolder(parent);
        foreach (var lockFile in Directory.EnumerateFiles(parent, "*.lock").ToList())
            if (TryLock(lockFile, FileMode.Open) is { } stale)
                Remove(System.IO.Path.ChangeExtension(lockFile, null), stale);
        while (true)
        {
            var path = System.IO.Path.Combine(parent, System.IO.Path.GetRandomFileName());
            if (TryLock(path + ".lock", FileMode.CreateNew) is not { } held || !File.Exists(held.Name)) continue;
            CreatePrivateFolder(path);
            return new(path, held);
        }
    }

    /// <summary>One parent for each user, since users may share the temp path.</summary>
    public static string GetDefaultParent()
    {
        var user = string.Concat(GetUserName().Where(char.IsAsciiLetterOrDigit));
        return System.IO.Path.Combine(System.IO.Path.GetTempPath(), "scopix-emulator-" + user);
    }

    public void Dispose() => Remove(Path, _lock);

    /// <summary>The name, or the number of a user without a name, as the one of a container may be.</summary>
    private static string GetUserName()
    {
        try
        {
            return Environment.UserName;
        }
        catch (IOException)
        {
            return File.ReadLines("/proc/self/status").First(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1];
        }
    }

    private static void CreatePrivateFolder(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, OwnerOnly);
    }

    private static FileStream? TryLock(string path, FileMode mode)
    {
        try
        {
            return new FileStream(path, mode, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Files that are still in use are left to the next process.</summary>
    private static void Remove(string folder, FileStream held)
    {
        try
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            File.Delete(held.Name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
        finally
        {
            held.Dispose();
        }
    }
}
