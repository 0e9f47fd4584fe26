namespace Scopix.Storage;

/// <summary>
/// Where bytes live. Objects are written once and never changed: a body is staged (streamed in, measured and hashed),
/// and only then published under its key. Keys look like <c>images/{tenant}/{sha256}.jpg</c>.
/// </summary>
internal interface IObjectStore
{
    /// <summary>The bucket that answers name.</summary>
    string BucketName { get; }

    /// <summary>Streams a body in, hashing it on the way. Nothing is visible until it is published.</summary>
    /// <exception cref="BodyTooLargeException">The body has more than <paramref name="maxBytes"/> bytes.</exception>
    Task<StagedObject> StageAsync(StorageAccount account, Stream body, long maxBytes, CancellationToken cancel);

    /// <summary>Makes a staged body visible under a key; a key that is there already keeps its bytes.</summary>
    Task PublishAsync(StorageAccount account, StagedObject staged, string key, CancellationToken cancel);

    /// <summary>Opens an object for reading; seekable. Null when there is none.</summary>
    Task<Stream?> OpenReadAsync(StorageAccount account, string key, CancellationToken cancel);

    /// <summary>Removes an object, now or soon; nothing happens when there is none.</summary>
    void Delete(StorageAccount account, string key);

    /// <summary>
    /// Removes what clients have PUT and nobody has adopted, multipart uploads too; URLs to PUT to that were signed before lead
    /// nowhere.
    /// </summary>
    void DeleteUploads(StorageAccount account);

    /// <summary>Removes everything an account has.</summary>
    void DeleteAll(StorageAccount account);

    /// <summary>Signs a GET of an object, valid from the account's present moment for <paramref name="lifetime"/>.</summary>
    /// <param name="account">Whose object.</param>
    /// <param name="origin">Scheme and host the client reaches the emulator under, e.g. <c>http://127.0.0.1:8340</c>; a store
    /// elsewhere has its own.</param>
    /// <param name="key">The object's key.</param>
    /// <param name="lifetime">1 second to 7 days.</param>
    /// <param name="contentDisposition">What the answer's Content-Disposition shall be; null for none.</param>
    Uri PresignGet(StorageAccount account, Uri origin, string key, TimeSpan lifetime, string? contentDisposition = null);

    /// <summary>Signs a PUT of a whole object, valid from the account's present moment for <paramref name="lifetime"/>.</summary>
    /// <param name="account">Whose object.</param>
    /// <param name="origin">Scheme and host the client reaches the emulator under.</param>
    /// <param name="key">The object's key, e.g. <c>staging/{upload_id}</c>.</param>
    /// <param name="lifetime">1 second to 7 days.</param>
    /// <param name="headers">Headers that the client must send just so (Content-Type, x-amz-checksum-sha256 …).</param>
    Uri PresignPut(StorageAccount account, Uri origin, string key, TimeSpan lifetime, IReadOnlyList<(string Name, string Value)> headers);

    /// <summary>Begins a multipart upload; answers S3's upload id.</summary>
    Task<string> BeginMultipartAsync(StorageAccount account, string key, string contentType, CancellationToken cancel);

    /// <summary>Signs a PUT of one part, 1–10,000.</summary>
    Uri PresignPart(StorageAccount account, Uri origin, string key, string uploadId, int partNumber, TimeSpan lifetime);

    /// <summary>The parts that have arrived, by number. Null when the multipart upload is not there (any more).</summary>
    Task<IReadOnlyList<StoredPart>?> ListPartsAsync(StorageAccount account, string key, string uploadId, CancellationToken cancel);

    /// <summary>One part of a multipart upload; null when it has not arrived or the upload is not there (any more).</summary>
    Task<StoredPart?> FindPartAsync(StorageAccount account, string key, string uploadId, int partNumber, CancellationToken cancel);

    /// <summary>Makes one object of all parts of a multipart upload, in order of their numbers.</summary>
    /// <exception cref="PartTooSmallException">A part that is not the last has less than 5 MB.</exception>
    /// <exception cref="ArgumentException">There is no such upload, or a part is not there as it is named.</exception>
    Task CompleteMultipartAsync(
        StorageAccount account, string key, string uploadId, IReadOnlyList<StoredPart> parts, CancellationToken cancel);

    /// <summary>Forgets a multipart upload and its parts; nothing happens when there is none.</summary>
    Task AbortMultipartAsync(StorageAccount account, string key, string uploadId, CancellationToken cancel);

    /// <summary>
    /// Takes an object that a client has PUT out of its key, reads it whole and hashes it: it is a staged body again, to be
    /// inspected and published. Null when nothing was uploaded.
    /// </summary>
    Task<StagedObject?> StageUploadAsync(StorageAccount account, string key, CancellationToken cancel);

    /// <summary>The size of an object in bytes; null when there is none.</summary>
    Task<long?> GetSizeAsync(StorageAccount account, string key, CancellationToken cancel);
}

/// <summary>Whose bytes: the tenant's storage identity, with its own credentials and clock.</summary>
/// <param name="TenantId">The tenant's id: 16 lower-case hex digits; a folder name and a segment of object keys.</param>
/// <param name="AccessKeyId">Names the account in <c>X-Amz-Credential</c>.</param>
/// <param name="SecretKey">Signs and verifies.</param>
/// <param name="Now">The tenant's clock.</param>
internal sealed record StorageAccount(string TenantId, string AccessKeyId, string SecretKey, Func<DateTimeOffset> Now);

/// <summary>A body that has been read whole but is not visible yet. Disposing removes it unless it was published.</summary>
internal abstract class StagedObject : IDisposable
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
internal sealed class BodyTooLargeException(long maxBytes) : Exception($"The body has more than {maxBytes} bytes.")
{
    /// <summary>The limit that was passed, in bytes.</summary>
    public long MaxBytes { get; } = maxBytes;
}

/// <summary>A part that has arrived.</summary>
/// <param name="Number">1–10,000.</param>
/// <param name="ETag">As S3 answers it, with its quotes.</param>
/// <param name="SizeBytes">Bytes.</param>
internal sealed record StoredPart(int Number, string ETag, long SizeBytes);

/// <summary>A part that is not the last has less than S3's minimum of 5 MB (5,242,880 bytes).</summary>
/// <param name="number">Which part.</param>
internal sealed class PartTooSmallException(int number) : Exception($"Part {number} is smaller than 5 MB and is not the last.")
{
    /// <summary>Which part, from 1.</summary>
    public int Number { get; } = number;
}
