using System.Globalization;

namespace Scopix.Emulator.Engine;

/// <summary>The folder that keeps everything over a restart; one process at a time.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(
        string path, FileStream held) => (ObjectsPath, Reserve, _lock) = (Path.Combine(path, "objects"), new DiskReserve(path), held);

    /// <summary>Where the bytes are.</summary>
    public string ObjectsPath { get; }

    /// <summary>The room that deleting may use when there is no other.</summary>
    public DiskReserve Reserve { get; }

    /// <summary>Creates the folder, for its owner alone, if need be, and takes it.</summary>
    /// <exception cref="IOException">Another process has it, or it cannot be written.</exception>
    /// <param name="path">The folder.</param>
    /// <param name="upgrade">Brings one of an earlier version to the present one; null for the emulator's own steps.</param>
    /// <exception cref="InvalidDataException">It is of a version that is not read, or cannot be upgraded.</exception>
    public static DataFolder Open(string path, SchemaUpgrade? upgrade = null)
    {
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
            else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var held = new FileStream(Path.Combine(path, "emulator.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return Prepare(path, held, upgrade ?? SchemaUpgrade.Current);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"The data folder {path} "
                + $"{(IsLockConflict(error) ? "is in use by another emulator" : "cannot be written: " + error.Message)}", error);
        }
    }

    /// <summary>True when the lock is held: EAGAIN, or Windows' sharing violation.</summary>
    private static bool IsLockConflict(Exception error) => error.HResult is 11 or 35 or unchecked((int)0x80070020);

    private static DataFolder Prepare(string path, FileStream held, SchemaUpgrade upgrade)
    {
        try
        {
            UpgradeIfOlder(path, held, upgrade);
            var folder = new DataFolder(path, held);
            folder.Reserve.TryAllocate();
            return folder;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Upgrades a folder of an earlier version; the lock file says of which it is.</summary>
    private static void UpgradeIfOlder(string path, FileStream held, SchemaUpgrade upgrade)
    {
        using var reader = new StreamReader(held, leaveOpen: true);
        var text = reader.ReadToEnd();
        if (text == $"{upgrade.Version}") return;
        if (text.Length > 0)
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
                throw new InvalidDataException($"The data folder {path} does not say its version: its emulator.lock is damaged.");
            if (upgrade.DescribeUnsupported(version) is { } refusal) throw new InvalidDataException($"The data folder {path} {refusal}.");
            new DataFolderUpgrade(path, upgrade).Run();
        }
        held.SetLength(0);
        held.Write(System.Text.Encoding.ASCII.GetBytes($"{upgrade.Version}"));
        held.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();
}
