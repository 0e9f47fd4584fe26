namespace Scopix.Emulator.Engine;

/// <summary>The <c>--data</c> folder, locked for one process at a time.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream lockFile) =>
        (ObjectsPath, Reserve, _lock) = (Path.Combine(path, "objects"), new DiskReserve(path), lockFile);

    public string ObjectsPath { get; }

    public DiskReserve Reserve { get; }

    /// <summary>Creates the folder if it does not exist, accessible to its owner only, and locks it.</summary>
    /// <exception cref="IOException">Another process has locked it, or it cannot be written.</exception>
    /// <param name="upgrade">Upgrades a folder of an earlier version; null for the emulator's own steps.</param>
    /// <param name="onUpgraded">Called after each database that was upgraded, with their number and that of all.</param>
    /// <exception cref="InvalidDataException">Its version is not supported, or it cannot be upgraded.</exception>
    public static DataFolder Open(string path, SchemaUpgrade? upgrade = null, Action<int, int>? onUpgraded = null)
    {
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
            else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var lockFile = new FileStream(Path.Combine(path, "emulator.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return Prepare(path, lockFile, upgrade ?? SchemaUpgrade.Current, onUpgraded);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"The data folder {path} "
                + $"{(IsLockConflict(error) ? "is in use by another emulator" : "cannot be written: " + error.Message)}", error);
        }
    }

    /// <summary>The codes of EAGAIN on Linux and macOS, and of a sharing violation on Windows.</summary>
    private static bool IsLockConflict(Exception error) => error.HResult is 11 or 35 or unchecked((int)0x80070020);

    private static DataFolder Prepare(string path, FileStream lockFile, SchemaUpgrade upgrade, Action<int, int>? onUpgraded)
    {
        try
        {
            UpgradeIfOlder(path, lockFile, upgrade, onUpgraded);
            var folder = new DataFolder(path, lockFile);
            folder.Reserve.TryAllocate();
            return folder;
        }
        catch
        {
            lockFile.Dispose();
            throw;
        }
    }

    /// <summary>Upgrades a folder of an earlier version; the lock file contains its version.</summary>
    private static void UpgradeIfOlder(string path, FileStream lockFile, SchemaUpgrade upgrade, Action<int, int>? onUpgraded)
    {
        using var reader = new StreamReader(lockFile, leaveOpen: true);
        var text = reader.ReadToEnd();
        if (text == $"{upgrade.Version}") return;
        if (text.Length > 0)
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
                throw new InvalidDataException($"The data folder {path} does not say its version: its emulator.lock is damaged.");
            if (upgrade.DescribeUnsupported(version) is { } refusal) throw new InvalidDataException($"The data folder {path} {refusal}.");
            new DataFolderUpgrade(path, upgrade, onUpgraded).Run();
        }
        lockFile.SetLength(0);
        lockFile.Write(System.Text.Encoding.ASCII.GetBytes($"{upgrade.Version}"));
        lockFile.Flush();
    }

    public void Dispose() => _lock.Dispose();
}
