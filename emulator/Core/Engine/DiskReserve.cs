namespace Scopix.Emulator.Engine;

/// <summary>
/// Disk space that only deleting may use: a file of 1 MiB in the data folder. It is deleted when the disk is full and written again
/// as soon as there is space. While it is missing, writes that make the folder grow are refused.
/// </summary>
/// <param name="folder">The data folder; null for an emulator in memory, which has no reserve.</param>
internal sealed class DiskReserve(string? folder)
{
    /// <summary>The size in bytes: about ten times what one deletion writes.</summary>
    public const int SizeBytes = 1 << 20;

    private const int NoSpaceError = 28;

    private readonly Lock _lock = new();
    private bool _exists;

    private string? FilePath => folder is null ? null : Path.Combine(folder, "reserve");

    /// <summary>Writes the reserve if it is missing; false when the disk has no space for it.</summary>
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
                if (System.IO.File.Exists(FilePath)) System.IO.File.Delete(FilePath); // it is incomplete
                return false;
            }
        }
    }

    /// <summary>Refuses a write that makes the folder grow while the reserve is used up.</summary>
    /// <exception cref="IOException">The disk is full.</exception>
    public void ThrowIfUsedUp()
    {
        if (!TryAllocate()) throw new IOException("There is no space for the reserve of the data folder.", NoSpaceError);
    }

    /// <summary>Runs a change. On a full disk the reserve is given up, the change is repeated, and the reserve is filled again.</summary>
    public void Use(Action change, Action? beforeRefill = null)
    {
        try
        {
            change();
            return;
        }
        catch (Exception error) when (DiskFailures.Describe(error) is not null)
        {
            Release();
        }
        try
        {
            change();
        }
        finally
        {
            beforeRefill?.Invoke();
            TryAllocate();
        }
    }

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
        new Random(1).NextBytes(bytes); // random, because zeros take no space on a compressed disk
        using var handle = System.IO.File.OpenHandle(file, FileMode.Create, FileAccess.Write);
        RandomAccess.Write(handle, bytes, 0);
        return true;
    }
}
