using Microsoft.Data.Sqlite;

namespace Scopix.Storage;

/// <summary>Recognizes a disk that is full, or that cannot be read or written.</summary>
internal static class DiskFailures
{
    private const string DiskFullMessage =
        "The emulator's disk is full: delete files and advance the clock by their 30 days, or reset, to make room";
    private const string DiskFailedMessage = "The emulator's disk cannot be read or written";

    private const int IoError = 5, TooManyOpen = 24, FileTooBig = 27, NoSpace = 28, ReadOnly = 30, QuotaExceeded = 122;
    private const int WindowsDiskFull = unchecked((int)0x80070070), WindowsHandleDiskFull = unchecked((int)0x80070027);
    private const int SqliteCorrupt = 11, SqliteNotADatabase = 26;
    private const int SqliteReadOnly = 8, SqliteIoError = 10, SqliteFull = 13, SqliteCannotOpen = 14;

    public static bool IsDatabaseDamage(Exception error) =>
        error is SqliteException { SqliteErrorCode: SqliteCorrupt or SqliteNotADatabase };

    /// <summary>The start of a sentence for a failure of the disk; null for other errors.</summary>
    public static string? Describe(Exception error) => error switch
    {
        SqliteException { SqliteErrorCode: SqliteFull } => DiskFullMessage,
        SqliteException { SqliteErrorCode: SqliteReadOnly or SqliteIoError or SqliteCannotOpen } => DiskFailedMessage,
        IOException { HResult: NoSpace or QuotaExceeded or FileTooBig or WindowsDiskFull or WindowsHandleDiskFull } => DiskFullMessage,
        IOException { HResult: IoError or TooManyOpen or ReadOnly } or UnauthorizedAccessException => DiskFailedMessage,
        _ => null,
    };
}
