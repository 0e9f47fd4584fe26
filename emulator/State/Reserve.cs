using Scopix.Emulator.ObjectStore;

namespace Scopix.Emulator.State;

/// <summary>
/// Room on a data folder's disk that only deleting may use: a file of 1 MiB, which is removed when there is no other room, and written
/// again as soon as there is. While it is missing nothing may grow, so that what was deleted makes room for deleting more.
/// </summary>
/// <param name="folder">The data folder; null keeps nothing, and has no reserve.</param>
public sealed class Reserve(string? folder)
{
    /// <summary>How many bytes are kept: some ten times what one deletion writes.</summary>
    public const int Bytes = 1 << 20;

    private const int NoSpace = 28;

    private readonly Lock _lock = new();
    private bool _isThere;

    private string? File => folder is null ? null : Path.Combine(folder, "reserve");

    /// <summary>Takes the room if it is not taken; false when there is not so much.</summary>
    public bool Fill()
    {
        if (_isThere || File is null) return true;
        lock (_lock)
        {
            try
            {
                return _isThere = _isThere || Write(File);
            }
            catch (Exception error) when (DiskFailures.Of(error) is not null)
            {
                if (System.IO.File.Exists(File)) System.IO.File.Delete(File); // a part of it is none
                return false;
            }
        }
    }

    /// <summary>Refuses what makes the folder grow while the reserve is used up.</summary>
    /// <exception cref="IOException">There is no room for it: the disk is full.</exception>
    public void RefuseGrowth()
    {
        if (!Fill()) throw new IOException("There is no room for the reserve of the data folder.", NoSpace);
    }

    /// <summary>Gives the room up.</summary>
    public void Release()
    {
        if (File is null) return;
        lock (_lock)
        {
            System.IO.File.Delete(File);
            _isThere = false;
        }
    }

    private static bool Write(string file)
    {
        if (new FileInfo(file) is { Exists: true, Length: Bytes }) return true;
        var bytes = new byte[Bytes];
        new Random(1).NextBytes(bytes); // zeros take no room on a disk that compresses
        using var handle = System.IO.File.OpenHandle(file, FileMode.Create, FileAccess.Write);
        RandomAccess.Write(handle, bytes, 0);
        return true;
    }
}
