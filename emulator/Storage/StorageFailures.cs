namespace Scopix.Storage;

/// <summary>The S3 server cannot be reached, or refuses what it must not refuse. Nothing is known to be lost.</summary>
/// <param name="where">The server and bucket.</param>
/// <param name="reason">What went wrong, in one line.</param>
/// <param name="cause">What was caught.</param>
internal sealed class StorageUnavailableException(string where, string reason, Exception? cause = null)
    : Exception($"Storage {where} cannot be used: {reason}", cause);

/// <summary>An object was overwritten or removed while it was being read or published.</summary>
/// <param name="key">Which.</param>
internal sealed class ObjectChangedException(string key) : Exception($"'{key}' has changed meanwhile.");

/// <summary>Tells a failure of the storage below from a defect of whoever read from it.</summary>
internal static class StorageFailures
{
    /// <summary>
    /// True for a full or broken disk and for an S3 server that cannot be used: these are answered with 503, and retried.
    /// </summary>
    public static bool IsStorageFailure(Exception error) =>
        error is StorageUnavailableException or ObjectChangedException || DiskFailures.Describe(error) is not null;
}
