using Scopix.Storage;

namespace Scopix.Emulator.Engine;

/// <summary>
/// Room on a data folder's disk that only deleting may use: a file of 1 MiB, which is removed when there is no other room, and written
/// again as soon as there is. While it is missing nothing may grow, so that what was deleted makes room for deleting more.
/// </summary>
/// <param name="folder">The data folder; null keeps nothing, and has no reserve.</param>
internal sealed class DiskReserve(string? folder)
{
    /// <summary>How many bytes are kept: some ten times what one deletion writes.</summary>
    public const int SizeBytes = 1 << 20;

    private const int NoSpaceError = 28;

    private readonly Lock _lock = new();
    private bool _exists;

    private string? FilePath => folder is null ? null : Path.Combine(folder, "reserve");

    /// <summary>Takes the room if it is not taken; false when there is not so much.</summary>
    public bool TryAllocate()
    {
        if (_exists || FilePath is null) return true;
        lock (_lock)
        {
            try
            {
                return _exists = _exists || WriteFile(FilePath);
            }
            catch (Exception error) when (DiskFailures.Describe(error) is not null)
            {
                if (System.IO.File.Exists(FilePath)) System.IO.File.Delete(FilePath); // a part of it is none
                return false;
            }
        }
    }

    /// <summary>Refuses what makes the folder grow while the reserve is used up.</summary>
    /// <exception cref="IOException">There is no room for it: the disk is full.</exception>
    public void ThrowIfUsedUp()
    {
        if (!TryAllocate()) throw new IOException("There is no room for the reserve of the data folder.", NoSpaceError);
    }

    /// <summary>Gives the room up.</summary>
    public void Release()
    {
        if (FilePath is null) return;
        lock (_lock)
        {
            System.IO.File.Delete(FilePath);
            _exists = false;
        }
    }

    private static bool WriteFile(string file)
    {
        if (new FileInfo(file) is { Exists: true, Length: SizeBytes }) return true;
        var bytes = new byte[SizeBytes];
        new Random(1).NextBytes(bytes); // zeros take no room on a disk that compresses
        using var handle = System.IO.File.OpenHandle(file, FileMode.Create, FileAccess.Write);
        RandomAccess.Write(handle, bytes, 0);
        return true;
    }
}
