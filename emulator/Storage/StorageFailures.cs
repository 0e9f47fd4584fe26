namespace Scopix.Storage;

/// <summary>The S3 server cannot be reached, or refuses a valid request. No data is known to be lost.</summary>
/// <param name="where">The server and the bucket.</param>
/// <param name="reason">One line.</param>
internal sealed class StorageUnavailableException(string where, string reason, Exception? cause = null)
    : Exception($"Storage {where} cannot be used: {reason}", cause);

/// <summary>An object was replaced or deleted while it was read or published.</summary>
internal sealed class ObjectChangedException(string key) : Exception($"'{key}' has changed meanwhile.");

/// <summary>Distinguishes failures of the storage from defects of its callers.</summary>
internal static class StorageFailures
{
    /// <summary>True for a full or failing disk and an unavailable S3 server, which are answered with 503 and may be retried.</summary>
    public static bool IsStorageFailure(Exception error) =>
        error is StorageUnavailableException or ObjectChangedException || DiskFailures.Describe(error) is not null;
}
