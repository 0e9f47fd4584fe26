namespace Scopix.Emulator.Tool.Pull;

internal static class DiskFull
{
    private const int NoSpaceLeft = 28, QuotaExceeded = 122, WindowsDiskFull = unchecked((int)0x80070070);

    /// <summary>True when an exception, or a cause of it, says that the disk is full.</summary>
    public static bool Is(Exception? error) => error is not null
        && (error is IOException { HResult: NoSpaceLeft or QuotaExceeded or WindowsDiskFull } || Is(error.InnerException));
}
