namespace Scopix.Emulator.State;

/// <summary>The folder that keeps everything over a restart; one process at a time.</summary>
public sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held) => (Objects, _lock) = (Path.Combine(path, "objects"), held);

    /// <summary>Where the bytes are.</summary>
    public string Objects { get; }

    /// <summary>Creates the folder, for its owner alone, if need be, and takes it.</summary>
    /// <exception cref="IOException">Another process has it, or it cannot be written.</exception>
    /// <exception cref="InvalidDataException">It is of another version.</exception>
    public static DataFolder Open(string path)
    {
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
            else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var held = new FileStream(Path.Combine(path, "emulator.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            CheckVersion(path, held);
            return new DataFolder(path, held);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The data folder {path} {(IsTaken(error) ? "is in use by another emulator" : "cannot be written: " + error.Message)}", error);
        }
    }

    /// <summary>True when the lock is held: EAGAIN, or Windows' sharing violation.</summary>
    private static bool IsTaken(Exception error) => error.HResult is 11 or 35 or unchecked((int)0x80070020);

    /// <summary>Refuses a folder whose tables this emulator does not read; the lock file says which they are.</summary>
    private static void CheckVersion(string path, FileStream held)
    {
        using var reader = new StreamReader(held, leaveOpen: true);
        var version = reader.ReadToEnd();
        if (version.Length > 0 && version != $"{Schema.Version}")
        {
            held.Dispose();
            throw new InvalidDataException($"The data folder {path} is of version {version}; this emulator reads version {Schema.Version}.");
        }
        if (version.Length == 0) held.Write(System.Text.Encoding.ASCII.GetBytes($"{Schema.Version}"));
        held.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();
}
