namespace Scopix.Emulator.ObjectStore;

/// <summary>
/// Where bytes live. Objects are written once and never changed: a body is staged (streamed in, measured and hashed),
/// and only then published under its key. Keys look like <c>images/{tenant}/{sha256}.jpg</c>.
/// </summary>
public interface IObjectStore
{
    /// <summary>Streams a body in, hashing it on the way. Nothing is visible until it is published.</summary>
    /// <exception cref="BodyTooLargeException">The body has more than <paramref name="maxBytes"/> bytes.</exception>
    Task<StagedObject> StageAsync(StorageAccount account, Stream body, long maxBytes, CancellationToken cancel);

    /// <summary>Makes a staged body visible under a key; a key that is there already keeps its bytes.</summary>
    Task PublishAsync(StorageAccount account, StagedObject staged, string key, CancellationToken cancel);

    /// <summary>Opens an object for reading; seekable. Null when there is none.</summary>
    Stream? OpenRead(StorageAccount account, string key);

    /// <summary>Removes an object; nothing happens when there is none.</summary>
    void Delete(StorageAccount account, string key);

    /// <summary>Removes everything an account has.</summary>
    void DeleteAll(StorageAccount account);

    /// <summary>Signs a GET of an object, valid from the account's present moment for <paramref name="lifetime"/>.</summary>
    /// <param name="account">Whose object.</param>
    /// <param name="origin">Scheme and host the client reaches the emulator under, e.g. <c>http://127.0.0.1:8340</c>.</param>
    /// <param name="key">The object's key.</param>
    /// <param name="lifetime">1 second to 7 days.</param>
    /// <param name="contentDisposition">What the answer's Content-Disposition shall be; null for none.</param>
    Uri PresignGet(StorageAccount account, Uri origin, string key, TimeSpan lifetime, string? contentDisposition = null);
}

/// <summary>Whose bytes: the tenant's storage identity, with its own credentials and clock.</summary>
/// <param name="Tenant">The tenant's id: 16 lower-case hex digits; a folder name and a segment of object keys.</param>
/// <param name="AccessKeyId">Names the account in <c>X-Amz-Credential</c>.</param>
/// <param name="SecretKey">Signs and verifies.</param>
/// <param name="Now">The tenant's clock.</param>
public sealed record StorageAccount(string Tenant, string AccessKeyId, string SecretKey, Func<DateTimeOffset> Now);

/// <summary>A body that has been read whole but is not visible yet. Disposing removes it unless it was published.</summary>
public abstract class StagedObject : IDisposable
{
    /// <summary>Lower-case hex SHA-256 of the body, 64 characters.</summary>
    public abstract string Sha256 { get; }

    /// <summary>The body's length in bytes.</summary>
    public abstract long SizeBytes { get; }

    /// <summary>Opens the staged body; seekable.</summary>
    public abstract Stream OpenRead();

    /// <inheritdoc/>
    public abstract void Dispose();
}

/// <summary>A body has more bytes than it may have.</summary>
/// <param name="maxBytes">The limit that was passed.</param>
public sealed class BodyTooLargeException(long maxBytes) : Exception($"The body has more than {maxBytes} bytes.")
{
    /// <summary>The limit that was passed, in bytes.</summary>
    public long MaxBytes { get; } = maxBytes;
}
