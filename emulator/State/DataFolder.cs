namespace Scopix.Emulator.State;

/// <summary>The folder that keeps everything over a restart; one process at a time.</summary>
public sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held) => (Objects, _lock) = (Path.Combine(path, "objects"), held);

    /// <summary>Where the bytes are.</summary>
    public string Objects { get; }

    /// <summary>Creates the folder if need be and takes it.</summary>
    /// <exception cref="IOException">Another process has it, or it cannot be written.</exception>
    public static DataFolder Open(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            return new DataFolder(path, new FileStream(Path.Combine(path, "emulator.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The data folder {path} is in use by another emulator, or cannot be written: {error.Message}", error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();
}
