namespace Scopix.Emulator.ObjectStore;

/// <summary>The S3 server cannot be reached, or refuses what it must not refuse. Nothing is known to be lost.</summary>
/// <param name="where">The server and bucket.</param>
/// <param name="reason">What went wrong, in one line.</param>
/// <param name="cause">What was caught.</param>
public sealed class StorageUnavailableException(string where, string reason, Exception? cause = null)
    : Exception($"Storage {where} cannot be used: {reason}", cause);

/// <summary>An object was overwritten or removed while it was being read or published.</summary>
/// <param name="key">Which.</param>
public sealed class ObjectChangedException(string key) : Exception($"'{key}' has changed meanwhile.");
